/**
 * Trace files. First eight bytes that say what it is and in which version, then blocks {type, byte length, bytes}:
 * header (JSON), records (16,384 a block, by count, so that equal runs give equal files), end (JSON).
 * A file that is cut off anywhere opens up to the cut. All numbers are little-endian.
 */
import type { TraceHeader } from './header.js';
import { bytesPerRecord } from './records.js';

const magic = 'TLTRACE1';
const BlockType = { Header: 1, Records: 2, End: 3 } as const;
export const recordsPerBlock = 16_384;

interface Platform {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

/** A file that is no trace, or one of a later version. */
export class TraceError extends Error {
  override name = 'TraceError';
}

export interface TraceContent {
  readonly header: TraceHeader;
  /** Records, in pieces. */
  readonly records: readonly Int32Array[];
  /** What was said of the run's end; null in a file that is cut off. */
  readonly end: unknown;
}

/** The bytes of a trace file. `records` come in pieces of any length; `end` is anything that JSON can hold. */
export function encodeTrace(
  header: TraceHeader,
  records: readonly Uint8Array[],
  end: unknown,
  platform: Platform,
): Uint8Array {
  const all = concat(records);
  const blocks: Uint8Array[] = [
    platform.encode(magic),
    block(BlockType.Header, platform.encode(JSON.stringify(header))),
  ];
  const step = recordsPerBlock * bytesPerRecord;
  for (let at = 0; at < all.length; at += step)
    blocks.push(block(BlockType.Records, all.subarray(at, at + step)));
  blocks.push(block(BlockType.End, platform.encode(JSON.stringify(end))));
  return concat(blocks);
}

/** Reads as much as is there. Throws TraceError if not even a header is. */
export function readTrace(bytes: Uint8Array, platform: Platform): TraceContent {
  const start = platform.decode(bytes.slice(0, magic.length));
  if (start !== magic) {
    throw new TraceError(
      start.startsWith('TLTRACE')
        ? `this trace has version ${start.slice(7)}, which is newer than this program`
        : 'this is not a Threadlanes trace',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Int32Array[] = [];
  let header: TraceHeader | undefined;
  let end: unknown = null;
  for (let at = magic.length; at + 8 <= bytes.length; ) {
    const type = view.getUint32(at, true);
    const from = at + 8;
    at = from + view.getUint32(at + 4, true);
    const content = bytes.slice(from, Math.min(at, bytes.length));
    const whole = at <= bytes.length;
    if (type === BlockType.Header) header = whole ? parseHeader(platform.decode(content)) : undefined;
    else if (type === BlockType.Records) records.push(wordsOf(content));
    else if (type === BlockType.End && whole) end = parse(platform.decode(content));
    if (!header) throw new TraceError('the trace ends before its header does');
  }
  if (!header) throw new TraceError('the trace ends before its header does');
  return { header, records, end };
}

/** Whole records only. Copied: a block may begin at an odd address, and the slice of a Node Buffer is a view of the file. */
function wordsOf(content: Uint8Array): Int32Array {
  const words = new Int32Array((content.length - (content.length % bytesPerRecord)) / 4);
  new Uint8Array(words.buffer).set(content.subarray(0, words.byteLength));
  return words;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function parseHeader(text: string): TraceHeader {
  const header = parse(text) as Partial<TraceHeader> | null;
  if (
    header?.format !== 'threadlanes-trace' ||
    !Array.isArray(header.files) ||
    !Array.isArray(header.sites)
  ) {
    throw new TraceError('the header of the trace is damaged');
  }
  return header as TraceHeader;
}

function block(type: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, content.length, true);
  bytes.set(content, 8);
  return bytes;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
