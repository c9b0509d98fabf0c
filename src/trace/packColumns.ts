/** Packs the columns of a chunk into one array of words; column.ts reads it. Each column in the coding that is shortest for it. */
import { Coding, Column, lineLength, onLine } from './column.js';

/** Of two types only: code that packs arrays of many types is slow. */
type Values = Int32Array | Float64Array;

interface Plan {
  readonly values: Values;
  readonly length: number;
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
  const plans = columns.map((values) =>
    values instanceof Float64Array ? planTimes(values, length) : planWords(values, length),
  );
  const words = new Uint32Array(plans.reduce((sum, plan) => sum + wordsOf(plan), 0));
  let at = 0;
  const packed = plans.map((plan) => {
    const table = at;
    const start = at + tableWords(plan);
    at += wordsOf(plan);
    write(plan, words, start, table);
    return new Column(words, plan.coding, plan.width, plan.base, start, table);
  });
  return { columns: packed, byteLength: words.byteLength };
}

function tableWords({ coding, list, length }: Plan): number {
  if (coding === Coding.Listed) return list.length;
  if (coding === Coding.Whole) return 2 * length;
  return coding === Coding.Sloped ? 2 * (Math.ceil(length / lineLength) + 1) : 0;
}
function wordsOf(plan: Plan): number {
  return tableWords(plan) + Math.ceil((plan.width * plan.length) / 32);
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
  const plan = { values, length, coding: Coding.Offset, width, base: least, list: [] };
  if (width <= shortBits) return plan;
  const list = different.listOf(values, length);
  const listedWidth = bitsFor(list.length - 1);
  const isShorter = list.length > 0 && listedWidth * length + 32 * list.length < width * length;
  return isShorter ? { ...plan, coding: Coding.Listed, width: listedWidth, base: 0, list } : plan;
}

/** Right for times in any order, short for those that ascend. */
function planTimes(values: Float64Array, length: number): Plan {
  let [least, most] = [values[0] as number, values[0] as number];
  let [nearest, farthest] = [0, 0];
  for (let i = 0; i < length; i++) {
    const value = values[i] as number;
    const distance = fromLine(values, i, length);
    if (value < least) least = value;
    else if (value > most) most = value;
    if (distance < nearest) nearest = distance;
    else if (distance > farthest) farthest = distance;
  }
  const plain = bitsFor(most - least);
  const sloped = bitsFor(farthest - nearest);
  const plan = { values, length, list: [] };
  if (plain <= 32 && plain <= sloped + 1)
    return { ...plan, coding: Coding.Offset, width: plain, base: least };
  if (sloped <= 32) return { ...plan, coding: Coding.Sloped, width: sloped, base: nearest };
  return { ...plan, coding: Coding.Whole, width: 0, base: 0 };
}

/** How far value i is from the line through the values at both ends of its part. */
function fromLine(values: Values, i: number, length: number): number {
  const place = i & (lineLength - 1);
  const next = Math.min(i - place + lineLength, length - 1);
  return (values[i] as number) - onLine(values[i - place] as number, values[next] as number, place);
}

function write(plan: Plan, words: Uint32Array, start: number, table: number): void {
  const { values, coding, base } = plan;
  const valueAt = (i: number): number => values[Math.min(i, plan.length - 1)] as number;
  switch (coding) {
    case Coding.Offset:
      return writeNumbers(plan, words, start, (i) => valueAt(i) - base);
    case Coding.Listed:
      different.number(plan.list);
      words.set(plan.list, table);
      return writeNumbers(plan, words, start, (i) => different.placeOf(valueAt(i)));
    case Coding.Sloped:
      for (let at = table; at < start; at += 2)
        writeWhole(words, at, valueAt(((at - table) / 2) * lineLength));
      return writeNumbers(plan, words, start, (i) => fromLine(values, i, plan.length) - base);
    default:
      for (let i = 0; i < plan.length; i++) writeWhole(words, table + 2 * i, valueAt(i));
  }
}

function writeWhole(words: Uint32Array, at: number, value: number): void {
  words[at] = value;
  words[at + 1] = Math.floor(value / 4294967296);
}

function writeNumbers(
  { width, length }: Plan,
  words: Uint32Array,
  start: number,
  numberOf: (i: number) => number,
): void {
  if (width === 0) return;
  for (let i = 0, bit = 0; i < length; i++, bit += width) {
    const number = numberOf(i);
    const word = start + (bit >>> 5);
    const shift = bit & 31;
    words[word] = (words[word] as number) | (number << shift);
    if (shift + width > 32) words[word + 1] = (words[word + 1] as number) | (number >>> (32 - shift));
  }
}

/** Which values occur: a hash table with open addressing, used again and again. */
class Different {
  /** Twice the most that it takes, so that it is never full. */
  readonly #keys = new Int32Array(4 * mostListed);
  readonly #places = new Int32Array(4 * mostListed).fill(-1);

  /** In the order in which they first occur; none if there are too many. */
  listOf(values: Int32Array, length: number): number[] {
    const list: number[] = [];
    this.#places.fill(-1);
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      const slot = this.#slotOf(value);
      if (this.#places[slot] !== -1) continue;
      if (list.length === mostListed) return [];
      this.#keys[slot] = value;
      this.#places[slot] = list.length;
      list.push(value);
    }
    return list;
  }

  /** Makes `placeOf` answer places in a list. */
  number(list: readonly number[]): void {
    this.#places.fill(-1);
    list.forEach((value, place) => {
      const slot = this.#slotOf(value);
      this.#keys[slot] = value;
      this.#places[slot] = place;
    });
  }
  placeOf(value: number): number {
    return this.#places[this.#slotOf(value)] as number;
  }

  #slotOf(value: number): number {
    const mask = this.#keys.length - 1;
    // Multiplicative hashing (Knuth, volume 3, section 6.4), by the golden ratio.
    let slot = (Math.imul(value, 0x9e3779b1) >>> 12) & mask;
    while (this.#places[slot] !== -1 && this.#keys[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }
}
const different = new Different();
