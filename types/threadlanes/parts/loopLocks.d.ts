/** What tasks of one loop wait for. Whoever has waited longest goes first. */

/** Only one task at a time has it. Take it with `await lock.acquire()`, give it back in `finally`. */
export declare class Lock {
  constructor();
  acquire(): Promise<true>;
  /** @throws ThreadError when nobody has it */
  release(): void;
  locked(): boolean;
}

export declare class Event {
  constructor();
  isSet(): boolean;
  set(): void;
  clear(): void;
  wait(): Promise<true>;
}

export declare class Condition {
  constructor(lock?: Lock);
  acquire(): Promise<true>;
  release(): void;
  locked(): boolean;
  /** Gives the lock up, waits to be notified, and has the lock again. */
  wait(): Promise<true>;
  waitFor<T>(predicate: () => T): Promise<T>;
  /** @throws ThreadError without the lock */
  notify(n?: number): void;
  notifyAll(): void;
}

export declare class Semaphore {
  constructor(value?: number);
  acquire(): Promise<true>;
  release(): void;
  /** Whether acquire would wait. */
  locked(): boolean;
}
/** Giving back more than was taken is a RangeError. */
export declare class BoundedSemaphore extends Semaphore {}
