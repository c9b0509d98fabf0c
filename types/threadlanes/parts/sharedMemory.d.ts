/** Variables that all threads see. Python has none: there every variable is one. */

/**
 * A variable that all threads see. `value` reads or writes, each one operation, so in `x.value += 1` another thread may
 * come between the two. The methods are atomic: nothing comes between, and they order what threads do around them.
 */
export interface Shared<T> {
  value: T;
  /** Reads, atomically. */
  load(): T;
  /** Writes, atomically. */
  store(value: T): void;
  /** Writes, and returns what was there. */
  exchange(value: T): T;
  /**
   * Writes the replacement if what is there is `expected`.
   * @returns what was there: `expected` exactly when it wrote
   * @throws TypeError when `expected` is an object: objects arrive as copies, so none is ever the same
   */
  compareExchange(expected: T, replacement: T): T;
  /**
   * Writes what the function makes of what is there, with nobody between.
   * @param change a function that only computes
   * @returns what was written
   * @throws ThreadError when the function uses anything that is shared; nothing is written then
   */
  update(change: (value: T) => T): T;
}

/** A shared variable that holds a number. */
export interface SharedNumber extends Shared<number> {
  /** Adds, and returns what was there. */
  add(amount: number): number;
  /** Subtracts, and returns what was there. */
  sub(amount: number): number;
}

/**
 * Makes a variable that all threads see.
 * @throws TypeError when the value cannot be copied
 */
export declare function shared(initial: number): SharedNumber;
export declare function shared(initial: string): Shared<string>;
export declare function shared(initial: boolean): Shared<boolean>;
export declare function shared<T>(initial: T): Shared<T>;

/**
 * An array of fixed length that all threads see. `a[i]` reads or writes as `value` of a shared variable does; outside the
 * array reading gives undefined, and writing is a RangeError.
 */
export interface SharedArray<T> extends Iterable<T> {
  [index: number]: T;
  readonly length: number;
  /**
   * Reads an element, atomically. This and the other methods are those of Shared, with the element's index first.
   * @throws RangeError when there is no such element
   */
  load(index: number): T;
  /** Writes an element, atomically. */
  store(index: number, value: T): void;
  /** Writes an element, and returns what was there. */
  exchange(index: number, value: T): T;
  /** Writes the replacement if the element is `expected`, and returns what was there. */
  compareExchange(index: number, expected: T, replacement: T): T;
  /** Writes what the function makes of the element, and returns that. */
  update(index: number, change: (value: T) => T): T;
}

/** A shared array of numbers. */
export interface SharedNumberArray extends SharedArray<number> {
  /** Adds to an element, and returns what was there. */
  add(index: number, amount: number): number;
  /** Subtracts from an element, and returns what was there. */
  sub(index: number, amount: number): number;
}

/**
 * Makes an array that all threads see.
 * @param length how many elements, all 0
 * @throws RangeError when the length is not a whole number from 0 to 100,000
 */
export declare function sharedArray(length: number): SharedNumberArray;
/** @param values its elements */
export declare function sharedArray(values: readonly number[]): SharedNumberArray;
export declare function sharedArray(values: readonly string[]): SharedArray<string>;
export declare function sharedArray(values: readonly boolean[]): SharedArray<boolean>;
export declare function sharedArray<T>(values: readonly T[]): SharedArray<T>;
