/** Futures, and pools of threads that make them come true. */

/**
 * The result of a call that goes on elsewhere. Executors make them; one that a program makes itself is a result that one
 * thread sets and others wait for. What is returned or thrown arrives as a copy: an error keeps its class if that is one
 * of JavaScript's or of this module, and its name and message in any case.
 */
export declare class Future<T = unknown> {
  constructor();
  /**
   * Cancels the call if it has not begun.
   * @returns false when it runs or has finished, so it cannot be cancelled; true when it is cancelled
   */
  cancel(): boolean;
  /** Whether it was cancelled. */
  cancelled(): boolean;
  /** Whether the call goes on now. */
  running(): boolean;
  /** Whether it has finished or was cancelled. */
  done(): boolean;
  /**
   * What the call returned, waiting for it if need be.
   * @param timeout seconds to wait at most
   * @throws TimeoutError when it is not done in time
   * @throws CancelledError when it was cancelled
   * @throws what the call threw
   */
  result(timeout?: number): T;
  /**
   * What the call threw, waiting for it if need be; null when it returned.
   * @param timeout seconds to wait at most
   * @throws TimeoutError when it is not done in time
   * @throws CancelledError when it was cancelled
   */
  exception(timeout?: number): unknown;
  /**
   * Has a function called with this future when it is done, by the thread that makes it so; at once, by the calling
   * thread, when it is done already. Several are called in the order in which they were added, and what they throw is
   * ignored.
   * @param callback an exported function
   */
  addDoneCallback(callback: (future: Future<T>) => void): void;
  /**
   * For those who carry out calls themselves: marks the call as running, or learns that it was cancelled.
   * @returns false when it was cancelled, so it must not be carried out
   * @throws ThreadError when it runs or is done
   */
  setRunningOrNotifyCancel(): boolean;
  /**
   * For those who carry out calls themselves: sets what the call returned.
   * @throws InvalidStateError when it is done already
   */
  setResult(result: T): void;
  /**
   * For those who carry out calls themselves: sets what the call threw.
   * @throws InvalidStateError when it is done already
   */
  setException(error: unknown): void;
}

/** How map() goes about it. */
export interface MapOptions {
  /** Seconds from the call of map() within which every result must be there. */
  readonly timeout?: number;
  /** How many items go to a process at once; thread pools ignore it. */
  readonly chunksize?: number;
}

/** What pools of threads and pools of processes have in common. */
export interface Executor {
  /**
   * Has a function called by a worker of the pool.
   * @param target an exported function
   * @param args its arguments: plain data, which arrives as a copy, or shared objects
   * @throws ThreadError when the pool was shut down
   * @throws BrokenExecutor when the pool is broken
   */
  submit<Args extends readonly unknown[], R>(target: (...args: Args) => R, ...args: Args): Future<R>;
  /**
   * Has a function called for each item, all at once, and gives the results in the order of the items. With several
   * lists it takes an argument from each, until the shortest ends. The calls begin before the first result is asked for.
   * @throws TimeoutError, from the iterator, when a result is not there in time
   * @throws what a call threw, from the iterator, when it comes to its result
   */
  map<A, R>(target: (a: A) => R, items: Iterable<A>, options?: MapOptions): IterableIterator<R>;
  map<A, B, R>(
    target: (a: A, b: B) => R,
    first: Iterable<A>,
    second: Iterable<B>,
    options?: MapOptions,
  ): IterableIterator<R>;
  /**
   * Takes no more calls. May be called many times.
   * @param wait true, the default: returns when all calls are done
   * @param cancelFutures true: cancels the calls that have not begun
   */
  shutdown(wait?: boolean, cancelFutures?: boolean): void;
}

/** A pool of threads that carry out calls. When main() ends, the program still waits for the calls that were submitted. */
export declare class ThreadPoolExecutor<Init extends readonly unknown[] = readonly never[]>
  implements Executor
{
  /**
   * @param maxWorkers how many threads at most; they are started as calls need them. By default 4 more than there are processors
   * @param threadNamePrefix threads are named `prefix_0`, `prefix_1`, ...; `ThreadPoolExecutor-0` by default
   * @param initializer an exported function that each thread calls first; when it throws, the pool is broken
   * @param initargs its arguments
   * @throws RangeError when maxWorkers is less than 1
   */
  constructor(
    maxWorkers?: number,
    threadNamePrefix?: string,
    initializer?: (...args: Init) => void,
    initargs?: Readonly<Init>,
  );
  submit<Args extends readonly unknown[], R>(target: (...args: Args) => R, ...args: Args): Future<R>;
  map<A, R>(target: (a: A) => R, items: Iterable<A>, options?: MapOptions): IterableIterator<R>;
  map<A, B, R>(
    target: (a: A, b: B) => R,
    first: Iterable<A>,
    second: Iterable<B>,
    options?: MapOptions,
  ): IterableIterator<R>;
  shutdown(wait?: boolean, cancelFutures?: boolean): void;
}

/** For wait(): return as soon as one future is done. */
export declare const FIRST_COMPLETED: 'FIRST_COMPLETED';
/** For wait(): return as soon as one future has failed, or all are done. */
export declare const FIRST_EXCEPTION: 'FIRST_EXCEPTION';
/** For wait(): return when all futures are done. */
export declare const ALL_COMPLETED: 'ALL_COMPLETED';
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

/**
 * Waits for futures, also of different pools.
 * @param timeout seconds to wait at most; when they pass, it returns all the same
 * @param returnWhen ALL_COMPLETED by default
 * @returns which of them are done (finished or cancelled) and which are not; each one once
 */
export declare function wait<T>(
  futures: Iterable<Future<T>>,
  timeout?: number,
  returnWhen?: ReturnWhen,
): { readonly done: ReadonlySet<Future<T>>; readonly notDone: ReadonlySet<Future<T>> };

/**
 * Gives futures as they get done (finished or cancelled), first those that are done already; each one once.
 * @param timeout seconds from the call within which all must be done
 * @throws TimeoutError, from the iterator, when the next one is not done in time
 */
export declare function asCompleted<T>(
  futures: Iterable<Future<T>>,
  timeout?: number,
): IterableIterator<Future<T>>;
