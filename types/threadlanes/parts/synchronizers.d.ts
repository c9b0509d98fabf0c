/** Objects on which threads wait for each other: Condition, Event, Barrier. */
import type { Lock, RLock } from './locks.js';

/**
 * Threads wait until another one changed something and says so. The condition has a lock, and what it speaks of is
 * looked at and changed only by its owner. Wait in a loop, or with waitFor: woken is not yet true.
 */
export declare class Condition {
  /** @param lock the lock to use, which several conditions may share; a new RLock by default */
  constructor(lock?: Lock | RLock);
  /** Takes the lock; as its own acquire. */
  acquire(blocking?: boolean, timeout?: number): boolean;
  /** Gives the lock up; as its own release. */
  release(): void;
  /**
   * Gives the lock up, all levels of an RLock at once, waits until notified or for so many seconds, and takes it again
   * as deep as it was.
   * @returns false when the time ran out
   * @throws ThreadError when the calling thread does not own the lock
   */
  wait(timeout?: number): boolean;
  /**
   * Waits, as often as need be, until the predicate answers something true. It is called with the lock held, first at once.
   * @param timeout seconds to wait at most, in all
   * @returns the predicate's last answer, which is not true when the time ran out
   * @throws ThreadError when the calling thread does not own the lock and would have to wait
   */
  waitFor<R>(predicate: () => R, timeout?: number): R;
  /**
   * Wakes at most `n` of the threads that wait, those that have waited longest; without any it does nothing, and nobody
   * remembers it. They go on when they get the lock, so not before it is released.
   * @throws ThreadError when the calling thread does not own the lock
   */
  notify(n?: number): void;
  /**
   * Wakes all threads that wait.
   * @throws ThreadError when the calling thread does not own the lock
   */
  notifyAll(): void;
}

/** A flag that threads wait for. It is down at first. */
export declare class Event {
  constructor();
  /** Whether the flag is up. */
  isSet(): boolean;
  /** Raises the flag: all that wait go on, and who waits from now on does not wait at all. */
  set(): void;
  /** Lowers the flag: who waits from now on waits until it is raised again. */
  clear(): void;
  /**
   * Waits until the flag is up, or for so many seconds.
   * @returns false when the time ran out
   */
  wait(timeout?: number): boolean;
}

/** A place where a fixed number of threads wait for each other and then go on together, as often as they like. */
export declare class Barrier {
  /**
   * @param parties how many threads
   * @param action an exported function that one of them calls when all are there, before any goes on
   * @param timeout seconds for every wait() that does not say otherwise
   * @throws RangeError when parties is less than 1
   */
  constructor(parties: number, action?: () => void, timeout?: number);
  /**
   * Waits until all are there.
   * @param timeout seconds to wait at most; when they pass, the barrier is broken
   * @returns a number from 0 to parties - 1, another one for each thread
   * @throws BrokenBarrierError when the barrier is broken, or gets broken or reset meanwhile
   * @throws what the action threw, in the thread that called it
   */
  wait(timeout?: number): number;
  /** Makes the barrier as new. Threads that wait get BrokenBarrierError. */
  reset(): void;
  /** Breaks the barrier: threads that wait, and all that come, get BrokenBarrierError until it is reset. */
  abort(): void;
  /** How many threads it takes. */
  readonly parties: number;
  /** How many threads wait at this moment. */
  readonly nWaiting: number;
  /** Whether the barrier is broken. */
  readonly broken: boolean;
}
