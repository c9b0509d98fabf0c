/** Trace files open as timelines: a read-only editor that shows the same picture as a run. */
import * as vscode from 'vscode';
import type { HostToPage } from '../protocol/page.js';
import { checkedEnd } from '../trace/traceEnd.js';
import { readTrace, TraceError } from '../trace/traceFile.js';
import { displayLanguage } from './language.js';
import { RunRecord } from './runRecord.js';
import { type ShownTimeline, serve, timelineClosed, timelineUsed } from './shownTimeline.js';
import { pageOptions } from './timelineHtml.js';
import { connect } from './timelinePanel.js';

export const traceEditorType = 'threadlanes.trace';
/** The page takes blocks of at most so many bytes. */
const mostBlockBytes = 256_000;

interface TraceDocument extends vscode.CustomDocument {
  readonly record: RunRecord;
}

let opened = 0;

export class TraceEditor implements vscode.CustomReadonlyEditorProvider<TraceDocument> {
  constructor(private readonly context: vscode.ExtensionContext) {}

  async openCustomDocument(uri: vscode.Uri): Promise<TraceDocument> {
    const record = recordOf(await vscode.workspace.fs.readFile(uri), nameOf(uri));
    return { uri, record, dispose: () => undefined };
  }

  resolveCustomEditor(document: TraceDocument, panel: vscode.WebviewPanel): void {
    panel.webview.options = pageOptions(this.context);
    const { record } = document;
    const send = (message: HostToPage): void => void panel.webview.postMessage(message);
    const timeline: ShownTimeline = { record, send, locate: (path) => locate(document.uri, path) };
    timelineUsed(timeline);
    panel.onDidChangeViewState(() => {
      if (panel.active) timelineUsed(timeline);
    });
    connect(panel, this.context, {
      ready: () => void sendAll(record, send),
      message: (message) => void serve(timeline, message, this.context),
      closed: () => timelineClosed(timeline),
    });
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

async function sendAll(record: RunRecord, send: (message: HostToPage) => void): Promise<void> {
  const { run, title } = record;
  const messages = await record.messages((header) => ({
    type: 'started',
    run,
    language: displayLanguage(),
    title,
    header,
    variants: [],
    canRun: false,
  }));
  for (const message of messages) send(message);
}

/** What makes no sense is said in the timeline, where a person looks for it. */
function recordOf(bytes: Uint8Array, title: string): RunRecord {
  const blocks: Uint8Array[] = [];
  const record = new RunRecord(++opened, title, [], () => Promise.resolve(blocks));
  try {
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    const content = readTrace(bytes, {
      encode: (text) => encoder.encode(text),
      decode: (part) => decoder.decode(part),
    });
    record.header = content.header;
    for (const words of content.records) blocks.push(...piecesOf(new Uint8Array(words.buffer)));
    for (const bytes of blocks) record.read(bytes);
    record.end = checkedEnd(content.end, 0);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    record.header = record.emptyHeader(title, 'controlled', 0);
    const problem = { message: error.message, file: title, line: 0, column: 0 };
    record.end = { ...checkedEnd(null, 0), outcome: 'failed', problems: [problem] };
  }
  return record;
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += mostBlockBytes) yield bytes.slice(at, at + mostBlockBytes);
}

/** Beside the trace, or anywhere in the workspace under the same relative path. */
async function locate(trace: vscode.Uri, path: string): Promise<vscode.Uri | undefined> {
  const beside = vscode.Uri.joinPath(trace, '..', ...path.split('/'));
  try {
    await vscode.workspace.fs.stat(beside);
    return beside;
  } catch {
    const pattern = `**/${path.replace(/[[\]{}*?]/g, '?')}`;
    const [found] = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 1);
    return found;
  }
}
