/** Reads one source file, or says why it is left out. */
import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { hashOf } from './modelCache.js';
import { decode } from './sourceText.js';

/**
 * Larger files are data or bundles. The biggest hand-written ones that we know have 3 MB; at 100,000 lines a second and
 * 40 bytes a line, 4 MB take one second.
 */
export const largestBytes = 4_000_000;

export interface SourceFile {
  readonly text: string;
  /** Of the text: the same for two encodings of it. */
  readonly hash: string;
}

export type ReadResult = { readonly source: SourceFile } | { readonly problem: string };

export async function readSource(file: string): Promise<ReadResult> {
  try {
    return tooLarge(await stat(file)) ?? sourceOf(await readFile(file));
  } catch (error) {
    return unreadable(error);
  }
}

/** The same while nobody waits for anything else: thousands of files are read in a third of the time. */
export function readSourceNow(file: string): ReadResult {
  try {
    return tooLarge(statSync(file)) ?? sourceOf(readFileSync(file));
  } catch (error) {
    return unreadable(error);
  }
}

function tooLarge({ size }: { readonly size: number }): ReadResult | undefined {
  if (size <= largestBytes) return undefined;
  return { problem: `larger than ${largestBytes / 1e6} MB (${(size / 1e6).toFixed(1)} MB)` };
}

function sourceOf(bytes: Uint8Array): ReadResult {
  const decoded = decode(bytes);
  if ('problem' in decoded) return { problem: 'binary' };
  return { source: { text: decoded.text, hash: hashOf(decoded.text) } };
}

function unreadable(error: unknown): ReadResult {
  return { problem: error instanceof Error ? error.message : String(error) };
}

export function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.endsWith('\n') || text === '' ? lines - 1 : lines;
}
