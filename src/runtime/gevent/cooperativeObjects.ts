/**
 * gevent's events, queues, locks and results: those of threadlanes, but a greenlet that waits for one lets the others of its
 * thread go on.
 */
import { ObjectKind } from '../../trace/vocabulary.js';
import { Timeout, TimeoutError } from '../errors.js';
import { Event as ThreadEvent } from '../event.js';
import { Future } from '../future.js';
import { current } from '../kernel.js';
import { Header } from '../memory.js';
import { Queue as ThreadQueue } from '../queue.js';
import { RLock as ThreadRLock } from '../rlock.js';
import { BoundedSemaphore as ThreadBoundedSemaphore, Semaphore as ThreadSemaphore } from '../semaphore.js';
import { address, refineKind, type SharedObject } from '../sharedObject.js';
import { cooperativeAt, SemaphoreWords } from '../waiting.js';
import { ensureHub } from './rawGreenlet.js';

/** Waits for the object cooperate from now on. */
function makeCooperative(object: SharedObject): void {
  const kernel = current();
  kernel.words[object[address] + cooperativeAt] = 1;
  if (kernel.moduleLevel !== 'attaches') ensureHub(kernel);
}

export class Event extends ThreadEvent {
  constructor() {
    super();
    makeCooperative(this);
  }
  ready(): boolean {
    return this.isSet();
  }
}

export class Queue<T = unknown> extends ThreadQueue<T> {
  constructor(maxsize = 0) {
    super(maxsize);
    makeCooperative(this);
  }
}

export class Semaphore extends ThreadSemaphore {
  constructor(value = 1) {
    super(value);
    makeCooperative(this);
  }
}
export class BoundedSemaphore extends ThreadBoundedSemaphore {
  constructor(value = 1) {
    super(value);
    makeCooperative(this);
  }
}
export class RLock extends ThreadRLock {
  constructor() {
    super();
    makeCooperative(this);
  }
}

/** A value, or an exception, that greenlets wait for. */
export class AsyncResult<T = unknown> extends Future<T> {
  constructor() {
    super();
    makeCooperative(this);
  }
  set(value?: T): void {
    this.setResult(value as T);
  }
  get(block = true, timeout?: number): T {
    try {
      return this.result(block ? timeout : 0);
    } catch (error) {
      if (error instanceof TimeoutError) throw new Timeout(block ? `${timeout} seconds` : 'not ready');
      throw error;
    }
  }
  wait(timeout?: number): T | null {
    return this.ready() || this.#comes(timeout) ? this.value : null;
  }
  ready(): boolean {
    return this.done();
  }
  successful(): boolean {
    return this.done() && super.exception() === null;
  }
  get value(): T | null {
    return this.successful() ? this.result() : null;
  }

  #comes(timeout: number | undefined): boolean {
    try {
      super.exception(timeout);
      return true;
    } catch (error) {
      if (error instanceof TimeoutError) return false;
      throw error;
    }
  }
}

const prototypes: Partial<Record<number, (at: number) => object>> = {
  [ObjectKind.Event]: () => Event.prototype,
  [ObjectKind.Queue]: () => Queue.prototype,
  [ObjectKind.RLock]: () => RLock.prototype,
  [ObjectKind.Future]: () => AsyncResult.prototype,
  [ObjectKind.Semaphore]: (at) =>
    (current().words[at + SemaphoreWords.Bounded] === 1 ? BoundedSemaphore : Semaphore).prototype,
};
for (const kind of Object.keys(prototypes).map(Number)) {
  refineKind(kind as ObjectKind, (at) => {
    const { words } = current();
    return words[at + cooperativeAt] === 1 ? prototypes[words[at + Header.Kind] as number]?.(at) : undefined;
  });
}
