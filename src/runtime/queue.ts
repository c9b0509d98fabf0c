/** queue.Queue, LifoQueue, PriorityQueue and SimpleQueue: one implementation, told apart by the order of removal. */
import { ObjectKind, QueueOrder } from '../trace/vocabulary.js';
import { Empty, Full, ShutDown } from './errors.js';
import { current } from './kernel.js';
import {
  createQueue,
  finishTask,
  joinTasks,
  look,
  putItem,
  shutDown,
  shutDownQueue,
  takeItem,
  unpack,
} from './queueOperations.js';
import { address, defineKind, SharedObject } from './sharedObject.js';
import { waitNs } from './time.js';
import { QueueWords } from './waiting.js';

/** What SimpleQueue and the others have in common. */
class AnyQueue<T> extends SharedObject {
  constructor(maxsize: number, order: number, isSimple: boolean) {
    super();
    createQueue(this, Math.floor(maxsize), order, isSimple);
  }

  put(item: T, block = true, timeout?: number): void {
    const kernel = current();
    const isBounded = (kernel.words[this[address] + QueueWords.Capacity] as number) > 0;
    const timeoutNs = waitTime(block && isBounded, timeout);
    if (!putItem(kernel, this[address], item, block, timeoutNs)) throw new Full('the queue is full');
  }

  get(block = true, timeout?: number): T {
    const kernel = current();
    const node = takeItem(kernel, this[address], block, waitTime(block, timeout));
    if (node === 0) throw new Empty('the queue is empty');
    if (node === shutDown) throw new ShutDown('the queue was shut down');
    return unpack(kernel, this[address], node) as T;
  }

  putNowait(item: T): void {
    this.put(item, false);
  }
  getNowait(): T {
    return this.get(false);
  }
  qsize(): number {
    return look(this, QueueWords.Length);
  }
  empty(): boolean {
    return this.qsize() === 0;
  }
}

export class Queue<T = unknown> extends AnyQueue<T> {
  constructor(maxsize = 0) {
    super(maxsize, new.target === Queue ? QueueOrder.Fifo : orderOf(new.target), false);
  }

  get maxsize(): number {
    return current().words[this[address] + QueueWords.Capacity] as number;
  }
  full(): boolean {
    const size = this.qsize();
    return this.maxsize > 0 && size >= this.maxsize;
  }

  /** Says that what a get took out is done. */
  taskDone(): void {
    if (!finishTask(current(), this[address])) throw new RangeError('task_done() called too many times');
  }

  /** Waits until every item that was put is done. */
  join(): void {
    joinTasks(current(), this[address]);
  }

  /** From now on put throws ShutDown, and get does when nothing is left. `immediate` drops what is left. */
  shutdown(immediate = false): void {
    shutDownQueue(current(), this[address], immediate);
  }
}

/** Last in, first out. */
export class LifoQueue<T = unknown> extends Queue<T> {}

/** The least first. */
export class PriorityQueue<T = unknown> extends Queue<T> {}

/** Without bound and without tasks: put never waits. */
export class SimpleQueue<T = unknown> extends AnyQueue<T> {
  constructor() {
    super(0, QueueOrder.Fifo, true);
  }
}

defineKind(ObjectKind.Queue, (at) => classOf(current().words, at).prototype);

function classOf(words: Int32Array, at: number): { readonly prototype: object } {
  if (words[at + QueueWords.Simple] === 1) return SimpleQueue;
  const order = words[at + QueueWords.Order];
  return order === QueueOrder.Lifo ? LifoQueue : order === QueueOrder.Priority ? PriorityQueue : Queue;
}

function orderOf(type: { readonly prototype: object }): number {
  if (type.prototype instanceof PriorityQueue || type === PriorityQueue) return QueueOrder.Priority;
  return type.prototype instanceof LifoQueue || type === LifoQueue ? QueueOrder.Lifo : QueueOrder.Fifo;
}

/** In ns, -1 for as long as it takes; a time-out of a call that does not wait counts for nothing, as in CPython. */
function waitTime(block: boolean, timeout: number | undefined): number {
  if (!block || timeout === undefined) return -1;
  if (timeout < 0) throw new RangeError("'timeout' must be a non-negative number");
  return waitNs(timeout);
}
