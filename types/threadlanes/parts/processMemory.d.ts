/**
 * Numbers that processes share, with a lock beside them. As in Python, `x.value += 1` is a read and a write, each of them
 * under the lock; to have both in one, hold `x.getLock()` meanwhile.
 */
import type { Lock, RLock } from './processLocks.js';

/**
 * What kind of number: `d` a double, `f` a float; whole numbers of 8 bits `b` and `B`, of 16 `h` and `H`, of 32 `i` and `I`,
 * the capitals without sign. A whole number that does not fit loses its high bits, as in C.
 */
export type Typecode = 'b' | 'B' | 'h' | 'H' | 'i' | 'I' | 'f' | 'd';

/** A number that processes share. */
export declare class Value {
  /**
   * @param value what it is at first; 0 by default
   * @param lock the lock to use, or true for a new RLock, the default, or false for none
   * @throws TypeError when the value does not suit the kind, such as 1.5 for `i`; also on setting it
   */
  constructor(typecode: Typecode, value?: number, lock?: Lock | RLock | boolean);
  value: number;
  /**
   * The lock that reads and writes take.
   * @throws TypeError when it was made without one
   */
  getLock(): Lock | RLock;
}

/** An array of numbers that processes share; of fixed length. A program knows it as `Array`. */
declare class SynchronizedArray implements Iterable<number> {
  /**
   * @param sizeOrInitializer how many elements, all 0, or what they are at first
   * @param lock the lock to use, or true for a new RLock, the default, or false for none
   * @throws TypeError when a value does not suit the kind; also on setting one
   */
  constructor(
    typecode: Typecode,
    sizeOrInitializer: number | Iterable<number>,
    lock?: Lock | RLock | boolean,
  );
  /** Reading or writing outside is a RangeError; a negative index counts from the end. */
  [index: number]: number;
  readonly length: number;
  [Symbol.iterator](): IterableIterator<number>;
  /**
   * The lock that reads and writes take.
   * @throws TypeError when it was made without one
   */
  getLock(): Lock | RLock;
}

export { SynchronizedArray as Array };
