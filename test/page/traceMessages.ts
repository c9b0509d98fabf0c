// A trace file as the messages with which the host sends it to the page.
import type { HostToPage, RunEnded } from '../../src/protocol/page.js';
import { readTrace } from '../../src/trace/traceFile.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const platform = {
  encode: (text: string) => encoder.encode(text),
  decode: (bytes: Uint8Array) => decoder.decode(bytes),
};

export function messagesOfTrace(bytes: Uint8Array, title: string, run = 1): HostToPage[] {
  const { header, records, end } = readTrace(bytes, platform);
  const known: RunEnded = {
    outcome: 'stopped',
    findings: [],
    clockNs: 0,
    wallMs: 0,
    heldBackMs: 0,
    result: '',
    problems: [],
    ...(end as Partial<RunEnded> | null),
  };
  return [
    {
      type: 'started',
      run,
      language: 'en',
      title,
      header,
      variants: ['default', 'join-in-loop'],
      canRun: true,
    },
    ...records.map(
      (words): HostToPage => ({
        type: 'records',
        run,
        bytes: new Uint8Array(words.buffer, words.byteOffset, words.byteLength),
      }),
    ),
    { type: 'ended', run, end: known },
  ];
}
