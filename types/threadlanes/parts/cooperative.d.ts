/** What greenlets wait for: as in `threadlanes`, but whoever waits lets the others of its thread go on. */
import type { Future } from './futures.js';
import type { Greenlet } from './greenlets.js';
import type * as locks from './locks.js';
import type * as queues from './queues.js';
import type * as synchronizers from './synchronizers.js';

export declare class Event extends synchronizers.Event {
  /** As isSet. */
  ready(): boolean;
}
/** @param maxsize items that it has room for; 0 for any number */
export declare class Queue<T = unknown> extends queues.Queue<T> {}
export declare class Semaphore extends locks.Semaphore {}
export declare class BoundedSemaphore extends locks.BoundedSemaphore {}
export declare class RLock extends locks.RLock {}

/** A value, or an exception, that greenlets wait for. */
export declare class AsyncResult<T = unknown> extends Future<T> {
  set(value?: T): void;
  /**
   * The value, once it is set.
   * @throws the exception that was set instead; Timeout when neither came in time
   */
  get(block?: boolean, timeout?: number): T;
  /** As get, but answers null when it did not come in time, or an exception did. */
  wait(timeout?: number): T | null;
  ready(): boolean;
  successful(): boolean;
  /** The value; null as long as it is not set. */
  readonly value: T | null;
}

/** Greenlets that are kept together. */
export declare class Group {
  constructor(greenlets?: Iterable<Greenlet>);
  add(greenlet: Greenlet): void;
  discard(greenlet: Greenlet): void;
  /** Makes a greenlet of the group and starts it. In a pool that is full it waits for a place first. */
  spawn<Args extends readonly unknown[], R>(run: (...args: Args) => R, ...args: Args): Greenlet<R>;
  /** The results, in the order of the items. Throws what the first one threw. */
  map<T, R>(run: (item: T) => R, items: Iterable<T>): R[];
  /** As map, but each result as soon as it and those before it are there. */
  imap<T, R>(run: (item: T) => R, items: Iterable<T>): IterableIterator<R>;
  apply<Args extends readonly unknown[], R>(run: (...args: Args) => R, args?: Args): R;
  /** Waits until all its greenlets are done, or so many seconds; answers whether they are. */
  join(timeout?: number, raiseError?: boolean): boolean;
  kill(exception?: unknown, block?: boolean, timeout?: number): void;
  /** How many of its greenlets are not done. */
  readonly size: number;
}
/** A group of which only so many are alive at once. */
export declare class Pool extends Group {
  constructor(size: number);
  /** How many more can be started without waiting. */
  freeCount(): number;
  full(): boolean;
}
