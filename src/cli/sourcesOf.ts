/**
 * The sources of a trace, for a page that carries them: beside the trace, in the folder that the command runs in, or among
 * the examples. Only a text with the hash that the trace names is one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCatalogue } from '../engine/examples/catalogue.js';
import type { SourceText } from '../trace/export/htmlPage.js';
import type { SourceFile, TraceHeader } from '../trace/header.js';
import { examplesFolder } from './packageFolders.js';

/** Files that are not found are left out: the page shows the others. */
export function sourcesOf(trace: string, header: TraceHeader): SourceText[] {
  const example = readCatalogue(examplesFolder).find(({ id }) => id === header.program);
  const folders = [dirname(trace), process.cwd()];
  if (example) folders.push(dirname(join(examplesFolder, example.file)));
  return header.files.flatMap((file) => {
    const text = folders.map((folder) => textOf(folder, file)).find((each) => each !== undefined);
    return text === undefined ? [] : [{ path: file.path, text }];
  });
}

function textOf(folder: string, { path, hash }: SourceFile): string | undefined {
  try {
    const text = readFileSync(join(folder, path), 'utf8');
    return createHash('sha256').update(text).digest('hex') === hash ? text : undefined;
  } catch {
    return undefined;
  }
}
