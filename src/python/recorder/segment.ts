/**
 * The memory that a traced process appends its rows to (tracer/threadlanes_tracer/segment.py), as a file: what the process had
 * not sent when it ended is read from there.
 *
 * Why that is all, and whole. The process appends an event before it does what another process can see: gives a lock up, puts
 * an item, writes an answer into a pipe. So whatever another one can know is in the memory by then. When the connection is seen
 * to be closed, the kernel has stopped every thread of the process: all that these had stored is in the file's pages, which
 * a read of the file shares with the memory. Only one thread at a time appends, so only the last row can be cut short, by a
 * signal between two of its stores; a row is taken once its first three words are there, none of which is ever zero.
 */
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rowWords, wordsPerRow } from './rows.js';

/** Behind the word that counts how often the memory was filled. */
const headBytes = 8;

export class Segment {
  /** Whether what was not sent can be read. */
  readonly isShared: boolean;
  #file: number | undefined;
  #generation = 0;
  #next = headBytes;

  /** Opens a file by the name that its process says; '' if it has none. Nobody else needs the name any more. */
  constructor(folder: string, name: string) {
    this.#file = name === '' ? undefined : openAndForget(join(folder, basename(name)));
    this.isShared = this.#file !== undefined;
  }

  /** What the process sends: rows of a generation, from some place on. Those that were read already are left out. */
  sent(payload: Buffer): Int32Array {
    const [generation, place] = [payload.readUInt32LE(0), payload.readUInt32LE(4)];
    const known = generation === this.#generation ? Math.max(0, this.#next - place) : 0;
    this.#generation = generation;
    this.#next = Math.max(place + known, place + payload.length - 8);
    return wordsOf(payload.subarray(8 + known));
  }

  /** What the process has appended and not sent, now that it is gone. */
  rest(): Int32Array {
    if (this.#file === undefined) return new Int32Array();
    const bytes = Buffer.alloc(fstatSync(this.#file).size);
    const length = readSync(this.#file, bytes, 0, bytes.length, 0);
    const generation = bytes.readUInt32LE(0);
    // All of a generation is sent before the next one begins.
    const from = generation === this.#generation ? this.#next : headBytes;
    const words = wordsOf(bytes.subarray(from, length));
    const end = endOfRows(words);
    this.#generation = generation;
    this.#next = from + 4 * end;
    return words.subarray(0, end);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function openAndForget(path: string): number | undefined {
  try {
    const file = openSync(path, 'r');
    unlinkSync(path);
    return file;
  } catch {
    return undefined; // Only what is sent is known then.
  }
}

/** Where the rows of these words end: at zeros, or in the middle of one. */
function endOfRows(words: Int32Array): number {
  let at = 0;
  while (isRow(words, at)) at += rowWords(words, at);
  return at;
}

function isRow(words: Int32Array, at: number): boolean {
  const isThere = (word: number): boolean => words[at + word] !== 0 || words[at + word + 1] !== 0;
  const hasHead = at + wordsPerRow <= words.length && isThere(0) && isThere(2) && isThere(4);
  return hasHead && at + rowWords(words, at) <= words.length;
}

function wordsOf(bytes: Buffer): Int32Array {
  const words = new Int32Array(bytes.length >> 2);
  new Uint8Array(words.buffer).set(bytes.subarray(0, words.byteLength));
  return words;
}
