/** Queues between processes. An item arrives as a copy; objects of `threadlanes/multiprocessing` stay the same. */

/** A queue between processes, first in, first out. */
export declare class Queue<T = unknown> {
  /** @param maxsize how many items fit; 0 or less for any number */
  constructor(maxsize?: number);
  /**
   * Adds an item, waiting for room if need be.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most; less than 0 counts as 0
   * @throws Full when there is no room and `block` is false or `timeout` seconds have passed
   * @throws RangeError when the calling process has closed the queue
   */
  put(item: T, block?: boolean, timeout?: number): void;
  /**
   * Takes the first item, waiting for one if need be.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most; less than 0 counts as 0
   * @throws Empty when there is none and `block` is false or `timeout` seconds have passed
   * @throws RangeError when the calling process has closed the queue
   */
  get(block?: boolean, timeout?: number): T;
  /** As `put(item, false)`. */
  putNowait(item: T): void;
  /** As `get(false)`. */
  getNowait(): T;
  /** How many items there are at this moment. */
  qsize(): number;
  /** Whether there is no item at this moment. */
  empty(): boolean;
  /** Whether there is no room at this moment. */
  full(): boolean;
  /** The calling process puts and gets no more; other processes still may. */
  close(): void;
  /**
   * Waits until all that was put is in the queue: here it always is.
   * @throws ThreadError when the calling process has not closed the queue
   */
  joinThread(): void;
  /** Says not to wait for what was put: here there is nothing to wait for. */
  cancelJoinThread(): void;
}

/** A queue that also knows which items are done. */
export declare class JoinableQueue<T = unknown> extends Queue<T> {
  /**
   * Says that the work on an item that was got is done.
   * @throws RangeError when it is called more often than items were put
   */
  taskDone(): void;
  /** Waits until every item that was put is done. */
  join(): void;
}

/** A queue with nothing more to it: little more than a pipe with a lock. */
export declare class SimpleQueue<T = unknown> {
  constructor();
  /** Adds an item. */
  put(item: T): void;
  /** Takes the first item, waiting for one if need be. */
  get(): T;
  /** Whether there is no item at this moment. */
  empty(): boolean;
  /**
   * Gives up what the queue holds in the calling process: using it there then is an OSError.
   */
  close(): void;
}
