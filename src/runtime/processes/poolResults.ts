/** What a Pool answers before the work is done: the result of one request, and results one by one. */
import { Access, Place } from '../../explore/strategy.js';
import { TimeoutError } from '../errors.js';
import type { Future } from '../future.js';
import { waitForFutures } from '../futureHub.js';
import { current } from '../kernel.js';
import { wrapperAt } from '../sharedObject.js';
import { waitNs } from '../time.js';
import { earliest, hasFailed, isDone, isGroupDone, resultOf, waitForGroup } from './poolGroup.js';

export class AsyncResult<T = unknown> {
  readonly #group: number;

  constructor(group: number) {
    this.#group = group;
  }

  get(timeout?: number): T {
    const kernel = current();
    if (!waitForGroup(kernel, this.#group, waitNs(timeout)))
      throw new TimeoutError('the result did not come in time');
    return resultOf(kernel, this.#group) as T;
  }
  wait(timeout?: number): void {
    waitForGroup(current(), this.#group, waitNs(timeout));
  }
  ready(): boolean {
    const kernel = current();
    kernel.point(0, Access.Change, Place.Everything);
    return isGroupDone(kernel, this.#group);
  }
  successful(): boolean {
    if (!this.ready()) throw new RangeError('the result is not ready');
    return !hasFailed(current(), this.#group);
  }
}

/** Results in the order of the items, or as they come. A chunk gives several; one that fails ends it all. */
export class IMapIterator<T = unknown> implements IterableIterator<T> {
  readonly #waiting: number[];
  readonly #ordered: boolean;
  readonly #chunked: boolean;
  #ready: T[] = [];

  constructor(futures: readonly number[], ordered: boolean, chunked: boolean) {
    this.#waiting = [...futures];
    this.#ordered = ordered;
    this.#chunked = chunked;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(timeout?: number): IteratorResult<T> {
    while (this.#ready.length === 0) {
      if (this.#waiting.length === 0) return { done: true, value: undefined };
      this.#take(waitNs(timeout));
    }
    return { done: false, value: this.#ready.shift() as T };
  }

  #take(timeoutNs: number): void {
    const kernel = current();
    const wanted = this.#ordered ? this.#waiting.slice(0, 1) : this.#waiting;
    if (!waitForFutures(kernel, wanted, (done) => wanted.some(done), timeoutNs))
      throw new TimeoutError('the next result did not come in time');
    const future = earliest(
      kernel,
      wanted.filter((each) => isDone(kernel, each)),
    );
    this.#waiting.splice(this.#waiting.indexOf(future), 1);
    try {
      this.#ready = (wrapperAt(future) as Future<T[]>).result();
    } catch (error) {
      if (this.#chunked) this.#waiting.length = 0;
      throw error;
    }
  }
}
