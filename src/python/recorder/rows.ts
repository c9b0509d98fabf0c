/**
 * Rows, as a tracer appends them (tracer/threadlanes_tracer/record.py): 64-bit words of two halves each, low one first. Must
 * never know what the kinds of the trace mean.
 */

/** Of a short row; a long one has six more, and its text. */
export const wordsPerRow = 10;
const longWords = 16;
const longFlag = 1 << 15;
export const twoTo32 = 4294967296;

/** Not of the trace: from now on what this thread of the system does is done by the lane of this number, 0 for its own. */
export const turnKind = 200;
/** Not of the trace: from now on the process's new tasks have no lanes; there were so many. */
export const leftOutKind = 201;
/** Not of the trace: where the instructions of a code object are. */
export const codeKind = 202;

export interface Words {
  readonly a: number;
  readonly b: number;
}
/** What a long row says; a short one, nothing. */
export interface Said extends Words {
  readonly text: string | undefined;
  /** The two halves of a. */
  readonly low: number;
  readonly high: number;
}
const nothingSaid: Said = { a: 0, b: 0, text: undefined, low: 0, high: 0 };

/** How many words the row that begins at `at` has. */
export function rowWords(words: Int32Array, at: number): number {
  return isLong(words, at) ? longWords + 2 * Math.ceil(Math.max(0, textLength(words, at)) / 8) : wordsPerRow;
}

export function isLong(words: Int32Array, at: number): boolean {
  return ((words[at] as number) & longFlag) !== 0;
}

const decoder = new TextDecoder();
export function saidBy(words: Int32Array, at: number): Said {
  if (!isLong(words, at)) return nothingSaid;
  return {
    a: bigNumber(words, at + 10),
    b: bigNumber(words, at + 12),
    text: textLength(words, at) < 0 ? undefined : decoder.decode(textBytes(words, at)),
    low: words[at + 10] as number,
    high: words[at + 11] as number,
  };
}

/** The text of a long row, or what is in its place. */
export function textBytes(words: Int32Array, at: number): Buffer {
  const begin = words.byteOffset + 4 * (at + longWords);
  return Buffer.from(words.buffer, begin, Math.max(0, textLength(words, at)));
}

/** -1 if there is none. */
function textLength(words: Int32Array, at: number): number {
  return words[at + 14] as number;
}

/** A 64-bit integer that a float holds exactly. */
export function bigNumber(words: Int32Array, at: number): number {
  return (words[at + 1] as number) * twoTo32 + ((words[at] as number) >>> 0);
}
