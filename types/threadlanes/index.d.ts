/**
 * threadlanes: threads, locks and queues as in Python's `threading` and `queue`, for programs that Threadlanes runs and
 * draws. Each thread runs in a worker of its own, at the same time as the others.
 */

/**
 * A thread of control. Give it a function (`new Thread({ target: work, args: [1] })`), or extend the class and override
 * `run()`. The function or class must be exported: the thread finds it by its name.
 */
export declare class Thread<Args extends readonly unknown[] = readonly never[]> {
  constructor(options?: {
    /** What the thread does. */
    readonly target?: (...args: Args) => void;
    /** Arguments for the target: plain data, which arrives as a copy, or shared objects. */
    readonly args?: Readonly<Args>;
    /** By default `Thread-1 (target)`, `Thread-2 (target)`, and so on. */
    readonly name?: string;
    /** The program does not wait for daemon threads. By default as the thread that makes it. */
    readonly daemon?: boolean;
  });
  readonly name: string;
  readonly daemon: boolean;
  /** A number of its own; null before the thread was started. */
  readonly ident: number | null;
  /**
   * Lets the thread run.
   * @throws ThreadError when it was started before
   */
  start(): void;
  /** What the thread does; override it in a subclass. */
  run(): void;
  /**
   * Waits until the thread has ended, or for so many seconds.
   * @throws ThreadError when the thread was not started, or is the calling one
   */
  join(timeout?: number): void;
  /** Started, and not ended. */
  isAlive(): boolean;
}

/** A lock that one thread at a time can own. Not re-entrant: taking it twice in one thread waits for ever. */
export declare class Lock {
  constructor();
  /**
   * Takes the lock, waiting until it is free.
   * @param blocking false: do not wait
   * @param timeout seconds to wait at most; -1 waits for as long as it takes
   * @returns whether the lock was taken
   */
  acquire(blocking?: boolean, timeout?: number): boolean;
  /**
   * Gives the lock up. Any thread may do it, not only the owner.
   * @throws ThreadError when nobody owns the lock
   */
  release(): void;
  /** Whether some thread owns the lock. */
  locked(): boolean;
}

/** A queue that threads put items into and take them out of, first in, first out. */
export declare class Queue<T = unknown> {
  /** @param maxsize how many items fit; 0 for any number */
  constructor(maxsize?: number);
  readonly maxsize: number;
  /**
   * Adds an item, waiting for room if need be. The item arrives as a copy.
   * @throws Full when there is no room and `block` is false or `timeout` seconds have passed
   */
  put(item: T, block?: boolean, timeout?: number): void;
  /**
   * Takes the first item, waiting for one if need be.
   * @throws Empty when there is none and `block` is false or `timeout` seconds have passed
   */
  get(block?: boolean, timeout?: number): T;
  putNowait(item: T): void;
  getNowait(): T;
  /** How many items there are at this moment. */
  qsize(): number;
  empty(): boolean;
  full(): boolean;
}

/** A variable that all threads see. Reading and writing are two operations: another thread may come between them. */
export interface Shared<T> {
  value: T;
}
/** Makes a variable that all threads see. */
export declare function shared(initial: number): Shared<number>;
export declare function shared(initial: string): Shared<string>;
export declare function shared(initial: boolean): Shared<boolean>;
export declare function shared<T>(initial: T): Shared<T>;

/** The calling thread does nothing for so many seconds. */
export declare function sleep(seconds: number): void;
/** Prints values on one line. */
export declare function print(...values: unknown[]): void;
/** The thread that calls it. */
export declare function currentThread(): Thread;

/** A primitive was used in a way that it does not allow. */
export declare class ThreadError extends Error {}
/** There was nothing to get. */
export declare class Empty extends Error {}
/** There was no room to put. */
export declare class Full extends Error {}
