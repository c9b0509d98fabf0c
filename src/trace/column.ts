/**
 * One column of a sealed chunk, in as few bits a value as its values allow, still read in constant time. All columns of a
 * chunk lie in one array of words: an array costs a browser some 200 bytes, whatever is in it.
 * Frame of reference and bit packing: Goldstein, Ramakrishnan, Shaft, "Compressing Relations and Indexes" (1998).
 */

/** How the number that is read becomes the value. */
export const Coding = {
  /** It is the distance from the least value. */
  Offset: 0,
  /** It is the place in a list of the values that occur. */
  Listed: 1,
  /** It is the distance from a straight line between two values that are written whole. Of times that grow: the shortest. */
  Sloped: 2,
  /** Each value is written whole. */
  Whole: 3,
} as const;
export type Coding = (typeof Coding)[keyof typeof Coding];

const lineShift = 6;
/** Values that share a line. */
export const lineLength = 1 << lineShift;

export class Column {
  readonly #words: Uint32Array;
  readonly #coding: Coding;
  /** Bits a value; 0 where all are the same. */
  readonly #width: number;
  readonly #mask: number;
  readonly #base: number;
  /** Word at which the numbers begin. */
  readonly #start: number;
  /** Word at which the list, or the whole values, begin. */
  readonly #table: number;

  constructor(words: Uint32Array, coding: Coding, width: number, base: number, start: number, table: number) {
    this.#words = words;
    this.#coding = coding;
    this.#width = width;
    this.#mask = width === 32 ? -1 : (1 << width) - 1;
    this.#base = base;
    this.#start = start;
    this.#table = table;
  }

  at(index: number): number {
    const number = this.#width === 0 ? 0 : this.#number(index);
    switch (this.#coding) {
      case Coding.Offset:
        return this.#base + number;
      case Coding.Listed:
        return (this.#words[this.#table + number] as number) | 0;
      case Coding.Sloped:
        return this.#sloped(index) + this.#base + number;
      default:
        return wholeAt(this.#words, this.#table + 2 * index);
    }
  }

  /** Writes the first `length` values, of 32 bits, to `target`: a fraction of the time that asking for one after the other takes. */
  copyTo(target: Int32Array, length: number): void {
    const words = this.#words;
    const width = this.#width;
    const mask = this.#mask;
    const base = this.#coding === Coding.Offset ? this.#base : 0;
    let word = this.#start;
    let shift = 0;
    for (let i = 0; i < length; i++) {
      let number = (words[word] as number) >>> shift;
      shift += width;
      if (shift > 32) number |= (words[word + 1] as number) << (32 - shift + width);
      target[i] = base + (number & mask);
      word += shift >>> 5;
      shift &= 31;
    }
    if (this.#coding !== Coding.Listed) return;
    const table = this.#table;
    for (let i = 0; i < length; i++) target[i] = words[table + (target[i] as number)] as number;
  }

  #number(index: number): number {
    const bit = index * this.#width;
    const word = this.#start + (bit >>> 5);
    const shift = bit & 31;
    let number = (this.#words[word] as number) >>> shift;
    if (shift + this.#width > 32) number |= (this.#words[word + 1] as number) << (32 - shift);
    return (number & this.#mask) >>> 0;
  }

  #sloped(index: number): number {
    const at = this.#table + 2 * (index >>> lineShift);
    const from = wholeAt(this.#words, at);
    return onLine(from, wholeAt(this.#words, at + 2), index & (lineLength - 1));
  }
}

/** A whole number up to 2^53, in two words. */
export function wholeAt(words: Uint32Array, at: number): number {
  return (words[at + 1] as number) * 4294967296 + (words[at] as number);
}

/** What the line between two values, `lineLength` apart, says of one between them; packing counts from the same. */
export function onLine(from: number, to: number, place: number): number {
  return from + Math.floor(((to - from) * place) / lineLength);
}
