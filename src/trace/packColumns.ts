/** Packs the columns of a chunk into one array of words; column.ts reads it. Each column in the coding that is shortest for it. */
import { Coding, Column, lineLength, onLine } from './column.js';

/** Of two types only: code that packs arrays of many types is slow. */
type Values = Int32Array | Float64Array;

type Range = readonly [least: number, most: number];

interface Plan {
  readonly coding: Coding;
  readonly width: number;
  readonly base: number;
  /** Listed: the values that occur. */
  readonly list: readonly number[];
}

/** More different values are not worth a list. */
const mostListed = 1024;
/** A column of so few bits is not made shorter by a list. */
const shortBits = 3;

export interface Packed {
  readonly columns: readonly Column[];
  readonly byteLength: number;
}

/** The columns of the first `length` values; a Float64Array holds times, whole numbers from 0 to 2^53. */
export function packColumns(columns: readonly Values[], length: number): Packed {
  if (numbers.length < length) numbers = new Int32Array(length);
  const plans = columns.map((values) =>
    values instanceof Float64Array ? planTimes(values, length) : planWords(values, length),
  );
  const words = new Uint32Array(plans.reduce((sum, plan) => sum + wordsOf(plan, length), 0));
  let at = 0;
  const packed = plans.map((plan, place) => {
    const table = at;
    const start = at + tableWords(plan, length);
    at += wordsOf(plan, length);
    write(columns[place] as Values, length, plan, words, start, table);
    return new Column(words, plan.coding, plan.width, plan.base, start, table);
  });
  return { columns: packed, byteLength: words.byteLength };
}

function tableWords({ coding, list }: Plan, length: number): number {
  if (coding === Coding.Listed) return list.length;
  if (coding === Coding.Whole) return 2 * length;
  return coding === Coding.Sloped ? 2 * (Math.ceil(length / lineLength) + 1) : 0;
}
function wordsOf(plan: Plan, length: number): number {
  return tableWords(plan, length) + Math.ceil((plan.width * length) / 32);
}

/** Bits that tell so many numbers from zero on. */
function bitsFor(greatest: number): number {
  return greatest < 4294967296 ? 32 - Math.clz32(greatest) : Math.ceil(Math.log2(greatest + 1));
}

function planWords(values: Int32Array, length: number): Plan {
  let least = values[0] as number;
  let most = least;
  for (let i = 1; i < length; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  const width = bitsFor(most - least);
  if (width > shortBits) {
    const list = different.listOf(values, length, [least, most], mostWorth(width, length));
    if (list.length > 0) return { coding: Coding.Listed, width: bitsFor(list.length - 1), base: 0, list };
  }
  return { coding: Coding.Offset, width, base: least, list: [] };
}

/** How many different values make a list shorter than `width` bits a value: each costs a word. */
function mostWorth(width: number, length: number): number {
  let most = 0;
  for (let listed = 0; listed < width; listed++) {
    const saved = Math.ceil(((width - listed) * length) / 32) - 1;
    most = Math.max(most, Math.min(2 ** listed, saved, mostListed));
  }
  return most;
}

/** Right for times in any order, short for those that ascend. */
function planTimes(values: Float64Array, length: number): Plan {
  let [least, most] = [values[0] as number, values[0] as number];
  let [nearest, farthest] = [0, 0];
  for (let from = 0; from < length; from += lineLength) {
    const end = Math.min(from + lineLength, length);
    const first = values[from] as number;
    const next = values[Math.min(end, length - 1)] as number;
    for (let i = from; i < end; i++) {
      const value = values[i] as number;
      const distance = value - onLine(first, next, i - from);
      if (value < least) least = value;
      else if (value > most) most = value;
      if (distance < nearest) nearest = distance;
      else if (distance > farthest) farthest = distance;
    }
  }
  const plain = bitsFor(most - least);
  const sloped = bitsFor(farthest - nearest);
  if (plain <= 32 && plain <= sloped + 1)
    return { coding: Coding.Offset, width: plain, base: least, list: [] };
  if (sloped <= 32) return { coding: Coding.Sloped, width: sloped, base: nearest, list: [] };
  return { coding: Coding.Whole, width: 0, base: 0, list: [] };
}

/** The numbers of the column that is written next, used again and again. */
let numbers = new Int32Array(0);

function write(
  values: Values,
  length: number,
  plan: Plan,
  words: Uint32Array,
  start: number,
  table: number,
): void {
  const { coding, width, base, list } = plan;
  if (coding === Coding.Whole) {
    for (let i = 0; i < length; i++) writeWhole(words, table + 2 * i, values[i] as number);
    return;
  }
  if (coding === Coding.Offset && width === 0) return;
  if (coding === Coding.Listed) {
    words.set(list, table);
    different.placesOf(values as Int32Array, length, list, numbers);
  } else if (coding === Coding.Sloped) {
    for (let at = table; at < start; at += 2) {
      const i = Math.min(((at - table) / 2) * lineLength, length - 1);
      writeWhole(words, at, values[i] as number);
    }
    fromLines(values as Float64Array, length, base, numbers);
  } else if (values instanceof Float64Array) fromLeastTime(values, length, base, numbers);
  else fromLeast(values, length, base, numbers);
  writeNumbers(numbers, length, width, words, start);
}

/* Each of these loops sees arrays of one type only: those that see two take twice as long. */

function fromLeast(values: Int32Array, length: number, least: number, numbers: Int32Array): void {
  for (let i = 0; i < length; i++) numbers[i] = (values[i] as number) - least;
}
function fromLeastTime(values: Float64Array, length: number, least: number, numbers: Int32Array): void {
  for (let i = 0; i < length; i++) numbers[i] = (values[i] as number) - least;
}
function fromLines(values: Float64Array, length: number, base: number, numbers: Int32Array): void {
  for (let from = 0; from < length; from += lineLength) {
    const end = Math.min(from + lineLength, length);
    const first = values[from] as number;
    const next = values[Math.min(end, length - 1)] as number;
    for (let i = from; i < end; i++)
      numbers[i] = (values[i] as number) - onLine(first, next, i - from) - base;
  }
}

function writeWhole(words: Uint32Array, at: number, value: number): void {
  words[at] = value;
  words[at + 1] = Math.floor(value / 4294967296);
}

/** The lowest `width` bits of each number, from word `start` on. */
function writeNumbers(
  numbers: Int32Array,
  length: number,
  width: number,
  words: Uint32Array,
  start: number,
): void {
  let at = start;
  let word = 0;
  let bits = 0;
  for (let i = 0; i < length; i++) {
    const number = numbers[i] as number;
    word |= number << bits;
    bits += width;
    if (bits < 32) continue;
    words[at++] = word;
    bits -= 32;
    // What of the number was not written; a shift by 32 would shift by none.
    word = bits === 0 ? 0 : number >>> (width - bits);
  }
  if (bits > 0) words[at] = word;
}

/** Which values occur: a hash table with open addressing, used again and again. */
class Different {
  /** Four times the most that it takes, so that it is never full. */
  readonly #keys = new Int32Array(4 * mostListed);
  readonly #places = new Int32Array(4 * mostListed).fill(-1);
  /** Slots that are taken: few, so that emptying them costs less than emptying all. */
  #taken: number[] = [];
  #least = 0;
  #factor = 1;
  #shift = 0;

  /** In the order in which they first occur; none if there are more than `mostWorth`. */
  listOf(values: Int32Array, length: number, [least, most]: Range, mostWorth: number): number[] {
    const list: number[] = [];
    this.#begin(least, most);
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      const slot = this.#slotOf(value);
      if (this.#places[slot] !== -1) continue;
      if (list.length === mostWorth) return [];
      this.#put(slot, value, list.length);
      list.push(value);
    }
    return list;
  }

  /** Writes to `numbers` where in a list each value is. */
  placesOf(values: Int32Array, length: number, list: readonly number[], numbers: Int32Array): void {
    this.#begin(Math.min(...list), Math.max(...list));
    for (const [place, value] of list.entries()) this.#put(this.#slotOf(value), value, place);
    for (let i = 0; i < length; i++) numbers[i] = this.#places[this.#slotOf(values[i] as number)] as number;
  }

  /** Values near each other get slots of their own; others are spread by the golden ratio (Knuth, volume 3, section 6.4). */
  #begin(least: number, most: number): void {
    const isNear = most - least < this.#keys.length;
    this.#least = least;
    this.#factor = isNear ? 1 : 0x9e3779b1;
    this.#shift = isNear ? 0 : 12;
    for (const slot of this.#taken) this.#places[slot] = -1;
    this.#taken = [];
  }
  #put(slot: number, value: number, place: number): void {
    this.#keys[slot] = value;
    this.#places[slot] = place;
    this.#taken.push(slot);
  }
  #slotOf(value: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(value - this.#least, this.#factor) >>> this.#shift) & mask;
    while (this.#places[slot] !== -1 && this.#keys[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }
}
const different = new Different();
