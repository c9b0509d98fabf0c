/** The lock of an interpreter, and generators that are driven by hand. */

/**
 * A global interpreter lock, as CPython has one. Made at module level it puts every thread of the process under it: a thread
 * runs only while it has the lock. It gives it up while it waits, sleeps or has ended, and when it has computed for a switch
 * interval while another thread wants it. It does not make `x.value += 1` one step: between the two halves it may be handed over.
 */
export declare class Gil {
  /**
   * @param switchInterval seconds that a thread may go on while another one waits; 0.005 by default
   * @throws RangeError when that is not above 0; ThreadError for a second Gil in a process, or one made in a function
   */
  constructor(switchInterval?: number);
  /** Python: sys.getswitchinterval and sys.setswitchinterval. */
  switchInterval: number;
}

/**
 * A generator as Python has them. It runs in the calling thread and only when it is let go on: by `send`, `throw` or `close`,
 * until its next `yield`. In the picture it has a lane of its own, and each hand-over is an event.
 */
export declare class Coroutine<Y = unknown, R = unknown, S = unknown> implements Iterable<Y> {
  private constructor();
  /**
   * Lets the generator go on: the `yield` where it stands answers `value`. The first call must send nothing.
   * @returns what it yields next
   * @throws StopIteration, with what it returned as `value`, when it is done
   */
  send(value?: S): Y;
  /**
   * The generator goes on with an exception at its `yield`.
   * @returns what it yields next
   * @throws StopIteration when it is done, or whatever leaves it
   */
  throw(error: unknown): Y;
  /**
   * Ends the generator: its `yield` throws GeneratorExit, so `finally` blocks run.
   * @returns what it returned
   * @throws ThreadError when it yields instead of ending
   */
  close(): R | undefined;
  /** JavaScript's own protocol, for `for (const x of generator)`. */
  next(value?: S): IteratorResult<Y, R>;
  return(value?: R): IteratorResult<Y, R>;
  [Symbol.iterator](): Iterator<Y, R>;
}

/** Makes a generator function one whose generators are coroutines: `const consumer = coroutine(function* consumer() { ... })`. */
export declare function coroutine<Args extends readonly unknown[], Y, R, S>(
  body: (...args: Args) => Generator<Y, R, S>,
): (...args: Args) => Coroutine<Y, R, S>;

/** A generator is done. */
export declare class StopIteration extends Error {
  /** What it returned. */
  readonly value: unknown;
}
/** Thrown at the `yield` of a generator that is closed. */
export declare class GeneratorExit extends Error {}
