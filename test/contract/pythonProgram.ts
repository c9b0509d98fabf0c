/** Python programs of tests: written to a folder of their own, run by the command line, and told in words. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Timeline } from '../../src/trace/timeline.js';
import { readTrace } from '../../src/trace/traceFile.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { threadlanesIn } from '../commandLine.js';

export const scratch = mkdtempSync(join(tmpdir(), 'threadlanes-python-'));

export interface Edge {
  thread: string;
  holds: { object: string; line: number };
  waitsFor: { object: string; line: number };
}
export interface Report {
  outcome: string;
  wallMs: number;
  clockMs: number;
  error: { message: string; file: string; line: number } | null;
  threads: { name: string; kind: string; state: string }[];
  objects: { name: string; kind: string; maxLength: number; maxWaiters: number; finalContents: string[] }[];
  output: { thread: string; text: string }[];
  events: number;
  findings: { kind: string; message: string; cycle: Edge[]; locations: { file: string; line: number }[] }[];
}

export function write(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

/** Runs a program of this text; `more` are options, and what follows `--`. */
export async function run(name: string, text: string, ...more: string[]) {
  const args = ['run', write(name, text), '--json', ...more];
  const { code, stdout, stderr } = await threadlanesIn({ cwd: scratch, input: 'typed\n' }, ...args);
  if (stdout === '') throw new Error(stderr);
  return { code, err: stderr, ...(JSON.parse(stdout) as Report) };
}

/** What a program printed. */
export function lines({ output }: Report): string[] {
  return output.map(({ text }) => text);
}

/** Runs a program and tells what happened, in words, each with its line. */
export async function story(name: string, text: string, ...more: string[]): Promise<string[]> {
  const file = join(scratch, `${name}.tltrace`);
  await run(name, text, '--trace', file, ...more);
  return told(file);
}

/** A trace that was written. */
export function readTimeline(file: string): Timeline {
  const content = readTrace(readFileSync(file), {
    encode: (value) => new TextEncoder().encode(value),
    decode: (bytes) => new TextDecoder().decode(bytes),
  });
  const timeline = new Timeline(content.header, new TextDecoder());
  for (const records of content.records) timeline.append(records);
  return timeline;
}

/** What a trace tells. */
export function told(file: string): string[] {
  const timeline = readTimeline(file);
  return Array.from({ length: timeline.log.length }, (_, i) => {
    const place = timeline.place(timeline.log.site(i));
    return `${place ? place.line : '-'}: ${describeEvent(i, timeline, 'en')}`;
  });
}
