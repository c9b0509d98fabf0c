/**
 * The items of a queue: nodes of one block each in the shared memory, {next, bytes of the value, item id} and the value. A
 * list for first in, first out and last in, first out; for priorities a table of nodes in order. Only inside enter.
 */
import { QueueOrder } from '../trace/vocabulary.js';
import { decode, encode, type Reach } from './codec.js';
import { compare } from './compare.js';
import type { Kernel } from './kernel.js';
import { Control } from './memory.js';
import { QueueWords } from './waiting.js';

const Node = { Next: 0, Length: 1, Item: 2, Value: 4 } as const;
const headBytes = Node.Value * 4;

/** A node with a value, in no queue yet. `what` names the value in errors. */
export function makeNode(kernel: Kernel, value: unknown, what: string, reach: Reach = 'within'): number {
  const bytes = encode(value, what, reach);
  const node = kernel.allocator.allocate(headBytes + bytes.length);
  kernel.memory.bytes.set(bytes, (node + Node.Value) * 4);
  kernel.words[node + Node.Length] = bytes.length;
  return node;
}

export function freeNode(kernel: Kernel, node: number): void {
  kernel.allocator.free(node, headBytes + (kernel.words[node + Node.Length] as number));
}

/** The value of a node; the node stays. */
export function nodeValue(kernel: Kernel, node: number, reach: Reach = 'within'): unknown {
  const from = (node + Node.Value) * 4;
  return decode(kernel.memory.bytes.slice(from, from + (kernel.words[node + Node.Length] as number)), reach);
}

export function itemOf(kernel: Kernel, node: number): number {
  return kernel.words[node + Node.Item] as number;
}

/** Puts a node in; answers its place in the order of removal. Throws TypeError for values that cannot be compared. */
export function insertNode(kernel: Kernel, queue: number, order: number, node: number): number {
  const { words } = kernel;
  const size = words[queue + QueueWords.Length] as number;
  const place =
    order === QueueOrder.Priority
      ? intoTable(kernel, queue, size, node)
      : link(words, queue, order, size, node);
  words[node + Node.Item] = Atomics.add(words, Control.ItemCount, 1) + 1;
  words[queue + QueueWords.Length] = size + 1;
  return place;
}

function link(words: Int32Array, queue: number, order: number, size: number, node: number): number {
  if (order === QueueOrder.Lifo) {
    words[node + Node.Next] = words[queue + QueueWords.First] as number;
    words[queue + QueueWords.First] = node;
    return 0;
  }
  words[node + Node.Next] = 0;
  const last = words[queue + QueueWords.Last] as number;
  words[size === 0 ? queue + QueueWords.First : last + Node.Next] = node;
  words[queue + QueueWords.Last] = node;
  return size;
}

/** The next node, out of the queue. The queue is not empty. */
export function takeNode(kernel: Kernel, queue: number, order: number): number {
  const { words } = kernel;
  const size = words[queue + QueueWords.Length] as number;
  words[queue + QueueWords.Length] = size - 1;
  // The table is kept backwards, so that the next one is its last.
  if (order === QueueOrder.Priority)
    return words[(words[queue + QueueWords.Table] as number) + size - 1] as number;
  const node = words[queue + QueueWords.First] as number;
  words[queue + QueueWords.First] = words[node + Node.Next] as number;
  return node;
}

function intoTable(kernel: Kernel, queue: number, size: number, node: number): number {
  const { words } = kernel;
  const value = nodeValue(kernel, node);
  let low = 0;
  let high = size;
  const table = words[queue + QueueWords.Table] as number;
  // Among equals the one that came first goes first: it stands behind those that come later.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(value, nodeValue(kernel, words[table + middle] as number)) >= 0) high = middle;
    else low = middle + 1;
  }
  const room = tableWithRoom(kernel, queue, size);
  words.copyWithin(room + low + 1, room + low, room + size);
  words[room + low] = node;
  return size - low;
}

/** The table, grown if one more does not fit. */
function tableWithRoom(kernel: Kernel, queue: number, size: number): number {
  const { words, allocator } = kernel;
  const table = words[queue + QueueWords.Table] as number;
  const bytes = words[queue + QueueWords.TableBytes] as number;
  if ((size + 1) * 4 <= bytes) return table;
  const grownBytes = Math.max(64, bytes * 2);
  const grown = allocator.allocate(grownBytes);
  words.copyWithin(grown, table, table + size);
  if (bytes > 0) allocator.free(table, bytes);
  words[queue + QueueWords.Table] = grown;
  words[queue + QueueWords.TableBytes] = grownBytes;
  return grown;
}
