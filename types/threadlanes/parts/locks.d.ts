/** Locks: Lock, RLock, Semaphore, BoundedSemaphore. Release in `finally`, so that an error does not keep the lock. */

/** A lock that one thread at a time can own. Not re-entrant: taking it twice in one thread waits for ever. */
export declare class Lock {
  constructor();
  /**
   * Takes the lock, waiting until it is free.
   * @param blocking false: do not wait
   * @param timeout seconds to wait at most; -1 waits for as long as it takes
   * @returns whether the lock was taken
   * @throws RangeError for a time-out with blocking false, or one less than 0 that is not -1
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

/** A lock that its owner may take again. It is free when it was released as often as it was taken. */
export declare class RLock {
  constructor();
  /**
   * Takes the lock, waiting while another thread owns it. The owner gets it at once, one level deeper.
   * @param blocking false: do not wait
   * @param timeout seconds to wait at most; -1 waits for as long as it takes
   * @returns whether the lock was taken
   * @throws RangeError for a time-out with blocking false, or one less than 0 that is not -1
   */
  acquire(blocking?: boolean, timeout?: number): boolean;
  /**
   * Gives up one level; at the last one the lock is free.
   * @throws ThreadError when the calling thread does not own the lock; nothing changes then
   */
  release(): void;
}

/** A number of permits: acquire takes one and waits while there is none, release gives back. Nobody owns a permit. */
export declare class Semaphore {
  /**
   * @param value how many permits there are at first; 1 by default
   * @throws RangeError when it is less than 0
   */
  constructor(value?: number);
  /**
   * Takes a permit, waiting for one if need be.
   * @param blocking false: do not wait
   * @param timeout seconds to wait at most; left out, as long as it takes; 0 or less does not wait
   * @returns whether a permit was taken
   * @throws RangeError for a time-out with blocking false
   */
  acquire(blocking?: boolean, timeout?: number): boolean;
  /**
   * Gives back `n` permits and lets as many waiting threads go on. Any thread may do it.
   * @throws RangeError when n is less than 1
   */
  release(n?: number): void;
}

/** A semaphore that never has more permits than at first: giving back too many is a mistake, and it says so. */
export declare class BoundedSemaphore extends Semaphore {
  /**
   * @param value how many permits there are at first and at most; 1 by default
   * @throws RangeError when it is less than 0
   */
  constructor(value?: number);
  /**
   * Gives back `n` permits.
   * @throws RangeError when n is less than 1, or there would be more permits than at first; nothing changes then
   */
  override release(n?: number): void;
}
