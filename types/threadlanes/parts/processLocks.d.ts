/**
 * Locks and what goes with them, for processes: as their namesakes of `threadlanes`, with the differences that Python has.
 * Here `acquire` takes `timeout` undefined for as long as it takes, and 0 or less for not at all.
 */
import * as waiting from './synchronizers.js';

/** A lock that one thread of one process at a time can own. Not re-entrant. */
export declare class Lock {
  constructor();
  /**
   * Takes the lock, waiting until it is free.
   * @param block false: do not wait; `timeout` counts for nothing then
   * @param timeout seconds to wait at most
   * @returns whether the lock was taken
   */
  acquire(block?: boolean, timeout?: number): boolean;
  /**
   * Gives the lock up. Any thread of any process may do it, not only the owner.
   * @throws RangeError when nobody owns the lock
   */
  release(): void;
}

/** A lock that its owner, one thread of one process, may take again. */
export declare class RLock {
  constructor();
  /** As Lock's; the owner gets it at once, one level deeper. */
  acquire(block?: boolean, timeout?: number): boolean;
  /**
   * Gives up one level; at the last one the lock is free.
   * @throws ThreadError when the calling thread does not own the lock
   */
  release(): void;
}

/** A number of permits. */
export declare class Semaphore {
  /**
   * @param value how many permits there are at first; 1 by default
   * @throws RangeError when it is less than 0
   */
  constructor(value?: number);
  /** Takes a permit, as Lock's acquire takes the lock. */
  acquire(block?: boolean, timeout?: number): boolean;
  /** Gives one permit back. */
  release(): void;
}

/** A semaphore that never has more permits than at first. */
export declare class BoundedSemaphore extends Semaphore {
  /**
   * Gives one permit back.
   * @throws RangeError when there would be more permits than at first
   */
  override release(): void;
}

/** As Condition of `threadlanes`, for processes. */
export declare class Condition {
  /** @param lock the lock to use; a new RLock by default */
  constructor(lock?: Lock | RLock);
  acquire(block?: boolean, timeout?: number): boolean;
  release(): void;
  /**
   * Gives the lock up, waits until notified or for so many seconds, and takes it again.
   * @returns false when the time ran out
   * @throws ThreadError when the calling thread does not own the lock
   */
  wait(timeout?: number): boolean;
  /**
   * Waits, as often as need be, until the predicate answers something true.
   * @returns the predicate's last answer
   * @throws ThreadError when the calling thread does not own the lock and would have to wait
   */
  waitFor<R>(predicate: () => R, timeout?: number): R;
  /**
   * Wakes at most `n` of the threads that wait.
   * @throws ThreadError when the calling thread does not own the lock
   */
  notify(n?: number): void;
  /**
   * Wakes all threads that wait.
   * @throws ThreadError when the calling thread does not own the lock
   */
  notifyAll(): void;
}

/** As Event of `threadlanes`, for processes. */
export declare class Event extends waiting.Event {}
/** As Barrier of `threadlanes`, for processes. */
export declare class Barrier extends waiting.Barrier {}
