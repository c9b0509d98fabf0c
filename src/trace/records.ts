/**
 * The binary form of events. A record is seven 32-bit words; text follows its event in records of its own.
 *
 *   word 0  kind (bits 0-7), info (8-14), has text (15), thread id (16-31)
 *   word 1  object id        word 2  site id
 *   word 3  time in ns, low  word 4  high
 *   word 5  a                word 6  b
 *
 * Text: records of 28 bytes; the first four bytes of the first one are the length in bytes, then UTF-8.
 */
export const wordsPerRecord = 7;
export const bytesPerRecord = wordsPerRecord * 4;
const textFlag = 1 << 15;
const twoTo32 = 4294967296;

/** First word of a record. */
export function packHead(kind: number, info: number, thread: number, hasText: boolean): number {
  return kind | (info << 8) | (hasText ? textFlag : 0) | (thread << 16);
}
export const headKind = (head: number): number => head & 0xff;
export const headInfo = (head: number): number => (head >>> 8) & 0x7f;
export const headHasText = (head: number): boolean => (head & textFlag) !== 0;
export const headThread = (head: number): number => head >>> 16;

/** How many records a text of so many bytes takes. */
export function textRecords(byteLength: number): number {
  return Math.ceil((byteLength + 4) / bytesPerRecord);
}

export const lowWord = (ns: number): number => ns | 0;
export const highWord = (ns: number): number => (ns < twoTo32 ? 0 : Math.floor(ns / twoTo32) | 0);
export const joinWords = (low: number, high: number): number => (high >>> 0) * twoTo32 + (low >>> 0);

const shuttle = new DataView(new ArrayBuffer(8));
/** A float64 carried in the words a and b. */
export function floatOf(a: number, b: number): number {
  shuttle.setInt32(0, a);
  shuttle.setInt32(4, b);
  return shuttle.getFloat64(0);
}
/** The words a and b of a float64. */
export function wordsOf(value: number): [a: number, b: number] {
  shuttle.setFloat64(0, value);
  return [shuttle.getInt32(0), shuttle.getInt32(4)];
}
