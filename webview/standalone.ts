/** In a page that was exported: the trace lies in the page itself, pictures are downloaded, and nothing can be run. */
import type { HostToPage, PageToHost } from '../src/protocol/page.js';
import { type SourceText, sourcesElementId, traceElementId } from '../src/trace/export/htmlPage.js';
import type { TraceHeader } from '../src/trace/header.js';
import { checkedEnd } from '../src/trace/traceEnd.js';
import { readTrace, TraceError } from '../src/trace/traceFile.js';
import type { HostApi } from './host.js';
import { SourceView } from './panels/sourceView.js';

export function standaloneHost(): HostApi {
  let state: unknown;
  return {
    postMessage: (message) => receive(message),
    getState: () => state,
    setState: (kept) => {
      state = kept;
    },
  };
}

function receive(message: PageToHost): void {
  if (message.type === 'ready') replay();
  else if (message.type === 'reveal') source?.reveal(message.site);
  else if (message.type === 'marks') source?.mark(message.marks, message.step, nameOf);
  else if (message.type === 'picture') download(message.bytes, message.format);
}

let source: SourceView | undefined;
let nameOf: (thread: number) => string = () => '';

/** The sources that the page carries stand below the lanes; threads are named by the run's own names. */
export function showSources(
  below: HTMLElement,
  threadName: (thread: number) => string,
  header: TraceHeader,
): void {
  const sources = sourcesInPage();
  if (sources.length === 0 || source) return;
  source = new SourceView(sources, header);
  nameOf = threadName;
  below.append(source.root);
}

function sourcesInPage(): readonly SourceText[] {
  const text = document.getElementById(sourcesElementId)?.textContent ?? '';
  return text === '' ? [] : (JSON.parse(text) as readonly SourceText[]);
}

function replay(): void {
  const element = document.getElementById(traceElementId);
  const title = element?.dataset.title ?? '';
  for (const message of messagesOf(element?.textContent ?? '', title)) window.postMessage(message, '*');
}

function messagesOf(base64: string, title: string): HostToPage[] {
  const run = 1;
  const language = document.documentElement.lang === 'zh-cn' ? 'zh-cn' : 'en';
  try {
    const content = readTrace(bytesOf(base64), codec);
    const records = content.records.map((words): HostToPage => {
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      return { type: 'records', run, bytes };
    });
    return [
      { type: 'started', run, language, title, header: content.header, variants: [], canRun: false },
      ...records,
      { type: 'ended', run, end: checkedEnd(content.end, 0) },
    ];
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const end = checkedEnd({ problems: [{ message: error.message, file: '', line: 0, column: 0 }] }, 0);
    return [{ type: 'ended', run, end }];
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const codec = {
  encode: (text: string) => encoder.encode(text),
  decode: (bytes: Uint8Array) => decoder.decode(bytes),
};

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
}

function download(bytes: Uint8Array, ending: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes.slice()]));
  link.download = `threadlanes.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
