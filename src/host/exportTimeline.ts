/** "Export Timeline": pictures that the page made, and the run as a page, as JSON, or as a trace file. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { ExportFormat, PictureFormat } from '../protocol/page.js';
import { chromeTrace } from '../trace/export/chromeTrace.js';
import { htmlPage, type SourceText } from '../trace/export/htmlPage.js';
import { jsonTrace } from '../trace/export/jsonTrace.js';
import type { TraceHeader } from '../trace/header.js';
import { Timeline } from '../trace/timeline.js';
import { encodeTrace } from '../trace/traceFile.js';
import { displayLanguage } from './language.js';
import type { RunRecord } from './runRecord.js';

/** Where a file of the run lies. */
export type Locate = (path: string) => Promise<vscode.Uri | undefined>;

type TraceFormat = Exclude<ExportFormat, PictureFormat>;

/** Endings of the files, each its own, so that none is saved over another; a person may choose another one. */
const endings: Readonly<Record<ExportFormat, string>> = {
  svg: 'svg',
  png: 'png',
  html: 'html',
  chrome: 'trace.json',
  json: 'events.json',
  trace: 'tltrace',
};

export async function savePicture(
  record: RunRecord,
  format: PictureFormat,
  bytes: Uint8Array,
): Promise<void> {
  await save(record, format, () => Promise.resolve(bytes));
}

export async function exportTrace(
  record: RunRecord,
  format: TraceFormat,
  context: vscode.ExtensionContext,
  locate: Locate,
): Promise<void> {
  await save(record, format, () => bytesOf(record, format, context, locate));
}

/** Asks where to, makes the bytes only then, and says where they are. */
async function save(record: RunRecord, format: ExportFormat, make: () => Promise<Uint8Array>): Promise<void> {
  const name = `${record.header?.program.replace(/[^\w.-]+/g, '-') ?? 'timeline'}.${endings[format]}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
  const to = await vscode.window.showSaveDialog({
    defaultUri,
    filters: { [format.toUpperCase()]: [endings[format].split('.').at(-1) as string] },
  });
  if (!to) return;
  await vscode.workspace.fs.writeFile(to, await make());
  void vscode.window.showInformationMessage(vscode.l10n.t('The timeline was exported to {0}.', to.fsPath));
}

export async function bytesOf(
  record: RunRecord,
  format: TraceFormat,
  context: vscode.ExtensionContext,
  locate: Locate,
): Promise<Uint8Array> {
  if (format === 'trace') return await traceBytes(record);
  if (format === 'html') return encoder.encode(await pageText(record, context, locate));
  const timeline = await timelineOf(record);
  const pieces = format === 'chrome' ? chromeTrace(timeline) : jsonTrace(timeline, record.end ?? null);
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

async function traceBytes({ header, fetchRecords, end }: RunRecord): Promise<Uint8Array> {
  if (!header) throw new Error('a run without a header has no trace');
  return encodeTrace(header, await fetchRecords(), end ?? null, {
    encode: (text) => encoder.encode(text),
    decode: (bytes) => decoder.decode(bytes),
  });
}

async function timelineOf({ header, fetchRecords }: RunRecord): Promise<Timeline> {
  if (!header) throw new Error('a run without a header has no timeline');
  const timeline = new Timeline(header, new TextDecoder());
  for (const bytes of await fetchRecords()) timeline.append(new Int32Array(bytes.slice().buffer));
  return timeline;
}

async function pageText(
  record: RunRecord,
  context: vscode.ExtensionContext,
  locate: Locate,
): Promise<string> {
  const read = async (name: string): Promise<string> => {
    const uri = vscode.Uri.joinPath(context.extensionUri, 'dist', name);
    return decoder.decode(await vscode.workspace.fs.readFile(uri));
  };
  return htmlPage({
    title: record.title,
    language: displayLanguage(),
    script: await read('webview.js'),
    style: await read('webview.css'),
    trace: Buffer.from(await traceBytes(record)).toString('base64'),
    sources: record.header ? await sourcesOf(record.header, locate) : [],
    digest: (text) => createHash('sha256').update(text).digest('base64'),
  });
}

/** Only the texts that ran: a file that was changed since would be shown with the wrong lines. */
async function sourcesOf(header: TraceHeader, locate: Locate): Promise<SourceText[]> {
  const sources: SourceText[] = [];
  for (const { path, hash } of header.files) {
    const uri = await locate(path);
    const text = uri && (await textOf(uri));
    if (text !== undefined && createHash('sha256').update(text).digest('hex') === hash)
      sources.push({ path, text });
  }
  return sources;
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return decoder.decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
