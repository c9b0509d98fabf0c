/** Queues: threads put items in and take them out. An item arrives as a copy; objects of this module stay the same. */

/** A queue that threads put items into and take them out of, first in, first out. */
export declare class Queue<T = unknown> {
  /** @param maxsize how many items fit; 0 or less for any number */
  constructor(maxsize?: number);
  readonly maxsize: number;
  /**
   * Adds an item, waiting for room if need be.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most
   * @throws Full when there is no room and `block` is false or `timeout` seconds have passed
   * @throws ShutDown when the queue was shut down, also while waiting
   * @throws RangeError for a time-out less than 0, where the queue has a maxsize
   * @throws TypeError when the item cannot be copied; the queue stays as it was
   */
  put(item: T, block?: boolean, timeout?: number): void;
  /**
   * Takes the next item, waiting for one if need be.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most
   * @throws Empty when there is none and `block` is false or `timeout` seconds have passed
   * @throws ShutDown when the queue was shut down and nothing is left, also while waiting
   * @throws RangeError for a time-out less than 0
   */
  get(block?: boolean, timeout?: number): T;
  /** As `put(item, false)`. */
  putNowait(item: T): void;
  /** As `get(false)`. */
  getNowait(): T;
  /** How many items there are at this moment; the next one may see another number. */
  qsize(): number;
  /** Whether there is no item at this moment. */
  empty(): boolean;
  /** Whether there is no room at this moment. */
  full(): boolean;
  /**
   * Says that the work on an item that was got is done. join() waits for as many as there were puts.
   * @throws RangeError when it is called more often than items were put
   */
  taskDone(): void;
  /** Waits until every item that was put is done. */
  join(): void;
  /**
   * Shuts the queue down: put throws ShutDown from now on, and get once nothing is left. All that wait are let go.
   * @param immediate true: what is left is thrown away and counts as done, so get throws at once
   */
  shutdown(immediate?: boolean): void;
}

/** A queue that gives the item last put first, as a stack. */
export declare class LifoQueue<T = unknown> extends Queue<T> {}

/**
 * A queue that gives the lowest item first. Numbers and booleans are compared by value, strings by their characters'
 * code points, arrays item by item: `[1, 'write']` comes before `[2, 'read']`. Of two equal items, the one put first.
 */
export declare class PriorityQueue<T = unknown> extends Queue<T> {
  /**
   * As in Queue.
   * @throws TypeError when the item and one in the queue cannot be compared; the queue stays as it was
   */
  override put(item: T, block?: boolean, timeout?: number): void;
}

/** A queue of any number of items, first in, first out, with nothing more to it. */
export declare class SimpleQueue<T = unknown> {
  constructor();
  /** Adds an item. It never waits: `block` and `timeout` are there to be called like Queue's, and count for nothing. */
  put(item: T, block?: boolean, timeout?: number): void;
  /**
   * Takes the first item, waiting for one if need be.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most
   * @throws Empty when there is none and `block` is false or `timeout` seconds have passed
   * @throws RangeError for a time-out less than 0
   */
  get(block?: boolean, timeout?: number): T;
  /** As `put(item)`. */
  putNowait(item: T): void;
  /** As `get(false)`. */
  getNowait(): T;
  /** How many items there are at this moment. */
  qsize(): number;
  /** Whether there is no item at this moment. */
  empty(): boolean;
}
