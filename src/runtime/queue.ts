/** queue.Queue: first in, first out; its items are a list of nodes {next, address, length, item id} in the shared memory. */
import { EventKind, ObjectKind, Operation } from '../trace/vocabulary.js';
import { Empty, Full } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { Control } from './memory.js';
import { load, store } from './sharedBytes.js';
import { address, createObject, emitCreate, registerKind, SharedObject, setAddress } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { secondsToNs } from './time.js';
import { QueueWords, WaitClass } from './waiting.js';

const Node = { Next: 0, Address: 1, Length: 2, Item: 3 } as const;
const nodeBytes = 16;

export class Queue<T = unknown> extends SharedObject {
  constructor(maxsize = 0) {
    super();
    const capacity = Math.max(0, Math.floor(maxsize));
    const made = createObject(this, ObjectKind.Queue, (at, kernel) => {
      kernel.words[at + QueueWords.Capacity] = capacity;
    });
    if (made) emitCreate(this[address], ObjectKind.Queue, capacity);
  }

  get maxsize(): number {
    return current().words[this[address] + QueueWords.Capacity] as number;
  }

  put(item: T, block = true, timeout?: number): void {
    const kernel = current();
    const object = this[address];
    const stored = store(kernel, item, 'the item');
    const text = shortForm(item);
    const attempt = (): boolean => append(kernel, object, stored.at, stored.length, text);
    kernel.enter(object);
    const done = proceed(kernel, object, WaitClass.Putter, Operation.Put, block, timeout, attempt);
    kernel.leave(object);
    if (done) return;
    kernel.allocator.free(stored.at, stored.length);
    throw new Full('the queue is full');
  }

  get(block = true, timeout?: number): T {
    const kernel = current();
    const object = this[address];
    let node = 0;
    const attempt = (): boolean => {
      node = takeFirst(kernel, object);
      return node !== 0;
    };
    kernel.enter(object);
    const done = proceed(kernel, object, WaitClass.Getter, Operation.Get, block, timeout, attempt);
    kernel.leave(object);
    if (!done) throw new Empty('the queue is empty');
    return unpack(kernel, node) as T;
  }

  putNowait(item: T): void {
    this.put(item, false);
  }
  getNowait(): T {
    return this.get(false);
  }

  qsize(): number {
    const kernel = current();
    kernel.enter(this[address]);
    const size = kernel.words[this[address] + QueueWords.Length] as number;
    kernel.leave(this[address]);
    return size;
  }
  empty(): boolean {
    return this.qsize() === 0;
  }
  full(): boolean {
    const size = this.qsize();
    return this.maxsize > 0 && size >= this.maxsize;
  }
}

registerKind(ObjectKind.Queue, (at) => {
  const queue = Object.create(Queue.prototype) as Queue;
  setAddress(queue, at);
  return queue;
});

/** Waits as asked for; `block` false makes the time-out count for nothing, as in CPython. */
function proceed(
  kernel: Kernel,
  object: number,
  waitClass: number,
  operation: Operation,
  block: boolean,
  timeout: number | undefined,
  attempt: () => boolean,
): boolean {
  if (!block) {
    const done = attempt();
    if (done) kernel.changed(object);
    else kernel.emit(EventKind.TryFailed, object, operation);
    return done;
  }
  if (timeout !== undefined && timeout < 0) {
    kernel.leave(object);
    throw new RangeError("'timeout' must be a non-negative number");
  }
  return kernel.waitUntil(
    object,
    waitClass,
    operation,
    timeout === undefined ? -1 : secondsToNs(timeout),
    attempt,
  );
}

function append(kernel: Kernel, object: number, at: number, length: number, text: string): boolean {
  const { words } = kernel;
  const size = words[object + QueueWords.Length] as number;
  const capacity = words[object + QueueWords.Capacity] as number;
  if (capacity > 0 && size >= capacity) return false;
  const node = kernel.allocator.allocate(nodeBytes);
  const item = Atomics.add(words, Control.ItemCount, 1) + 1;
  words[node + Node.Next] = 0;
  words[node + Node.Address] = at;
  words[node + Node.Length] = length;
  words[node + Node.Item] = item;
  const last = words[object + QueueWords.Last] as number;
  words[size === 0 ? object + QueueWords.First : last + Node.Next] = node;
  words[object + QueueWords.Last] = node;
  words[object + QueueWords.Length] = size + 1;
  kernel.emitText(EventKind.Put, object, 0, item, 0, text);
  return true;
}

/** The first node, out of the list; 0 when there is none. */
function takeFirst(kernel: Kernel, object: number): number {
  const { words } = kernel;
  const size = words[object + QueueWords.Length] as number;
  if (size === 0) return 0;
  const node = words[object + QueueWords.First] as number;
  words[object + QueueWords.First] = words[node + Node.Next] as number;
  words[object + QueueWords.Length] = size - 1;
  kernel.emit(EventKind.Get, object, 0, words[node + Node.Item] as number);
  return node;
}

/** The value of a node that was taken out; frees both. */
function unpack(kernel: Kernel, node: number): unknown {
  const at = kernel.words[node + Node.Address] as number;
  const length = kernel.words[node + Node.Length] as number;
  const value = load(kernel, at, length);
  kernel.allocator.free(at, length);
  kernel.allocator.free(node, nodeBytes);
  return value;
}
