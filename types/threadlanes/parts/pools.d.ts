/** Pools of processes: Pool, and ProcessPoolExecutor, which gives futures. */
import type { Executor, Future, MapOptions } from './futures.js';

/** The result of a call that a Pool carries out. */
export interface AsyncResult<T> {
  /**
   * What the call returned, waiting for it if need be.
   * @param timeout seconds to wait at most
   * @throws TimeoutError when it is not there in time
   * @throws what the call threw
   */
  get(timeout?: number): T;
  /** Waits until the call is done, or for so many seconds. */
  wait(timeout?: number): void;
  /** Whether the call is done. */
  ready(): boolean;
  /**
   * Whether the call returned, and did not throw.
   * @throws RangeError when it is not done yet
   */
  successful(): boolean;
}

/** Results one by one. */
export interface IMapIterator<T> extends IterableIterator<T> {
  /**
   * The next result.
   * @param timeout seconds to wait at most
   * @throws TimeoutError when it is not there in time
   * @throws what the call threw
   */
  next(timeout?: number): IteratorResult<T>;
}

/**
 * A fixed number of processes that carry out calls. Functions must be exported. Once closed or terminated, a new call is a
 * RangeError.
 */
export declare class Pool<Init extends readonly unknown[] = readonly never[]> {
  /**
   * @param processes how many; by default as many as there are processors
   * @param initializer an exported function that each process calls first
   * @param initargs its arguments
   * @param maxtasksperchild after how many tasks a process ends and another takes its place; any number by default
   * @throws RangeError when processes or maxtasksperchild are less than 1
   */
  constructor(
    processes?: number,
    initializer?: (...args: Init) => void,
    initargs?: Readonly<Init>,
    maxtasksperchild?: number,
  );
  /** Has a function called by a process, and waits for what it returns or throws. */
  apply<Args extends readonly unknown[], R>(target: (...args: Args) => R, args?: Args): R;
  /**
   * As apply, but without waiting.
   * @param callback an exported function that is called with the result, in the process of the pool's maker; it must be quick
   * @param errorCallback the same for what the call threw
   */
  applyAsync<Args extends readonly unknown[], R>(
    target: (...args: Args) => R,
    args?: Args,
    callback?: (result: R) => void,
    errorCallback?: (error: unknown) => void,
  ): AsyncResult<R>;
  /**
   * Has a function called for each item, and waits for all results, which come in the order of the items. What the first
   * failing call threw is thrown.
   * @param chunksize how many items are one task
   */
  map<A, R>(target: (item: A) => R, items: Iterable<A>, chunksize?: number): R[];
  /** As map, but without waiting. */
  mapAsync<A, R>(
    target: (item: A) => R,
    items: Iterable<A>,
    chunksize?: number,
    callback?: (results: R[]) => void,
    errorCallback?: (error: unknown) => void,
  ): AsyncResult<R[]>;
  /** As map, but each result is there as soon as it and those before it are. */
  imap<A, R>(target: (item: A) => R, items: Iterable<A>, chunksize?: number): IMapIterator<R>;
  /** As imap, but results come as they get ready. */
  imapUnordered<A, R>(target: (item: A) => R, items: Iterable<A>, chunksize?: number): IMapIterator<R>;
  /** As map, but each item is a list of arguments. */
  starmap<Args extends readonly unknown[], R>(
    target: (...args: Args) => R,
    items: Iterable<Args>,
    chunksize?: number,
  ): R[];
  /** As starmap, but without waiting. */
  starmapAsync<Args extends readonly unknown[], R>(
    target: (...args: Args) => R,
    items: Iterable<Args>,
    chunksize?: number,
    callback?: (results: R[]) => void,
    errorCallback?: (error: unknown) => void,
  ): AsyncResult<R[]>;
  /** Takes no more calls; when all are done, the processes end. */
  close(): void;
  /** Ends the processes at once, whatever they do. Results that are not there will never come. */
  terminate(): void;
  /**
   * Waits until the processes have ended.
   * @throws RangeError before close() or terminate()
   */
  join(): void;
}

/** As ThreadPoolExecutor, but calls are carried out by processes. */
export declare class ProcessPoolExecutor<Init extends readonly unknown[] = readonly never[]>
  implements Executor
{
  /**
   * @param maxWorkers how many processes at most; by default as many as there are processors
   * @param initializer an exported function that each process calls first; when it throws, the pool is broken
   * @param initargs its arguments
   * @throws RangeError when maxWorkers is less than 1
   */
  constructor(maxWorkers?: number, initializer?: (...args: Init) => void, initargs?: Readonly<Init>);
  /**
   * Has a function called by a process of the pool.
   * @throws ThreadError when the pool was shut down
   * @throws BrokenProcessPool when a process ended in the middle of a call; the futures of all unfinished calls have it too
   */
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
