/** `threadlanes export`: a trace file as something that other programs open. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromeTrace } from '../trace/export/chromeTrace.js';
import { htmlPage } from '../trace/export/htmlPage.js';
import { jsonTrace } from '../trace/export/jsonTrace.js';
import { Timeline } from '../trace/timeline.js';
import { checkedEnd, type TraceEnd } from '../trace/traceEnd.js';
import { readTrace, type TraceContent, TraceError } from '../trace/traceFile.js';
import { distFolder } from './packageFolders.js';
import { parseOptions } from './parseOptions.js';
import { pictureOf } from './pictureOf.js';
import { sourcesOf } from './sourcesOf.js';
import { UsageError } from './usageError.js';
import { whyNot } from './whyNot.js';

interface Opened {
  readonly file: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly timeline: Timeline;
  readonly end: TraceEnd;
}
type Exporter = (trace: Opened) => Iterable<string>;

const exporters: Readonly<Record<string, Exporter>> = {
  chrome: ({ timeline }) => chromeTrace(timeline),
  json: ({ timeline, end }) => jsonTrace(timeline, end),
  svg: ({ timeline, end, name }) => [pictureOf(timeline, end, name)],
  html: ({ bytes, name, file, timeline }) => [
    htmlPage({
      title: name,
      language: 'en',
      script: readFileSync(join(distFolder, 'webview.js'), 'utf8'),
      style: readFileSync(join(distFolder, 'webview.css'), 'utf8'),
      trace: Buffer.from(bytes).toString('base64'),
      sources: sourcesOf(file, timeline.header),
      digest: (text) => createHash('sha256').update(text).digest('base64'),
    }),
  ],
};

export async function exportTrace(args: readonly string[]): Promise<number> {
  const { file, to, out } = parseExportArguments(args);
  const exporter = exporters[to] as Exporter;
  await write(exporter(open(file)), out);
  return 0;
}

export const exportOptions = { to: { type: 'string' }, out: { type: 'string', short: 'o' } } as const;

interface ExportArguments {
  readonly file: string;
  readonly to: string;
  /** Undefined for the standard output. */
  readonly out: string | undefined;
}

function parseExportArguments(args: readonly string[]): ExportArguments {
  const known = Object.keys(exporters).join(', ');
  const { values, positionals } = parseOptions('export', args, exportOptions);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('export: which trace? Give a file that run --trace has written');
  if (more.length > 0) throw new UsageError(`export: one trace at a time, not also "${more[0]}"`);
  if (values.to === undefined) throw new UsageError(`export: --to what? It takes ${known}`);
  if (!Object.hasOwn(exporters, values.to))
    throw new UsageError(`export: --to takes ${known}, not "${values.to}"`);
  return { file, to: values.to, out: values.out };
}

function open(file: string): Opened {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${whyNot(error)}`);
  }
  const content = read(bytes, file);
  const timeline = new Timeline(content.header, new TextDecoder());
  for (const words of content.records) timeline.append(words);
  return { file, name: basename(file), bytes, timeline, end: checkedEnd(content.end, timeline.endTime) };
}

function read(bytes: Uint8Array, file: string): TraceContent {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  try {
    return readTrace(bytes, {
      encode: (text) => encoder.encode(text),
      decode: (part) => decoder.decode(part),
    });
  } catch (error) {
    if (error instanceof TraceError) throw new UsageError(`cannot open ${file}: ${error.message}`);
    throw error;
  }
}

/** Piece by piece, no faster than the file or the next program takes it. */
async function write(pieces: Iterable<string>, out: string | undefined): Promise<void> {
  const stream = out === undefined ? process.stdout : createWriteStream(out);
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', (error) => {
      reject(
        new UsageError(`cannot write ${out ?? 'to the standard output'}: ${whyNot(error, { writes: true })}`),
      );
    });
  });
  const written = async (): Promise<void> => {
    for (const text of pieces) if (!stream.write(text)) await once(stream, 'drain');
    if (out !== undefined) await new Promise<void>((resolve) => stream.end(resolve));
  };
  await Promise.race([written(), failed]);
}
