/** asyncio.Queue, PriorityQueue and LifoQueue (CPython's Lib/asyncio/queues.py), for tasks of one loop. */
import { EventKind, ObjectKind, Operation, QueueOrder, QueueState } from '../../trace/vocabulary.js';
import { compare } from '../compare.js';
import { QueueEmpty, QueueFull, QueueShutDown } from '../errors.js';
import { current } from '../kernel.js';
import { Control } from '../memory.js';
import { address } from '../sharedObject.js';
import { shortForm } from '../shortForm.js';
import type { Waitable } from './future.js';
import { LoopObject, remove, wakeFirst } from './loopObject.js';

type Waiting<T> = Generator<unknown, T, unknown>;
interface Item<T> {
  readonly id: number;
  readonly value: T;
}

export class Queue<T = unknown> extends LoopObject {
  readonly maxsize: number;
  readonly #order: number;
  /** In the order of removal. */
  readonly #items: Item<T>[] = [];
  readonly #getters: Waitable[] = [];
  readonly #putters: Waitable[] = [];
  #joiners: Waitable[] = [];
  #unfinished = 0;
  #isShut = false;

  constructor(maxsize = 0, order: number = QueueOrder.Fifo) {
    super(ObjectKind.Queue, Math.max(0, maxsize), order);
    this.maxsize = maxsize;
    this.#order = order;
  }
  qsize(): number {
    return this.#items.length;
  }
  empty(): boolean {
    return this.#items.length === 0;
  }
  full(): boolean {
    return this.maxsize > 0 && this.#items.length >= this.maxsize;
  }

  *put(item: T): Waiting<void> {
    while (this.full()) {
      if (this.#isShut) throw new QueueShutDown('the queue was shut down');
      yield* this.#queueUp(this.#putters, Operation.Put, () => !this.full());
    }
    this.putNowait(item);
  }
  putNowait(item: T): void {
    if (this.#isShut) throw new QueueShutDown('the queue was shut down');
    if (this.full()) throw new QueueFull('the queue is full');
    const id = Atomics.add(current().words, Control.ItemCount, 1) + 1;
    const place = this.#placeFor(item);
    this.#items.splice(place, 0, { id, value: item });
    current().emitText(EventKind.Put, this[address], 0, id, place, shortForm(item));
    this.#unfinished++;
    wakeFirst(this.#getters);
  }

  *get(): Waiting<T> {
    while (this.empty()) {
      if (this.#isShut) throw new QueueShutDown('the queue was shut down');
      yield* this.#queueUp(this.#getters, Operation.Get, () => !this.empty());
    }
    return this.getNowait();
  }
  getNowait(): T {
    const item = this.#items.shift();
    if (!item && this.#isShut) throw new QueueShutDown('the queue was shut down');
    if (!item) throw new QueueEmpty('the queue is empty');
    this.emit(EventKind.Get, 0, item.id);
    wakeFirst(this.#putters);
    return item.value;
  }

  taskDone(): void {
    if (this.#unfinished <= 0) throw new RangeError('task_done() called too many times');
    this.#unfinished--;
    this.emit(EventKind.TaskDone, 0, this.#unfinished);
    if (this.#unfinished > 0) return;
    for (const joiner of this.#joiners) if (!joiner.done()) joiner.setResult(undefined);
    this.#joiners = [];
  }
  *join(): Waiting<void> {
    while (this.#unfinished > 0) {
      const joiner = this.waiter(Operation.TasksDone);
      this.#joiners.push(joiner);
      yield joiner;
      this.emit(EventKind.Pass);
    }
  }
  shutdown(immediate = false): void {
    this.#isShut = true;
    this.emit(EventKind.State, QueueState.ShutDown);
    while (immediate && !this.empty()) {
      this.getNowait();
      if (this.#unfinished > 0) this.taskDone();
    }
    for (const waiter of [...this.#getters, ...this.#putters])
      if (!waiter.done()) waiter.setResult(undefined);
  }

  *#queueUp(waiters: Waitable[], operation: Operation, canGoOn: () => boolean): Waiting<void> {
    const waiter = this.waiter(operation);
    waiters.push(waiter);
    try {
      yield waiter;
      if (!canGoOn()) this.emit(EventKind.Pass);
    } catch (error) {
      remove(waiters, waiter);
      if (canGoOn() && !waiter.cancelled()) wakeFirst(waiters);
      throw error;
    }
    remove(waiters, waiter);
  }
  #placeFor(item: T): number {
    if (this.#order === QueueOrder.Lifo) return 0;
    if (this.#order === QueueOrder.Fifo) return this.#items.length;
    let low = 0;
    for (let high = this.#items.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (compare(item, (this.#items[middle] as Item<T>).value) < 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The least first. */
export class PriorityQueue<T = unknown> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, QueueOrder.Priority);
  }
}
/** Last in, first out. */
export class LifoQueue<T = unknown> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, QueueOrder.Lifo);
  }
}
