/** Queues between tasks of one loop. What goes through is not copied: the tasks share a thread. */

/** First in, first out. */
export declare class Queue<T = unknown> {
  /** @param maxsize items that it has room for; 0 for any number */
  constructor(maxsize?: number);
  readonly maxsize: number;
  put(item: T): Promise<void>;
  /** @throws QueueFull */
  putNowait(item: T): void;
  get(): Promise<T>;
  /** @throws QueueEmpty */
  getNowait(): T;
  qsize(): number;
  empty(): boolean;
  full(): boolean;
  taskDone(): void;
  /** Waits until every item that was put is done. */
  join(): Promise<void>;
  /** From now on put throws QueueShutDown, and get does when nothing is left. */
  shutdown(immediate?: boolean): void;
}
/** The least first. */
export declare class PriorityQueue<T = unknown> extends Queue<T> {}
/** Last in, first out. */
export declare class LifoQueue<T = unknown> extends Queue<T> {}

export declare class QueueEmpty extends Error {}
export declare class QueueFull extends Error {}
export declare class QueueShutDown extends Error {}
