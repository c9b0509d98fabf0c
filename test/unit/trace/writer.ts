/** Writes records as the runtime does, for tests that need a trace without running a program. */

import type { TraceHeader } from '../../../src/trace/header.js';
import { highWord, lowWord, packHead, textRecords, wordsPerRecord } from '../../../src/trace/records.js';
import { Timeline } from '../../../src/trace/timeline.js';

export interface EventFields {
  readonly kind: number;
  readonly thread: number;
  readonly object?: number;
  readonly info?: number;
  readonly site?: number;
  readonly time?: number;
  readonly a?: number;
  readonly b?: number;
  readonly text?: string;
}

export function record(event: EventFields): number[] {
  const time = event.time ?? 0;
  const head = packHead(event.kind, event.info ?? 0, event.thread, event.text !== undefined);
  const words = [
    head,
    event.object ?? 0,
    event.site ?? 0,
    lowWord(time),
    highWord(time),
    event.a ?? 0,
    event.b ?? 0,
  ];
  return event.text === undefined ? words : [...words, ...textWords(event.text)];
}

function textWords(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const words = new Int32Array(textRecords(bytes.length) * wordsPerRecord);
  words[0] = bytes.length;
  new Uint8Array(words.buffer).set(bytes, 4);
  return [...words];
}

export const header: TraceHeader = {
  format: 'threadlanes-trace',
  version: 1,
  program: 'test',
  mode: 'controlled',
  seed: 1,
  strategy: 'random',
  variant: null,
  files: [{ path: 'test.ts', hash: '' }],
  sites: Array.from({ length: 100 }, (_, line) => ({ file: 0, line, column: 1 })),
};

export function timelineOf(events: readonly EventFields[]): Timeline {
  const timeline = new Timeline(header, new TextDecoder());
  timeline.append(Int32Array.from(events.flatMap(record)));
  return timeline;
}
