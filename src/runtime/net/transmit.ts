/** Bytes go out on the wire: in segments, one after the other, as fast as the wire takes them. */
import type { Kernel } from '../kernel.js';
import { setting } from './config.js';
import { post } from './network.js';
import { formOf, makeSegment } from './segments.js';
import { ConfigDoubles, DeliveryKind, SocketWords } from './words.js';

/** What a program sends: bytes, or a text that is sent as UTF-8. */
export type Bytes = Uint8Array | string;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function toBytes(data: Bytes): Uint8Array {
  if (typeof data === 'string') return encoder.encode(data);
  if (data instanceof Uint8Array) return data;
  throw new TypeError('a socket sends bytes: a Uint8Array, or a string');
}

/** The text of bytes, and its bytes. */
export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** With the guard of the socket that sends. */
export function pushOut(kernel: Kernel, socket: number, bytes: Uint8Array): void {
  const config = kernel.words[socket + SocketWords.Config] as number;
  const size = setting(kernel, config, ConfigDoubles.SegmentBytes) || bytes.length;
  for (let from = 0; from < bytes.length; from += size)
    sendSegment(kernel, socket, config, bytes.subarray(from, Math.min(bytes.length, from + size)));
}

function sendSegment(kernel: Kernel, socket: number, config: number, bytes: Uint8Array): void {
  const { words, memory } = kernel;
  if (setting(kernel, config, ConfigDoubles.Loses) === 1) return;
  const peer = words[socket + SocketWords.Peer] as number;
  const bandwidth = setting(kernel, config, ConfigDoubles.Bandwidth);
  const starts = Math.max(kernel.now(), memory.double(socket + SocketWords.WireFree));
  const sent = starts + (bandwidth > 0 ? Math.round((bytes.length / bandwidth) * 1e9) : 0);
  const arrives = sent + setting(kernel, config, ConfigDoubles.LatencyNs);
  memory.setDouble(socket + SocketWords.WireFree, sent);
  if (isBroken(kernel, config, bytes.length))
    return post(kernel, arrives, DeliveryKind.Reset, peer, 0, 'RST');
  Atomics.add(words, peer + SocketWords.Coming, bytes.length);
  post(kernel, arrives, DeliveryKind.Data, peer, makeSegment(kernel, bytes), formOf(bytes));
}

/** Whether these bytes are more than the connection was to carry. */
function isBroken(kernel: Kernel, config: number, length: number): boolean {
  const left = setting(kernel, config, ConfigDoubles.ResetAfter);
  if (left < 0) return false;
  kernel.memory.doubles[(config >> 1) + ConfigDoubles.ResetAfter] = Math.max(0, left - length);
  return length > left;
}
