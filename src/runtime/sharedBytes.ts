/** Bytes copied into the shared memory and back: messages of threads, items of queues, values of cells. */
import { decode, encode, type Reach } from './codec.js';

import type { Kernel } from './kernel.js';
import { Header } from './memory.js';

export interface Stored {
  readonly at: number;
  readonly length: number;
}

/** Copies a value into shared memory; the caller owns the block until it frees it. `what` names it in errors. */
export function store(kernel: Kernel, value: unknown, what: string, reach: Reach = 'within'): Stored {
  const bytes = encode(value, what, reach);
  const at = kernel.allocator.allocate(bytes.length);
  kernel.memory.bytes.set(bytes, at * 4);
  return { at, length: bytes.length };
}

export function load(kernel: Kernel, at: number, length: number, reach: Reach = 'within'): unknown {
  return decode(kernel.memory.bytes.slice(at * 4, at * 4 + length), reach);
}

/** How far what an object keeps has to reach. */
export function reachOf({ words }: Kernel, object: number): Reach {
  return (words[object + Header.Space] as number) > 0 ? 'within' : 'across';
}
