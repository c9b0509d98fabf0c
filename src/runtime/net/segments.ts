/** The bytes that have arrived at a socket: segments in the order of their sending. Only with the socket's guard. */
import { EventKind } from '../../trace/vocabulary.js';
import type { Kernel } from '../kernel.js';
import { Control } from '../memory.js';
import { shortForm } from '../shortForm.js';
import { SegmentWords, SocketWords } from './words.js';

const headBytes = SegmentWords.Bytes * 4;
const decoder = new TextDecoder();

export function makeSegment(kernel: Kernel, bytes: Uint8Array): number {
  const at = kernel.allocator.allocate(headBytes + bytes.length);
  kernel.words[at + SegmentWords.Next] = 0;
  kernel.words[at + SegmentWords.Length] = bytes.length;
  kernel.words[at + SegmentWords.Offset] = 0;
  kernel.memory.bytes.set(bytes, (at + SegmentWords.Bytes) * 4);
  return at;
}

/** What the trace shows of bytes: text where they are text. */
export function formOf(bytes: Uint8Array): string {
  return shortForm(decoder.decode(bytes.subarray(0, 64)));
}

export function bytesOf(kernel: Kernel, segment: number): Uint8Array {
  const from = (segment + SegmentWords.Bytes) * 4;
  return kernel.memory.bytes.slice(from, from + (kernel.words[segment + SegmentWords.Length] as number));
}

export function append(kernel: Kernel, socket: number, segment: number): void {
  const { words } = kernel;
  const last = words[socket + SocketWords.Last] as number;
  words[last === 0 ? socket + SocketWords.First : last + SegmentWords.Next] = segment;
  words[socket + SocketWords.Last] = segment;
  words[socket + SocketWords.Length] =
    (words[socket + SocketWords.Length] as number) + (words[segment + SegmentWords.Length] as number);
  const item = Atomics.add(words, Control.ItemCount, 1) + 1;
  words[segment + SegmentWords.Item] = item;
  kernel.emitText(EventKind.Put, socket, 0, item, -1, formOf(bytesOf(kernel, segment)));
}

/** Takes at most so many bytes out; with `peek` they stay. */
export function take(kernel: Kernel, socket: number, most: number, peek = false): Uint8Array {
  const { words } = kernel;
  const out = new Uint8Array(Math.min(most, words[socket + SocketWords.Length] as number));
  let filled = 0;
  let segment = words[socket + SocketWords.First] as number;
  while (filled < out.length) {
    const offset = words[segment + SegmentWords.Offset] as number;
    const length = words[segment + SegmentWords.Length] as number;
    const count = Math.min(out.length - filled, length - offset);
    const from = (segment + SegmentWords.Bytes) * 4 + offset;
    out.set(kernel.memory.bytes.subarray(from, from + count), filled);
    filled += count;
    const next = words[segment + SegmentWords.Next] as number;
    if (!peek) {
      words[segment + SegmentWords.Offset] = offset + count;
      if (offset + count === length) drop(kernel, socket, segment);
    }
    segment = next;
  }
  if (!peek) words[socket + SocketWords.Length] = (words[socket + SocketWords.Length] as number) - filled;
  return out;
}

/** The first segment was read to its end. */
function drop(kernel: Kernel, socket: number, segment: number): void {
  const { words } = kernel;
  const next = words[segment + SegmentWords.Next] as number;
  words[socket + SocketWords.First] = next;
  if (next === 0) words[socket + SocketWords.Last] = 0;
  kernel.emit(EventKind.Get, socket, 0, words[segment + SegmentWords.Item] as number);
  kernel.allocator.free(segment, headBytes + (words[segment + SegmentWords.Length] as number));
}
