/**
 * multiprocessing's queues. An item is in the queue as soon as it was put: there is no feeder thread that could lag, so what
 * waits for one has nothing to wait for. A process closes a queue for itself alone.
 */
import { ObjectKind, QueueOrder } from '../../trace/vocabulary.js';
import { Empty, Full, OSError, ThreadError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { createQueue, finishTask, joinTasks, look, putItem, takeItem, unpack } from '../queueOperations.js';
import { address, defineProcessKind, liveEverywhere, SharedObject } from '../sharedObject.js';
import { waitNs } from '../time.js';
import { QueueWords } from '../waiting.js';
import { HandleState, handleState, setHandleState } from './openHandles.js';

/** What QueueWords.Simple says of these: which class a wrapper has. */
const Variety = { Queue: 0, Simple: 1, Joinable: 2 } as const;

export class Queue<T = unknown> extends SharedObject {
  constructor(maxsize = 0) {
    super();
    createQueue(this, Math.floor(maxsize), QueueOrder.Fifo, false);
    if (this instanceof JoinableQueue) current().words[this[address] + QueueWords.Simple] = Variety.Joinable;
  }

  put(item: T, block = true, timeout?: number): void {
    const kernel = current();
    refuseClosed(kernel, this);
    if (!putItem(kernel, this[address], item, mayWait(block, timeout), waitNs(timeout)))
      throw new Full('the queue is full');
  }
  get(block = true, timeout?: number): T {
    const kernel = current();
    refuseClosed(kernel, this);
    const node = takeItem(kernel, this[address], mayWait(block, timeout), waitNs(timeout));
    if (node === 0) throw new Empty('the queue is empty');
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
  full(): boolean {
    const capacity = current().words[this[address] + QueueWords.Capacity] as number;
    return this.qsize() >= capacity && capacity > 0;
  }

  close(): void {
    const kernel = current();
    kernel.point(this[address]);
    setHandleState(kernel, kernel.space, this[address], HandleState.Closed);
  }
  joinThread(): void {
    const kernel = current();
    kernel.point(this[address]);
    if (!isClosed(kernel, this)) throw new ThreadError('the queue was not closed');
  }
  cancelJoinThread(): void {
    current().point(this[address]);
  }
}

export class JoinableQueue<T = unknown> extends Queue<T> {
  taskDone(): void {
    if (!finishTask(current(), this[address])) throw new RangeError('task_done() called too many times');
  }
  join(): void {
    joinTasks(current(), this[address]);
  }
}

export class SimpleQueue<T = unknown> extends SharedObject {
  constructor() {
    super();
    createQueue(this, 0, QueueOrder.Fifo, true);
  }
  put(item: T): void {
    const kernel = current();
    refuseClosedSimple(kernel, this);
    putItem(kernel, this[address], item, true, -1);
  }
  get(): T {
    const kernel = current();
    refuseClosedSimple(kernel, this);
    return unpack(kernel, this[address], takeItem(kernel, this[address], true, -1)) as T;
  }
  empty(): boolean {
    refuseClosedSimple(current(), this);
    return look(this, QueueWords.Length) === 0;
  }
  close(): void {
    const kernel = current();
    kernel.point(this[address]);
    setHandleState(kernel, kernel.space, this[address], HandleState.Closed);
  }
}

liveEverywhere(Queue, SimpleQueue);
defineProcessKind(ObjectKind.Queue, (at) => {
  const variety = current().words[at + QueueWords.Simple];
  if (variety === Variety.Simple) return SimpleQueue.prototype;
  return (variety === Variety.Joinable ? JoinableQueue : Queue).prototype;
});

function isClosed(kernel: Kernel, queue: SharedObject): boolean {
  return handleState(kernel, kernel.space, queue[address]) === HandleState.Closed;
}
function refuseClosed(kernel: Kernel, queue: SharedObject): void {
  if (isClosed(kernel, queue)) throw new RangeError('the queue is closed in this process');
}
function refuseClosedSimple(kernel: Kernel, queue: SharedObject): void {
  if (isClosed(kernel, queue)) throw new OSError('the queue is closed in this process');
}

/** A time-out of a call that does not wait counts for nothing; one of 0 or less does not wait. */
function mayWait(block: boolean, timeout: number | undefined): boolean {
  return block && (timeout === undefined || timeout > 0);
}
