/** asyncio's Lock, Event, Condition, Semaphore and BoundedSemaphore (CPython's Lib/asyncio/locks.py): fair, for tasks of one loop. */
import { EventKind, EventState, ObjectKind, Operation, SemaphoreBound } from '../../trace/vocabulary.js';
import { CancelledError, ThreadError } from '../errors.js';
import { current } from '../kernel.js';
import { Header } from '../memory.js';
import { address } from '../sharedObject.js';
import type { Waitable } from './future.js';
import { LoopObject, remove, wakeFirst } from './loopObject.js';

type Waiting<T> = Generator<unknown, T, unknown>;

export class Lock extends LoopObject {
  #locked = false;
  readonly #waiters: Waitable[] = [];

  constructor() {
    super(ObjectKind.Lock, 0);
  }
  locked(): boolean {
    return this.#locked;
  }

  /** First come, first served. */
  *acquire(): Waiting<true> {
    if (this.#locked || this.#waiters.some((waiter) => !waiter.cancelled())) yield* this.#queueUp();
    this.#locked = true;
    this.emit(EventKind.Acquire);
    return true;
  }
  release(): void {
    if (!this.#locked) throw new ThreadError('Lock is not acquired.');
    this.emit(EventKind.Release);
    this.#locked = false;
    wakeFirst(this.#waiters);
  }

  *#queueUp(): Waiting<void> {
    const waiter = this.waiter(Operation.Acquire);
    this.#waiters.push(waiter);
    try {
      yield waiter;
    } catch (error) {
      remove(this.#waiters, waiter);
      if (!this.#locked) wakeFirst(this.#waiters);
      throw error;
    }
    remove(this.#waiters, waiter);
  }
}

export class Event extends LoopObject {
  #isSet = false;
  readonly #waiters: Waitable[] = [];

  constructor() {
    super(ObjectKind.Event, 0);
  }
  isSet(): boolean {
    return this.#isSet;
  }
  set(): void {
    if (this.#isSet) return;
    this.#isSet = true;
    this.emit(EventKind.State, EventState.Set);
    for (const waiter of this.#waiters) if (!waiter.done()) waiter.setResult(undefined);
  }
  clear(): void {
    this.#isSet = false;
    this.emit(EventKind.State, EventState.Clear);
  }
  *wait(): Waiting<true> {
    if (this.#isSet) return true;
    const waiter = this.waiter(Operation.Wait);
    this.#waiters.push(waiter);
    try {
      yield waiter;
      this.emit(EventKind.Pass);
      return true;
    } finally {
      remove(this.#waiters, waiter);
    }
  }
}

export class Condition extends LoopObject {
  readonly #lock: Lock;
  readonly #waiters: Waitable[] = [];

  constructor(lock: Lock = new Lock()) {
    super(ObjectKind.Condition, current().words[lock[address] + Header.Id] as number);
    this.#lock = lock;
  }
  locked(): boolean {
    return this.#lock.locked();
  }
  acquire(): Waiting<true> {
    return this.#lock.acquire();
  }
  release(): void {
    this.#lock.release();
  }

  *wait(): Waiting<true> {
    if (!this.locked()) throw new ThreadError('cannot wait on un-acquired lock');
    const waiter = this.waiter(Operation.Wait);
    this.#waiters.push(waiter);
    this.release();
    let problem: unknown;
    try {
      yield waiter;
      this.emit(EventKind.Pass);
    } catch (error) {
      problem = error;
      // A notification that came together with the cancellation is for the next one.
      if (waiter.done() && !waiter.cancelled()) this.#wake(1);
    }
    remove(this.#waiters, waiter);
    problem = (yield* this.#takeAgain()) ?? problem;
    if (problem !== undefined) throw problem;
    return true;
  }
  *waitFor<T>(predicate: () => T): Waiting<T> {
    let result = predicate();
    while (!result) {
      yield* this.wait();
      result = predicate();
    }
    return result;
  }
  notify(n = 1): void {
    if (!this.locked()) throw new ThreadError('cannot notify on un-acquired lock.');
    const waiting = this.#waiters.filter((waiter) => !waiter.done()).length;
    this.emit(EventKind.Notify, 0, Math.min(n, waiting), waiting);
    this.#wake(n);
  }
  notifyAll(): void {
    this.notify(this.#waiters.length);
  }

  /** Whatever happens meanwhile: the caller of wait() has the lock afterwards. Answers a cancellation. */
  *#takeAgain(): Waiting<unknown> {
    let problem: unknown;
    for (;;) {
      try {
        yield* this.#lock.acquire();
        return problem;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        problem = error;
      }
    }
  }
  #wake(n: number): void {
    let left = n;
    for (const waiter of this.#waiters) {
      if (left === 0) return;
      if (waiter.done()) continue;
      left--;
      waiter.setResult(undefined);
    }
  }
}

export class Semaphore extends LoopObject {
  protected value: number;
  readonly #waiters: Waitable[] = [];

  constructor(value = 1, bound: number = SemaphoreBound.Unbounded) {
    if (!(value >= 0)) throw new RangeError('Semaphore initial value must be >= 0');
    super(ObjectKind.Semaphore, value, bound);
    this.value = value;
  }
  locked(): boolean {
    return this.value === 0 || this.#waiters.some((waiter) => !waiter.cancelled());
  }

  *acquire(): Waiting<true> {
    if (!this.locked()) this.value--;
    else yield* this.#queueUp();
    this.emit(EventKind.Acquire, 0, this.value);
    while (this.value > 0 && this.#wakeNext());
    return true;
  }
  release(): void {
    this.value++;
    this.emit(EventKind.Release, 0, this.value, 1);
    this.#wakeNext();
  }

  *#queueUp(): Waiting<void> {
    const waiter = this.waiter(Operation.Acquire);
    this.#waiters.push(waiter);
    try {
      yield waiter;
    } catch (error) {
      remove(this.#waiters, waiter);
      // It had been given a permit when it was cancelled.
      if (waiter.done() && !waiter.cancelled()) {
        this.value++;
        this.#wakeNext();
      }
      throw error;
    }
    remove(this.#waiters, waiter);
  }
  #wakeNext(): boolean {
    const next = this.#waiters.find((waiter) => !waiter.done());
    if (!next) return false;
    this.value--;
    next.setResult(undefined);
    return true;
  }
}

export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value = 1) {
    super(value, SemaphoreBound.Bounded);
    this.#bound = value;
  }
  override release(): void {
    if (this.value >= this.#bound) throw new RangeError('BoundedSemaphore released too many times');
    super.release();
  }
}
