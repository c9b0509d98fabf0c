/** queue.Queue, LifoQueue, PriorityQueue and SimpleQueue: one implementation, told apart by the order of removal. */
import { Access } from '../explore/strategy.js';
import { EventKind, ObjectKind, Operation, QueueOrder, QueueState } from '../trace/vocabulary.js';
import { Empty, Full, ShutDown } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { freeNode, insertNode, itemOf, makeNode, nodeValue, takeNode } from './queueNodes.js';
import { address, createObject, registerKind, SharedObject, setAddress } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { waitNs } from './time.js';
import { QueueWords, WaitClass } from './waiting.js';

/** What SimpleQueue and the others have in common. */
class AnyQueue<T> extends SharedObject {
  constructor(maxsize: number, order: number, isSimple: boolean) {
    super();
    const capacity = Math.floor(maxsize);
    const made = createObject(this, ObjectKind.Queue, (at, { words }) => {
      words[at + QueueWords.Capacity] = capacity;
      words[at + QueueWords.Order] = order;
      words[at + QueueWords.Simple] = isSimple ? 1 : 0;
    });
    if (made) current().emit(EventKind.Create, this[address], order, ObjectKind.Queue, Math.max(0, capacity));
  }

  put(item: T, block = true, timeout?: number): void {
    const kernel = current();
    const object = this[address];
    const isBounded = (kernel.words[object + QueueWords.Capacity] as number) > 0;
    const timeoutNs = waitTime(block && isBounded, timeout);
    const node = makeNode(kernel, item, 'the item');
    const text = shortForm(item);
    // What cannot be compared with the items of a priority queue throws only after the queue was left.
    let problem: unknown;
    const attempt = (): boolean => {
      try {
        return tryPut(kernel, object, node, text);
      } catch (error) {
        problem = error;
        return true;
      }
    };
    if (block) kernel.enterToWait(object, WaitClass.Putter, timeoutNs);
    else kernel.enter(object);
    const done = perform(kernel, object, WaitClass.Putter, Operation.Put, block, timeoutNs, attempt);
    const isShut = kernel.words[object + QueueWords.State] === QueueState.ShutDown;
    kernel.leave(object);
    if (done && !isShut && problem === undefined) return;
    freeNode(kernel, node);
    if (problem !== undefined) throw problem;
    if (isShut) throw new ShutDown('the queue was shut down');
    throw new Full('the queue is full');
  }

  get(block = true, timeout?: number): T {
    const kernel = current();
    const object = this[address];
    const timeoutNs = waitTime(block, timeout);
    let node = 0;
    if (block) kernel.enterToWait(object, WaitClass.Getter, timeoutNs);
    else kernel.enter(object);
    const done = perform(kernel, object, WaitClass.Getter, Operation.Get, block, timeoutNs, () => {
      const length = kernel.words[object + QueueWords.Length] as number;
      if (length > 0) node = takeOut(kernel, object);
      return length > 0 || isShutDown(kernel, object);
    });
    kernel.leave(object);
    if (!done) throw new Empty('the queue is empty');
    if (node === 0) throw new ShutDown('the queue was shut down');
    const value = nodeValue(kernel, node) as T;
    freeNode(kernel, node);
    return value;
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
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const left = (kernel.words[object + QueueWords.Unfinished] as number) - 1;
    if (left >= 0) finishTask(kernel, object, left);
    kernel.leave(object);
    if (left < 0) throw new RangeError('task_done() called too many times');
  }

  /** Waits until every item that was put is done. */
  join(): void {
    const kernel = current();
    const object = this[address];
    kernel.enterToWait(object, WaitClass.TasksDone, -1);
    kernel.waitUntil(object, WaitClass.TasksDone, Operation.TasksDone, -1, () => {
      if (kernel.words[object + QueueWords.Unfinished] !== 0) return false;
      kernel.emit(EventKind.Pass, object);
      return true;
    });
    kernel.leave(object);
  }

  /** From now on put throws ShutDown, and get does when nothing is left. `immediate` drops what is left. */
  shutdown(immediate = false): void {
    const kernel = current();
    const object = this[address];
    const { words } = kernel;
    kernel.enter(object);
    words[object + QueueWords.State] = QueueState.ShutDown;
    kernel.emit(EventKind.State, object, QueueState.ShutDown);
    while (immediate && (words[object + QueueWords.Length] as number) > 0) {
      freeNode(kernel, takeOut(kernel, object));
      const left = (words[object + QueueWords.Unfinished] as number) - 1;
      if (left >= 0) finishTask(kernel, object, left);
    }
    kernel.changed(object);
    kernel.leave(object);
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

registerKind(ObjectKind.Queue, (at) => {
  const queue = Object.create(classOf(current().words, at).prototype) as Queue;
  setAddress(queue, at);
  return queue;
});

function classOf(words: Int32Array, at: number): { readonly prototype: object } {
  if (words[at + QueueWords.Simple] === 1) return SimpleQueue;
  const order = words[at + QueueWords.Order];
  return order === QueueOrder.Lifo ? LifoQueue : order === QueueOrder.Priority ? PriorityQueue : Queue;
}

function orderOf(type: { readonly prototype: object }): number {
  if (type.prototype instanceof PriorityQueue || type === PriorityQueue) return QueueOrder.Priority;
  return type.prototype instanceof LifoQueue || type === LifoQueue ? QueueOrder.Lifo : QueueOrder.Fifo;
}

function look(queue: SharedObject, word: number): number {
  const kernel = current();
  const object = queue[address];
  kernel.enter(object, Access.Read);
  const value = kernel.words[object + word] as number;
  kernel.leave(object);
  return value;
}

/** In ns, -1 for as long as it takes; a time-out of a call that does not wait counts for nothing, as in CPython. */
function waitTime(block: boolean, timeout: number | undefined): number {
  if (!block || timeout === undefined) return -1;
  if (timeout < 0) throw new RangeError("'timeout' must be a non-negative number");
  return waitNs(timeout);
}

/** Waits as asked for. False when it did not come about. */
function perform(
  kernel: Kernel,
  object: number,
  waitClass: number,
  operation: Operation,
  block: boolean,
  timeoutNs: number,
  attempt: () => boolean,
): boolean {
  if (block) return kernel.waitUntil(object, waitClass, operation, timeoutNs, attempt);
  const done = attempt();
  if (done) kernel.changed(object);
  else kernel.emit(EventKind.TryFailed, object, operation);
  return done;
}

function isShutDown(kernel: Kernel, object: number): boolean {
  if (kernel.words[object + QueueWords.State] !== QueueState.ShutDown) return false;
  kernel.emit(EventKind.Pass, object);
  return true;
}

function tryPut(kernel: Kernel, object: number, node: number, text: string): boolean {
  const { words } = kernel;
  if (isShutDown(kernel, object)) return true;
  const size = words[object + QueueWords.Length] as number;
  const capacity = words[object + QueueWords.Capacity] as number;
  if (capacity > 0 && size >= capacity) return false;
  const place = insertNode(kernel, object, words[object + QueueWords.Order] as number, node);
  words[object + QueueWords.Unfinished] = (words[object + QueueWords.Unfinished] as number) + 1;
  kernel.emitText(EventKind.Put, object, 0, itemOf(kernel, node), place, text);
  return true;
}

function takeOut(kernel: Kernel, object: number): number {
  const node = takeNode(kernel, object, kernel.words[object + QueueWords.Order] as number);
  kernel.emit(EventKind.Get, object, 0, itemOf(kernel, node));
  return node;
}

function finishTask(kernel: Kernel, object: number, left: number): void {
  kernel.words[object + QueueWords.Unfinished] = left;
  kernel.emit(EventKind.TaskDone, object, 0, left);
  if (left === 0) kernel.changed(object);
}
