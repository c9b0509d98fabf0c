/**
 * One column of a sealed chunk of events, in as few bytes as its values allow, still read in constant time:
 * the distance from the least value (frame of reference: Goldstein, Ramakrishnan, Shaft, "Compressing Relations and
 * Indexes", 1998), from the least value nearby (times grow), or the number of the value among those that occur (few).
 * Whole numbers up to 2^53.
 */
type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
type Values = Int32Array | Float64Array;

/** Values that share a least one nearby: 32 of them cost a quarter byte each for it. */
const nearShift = 5;
/** So many different values are still told apart by two bytes and worth a list of their own. */
const mostDifferent = 1200;

export class Column {
  readonly #base: number;
  /** By `nearShift`; undefined where all share one. */
  readonly #bases: Float64Array | undefined;
  readonly #different: Values | undefined;
  readonly #numbers: Numbers | undefined;
  /** Two numbers lie in each byte. */
  readonly #halves: boolean;

  constructor(
    base: number,
    numbers: Numbers | undefined,
    bases: Float64Array | undefined,
    different: Values | undefined,
    halves = false,
  ) {
    this.#base = base;
    this.#numbers = numbers;
    this.#bases = bases;
    this.#different = different;
    this.#halves = halves;
  }

  at(index: number): number {
    if (this.#numbers === undefined) return this.#base;
    if (this.#halves)
      return this.#base + (((this.#numbers[index >>> 1] as number) >>> ((index & 1) << 2)) & 15);
    const number = this.#numbers[index] as number;
    if (this.#bases !== undefined) return (this.#bases[index >>> nearShift] as number) + number;
    return this.#different === undefined ? this.#base + number : (this.#different[number] as number);
  }

  /** Bytes that the values take. */
  get byteLength(): number {
    const lists = (this.#bases?.byteLength ?? 0) + (this.#different?.byteLength ?? 0);
    return (this.#numbers?.byteLength ?? 0) + lists;
  }
}

/** The column of the first `length` values. */
export function packColumn(values: Values, length: number): Column {
  let least = length === 0 ? 0 : (values[0] as number);
  let most = least;
  for (let i = 1; i < length; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (most - least >= 2 ** 16) {
    const shorter = packNearby(values, length) ?? packDifferent(values, length);
    if (shorter) return shorter;
  }
  if (most > least && most - least < 16) return packHalves(values, length, least);
  const numbers = room(most - least, length);
  if (numbers) for (let i = 0; i < length; i++) numbers[i] = (values[i] as number) - least;
  return new Column(least, numbers, undefined, undefined);
}

/** For values of which no two are 16 apart. */
function packHalves(values: Values, length: number, least: number): Column {
  const bytes = new Uint8Array((length + 1) >>> 1);
  for (let i = 0; i < length; i++) {
    const place = i >>> 1;
    bytes[place] = (bytes[place] as number) | (((values[i] as number) - least) << ((i & 1) << 2));
  }
  return new Column(least, bytes, undefined, undefined, true);
}

/** For values that lie near their neighbours; undefined if some do not. */
function packNearby(values: Values, length: number): Column | undefined {
  const bases = new Float64Array((length >>> nearShift) + 1);
  for (let from = 0; from < length; from += 1 << nearShift) {
    const to = Math.min(length, from + (1 << nearShift));
    let least = values[from] as number;
    let most = least;
    for (let i = from + 1; i < to; i++) {
      const value = values[i] as number;
      if (value < least) least = value;
      else if (value > most) most = value;
    }
    if (most - least >= 2 ** 16) return undefined;
    bases[from >>> nearShift] = least;
  }
  const numbers = new Uint16Array(length);
  for (let i = 0; i < length; i++) numbers[i] = (values[i] as number) - (bases[i >>> nearShift] as number);
  return new Column(0, numbers, bases, undefined);
}

/** For few different values; undefined if there are many. */
function packDifferent(values: Values, length: number): Column | undefined {
  const places = new Map<number, number>();
  const numbers = new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const value = values[i] as number;
    let place = places.get(value);
    if (place === undefined) {
      if (places.size === mostDifferent) return undefined;
      place = places.size;
      places.set(value, place);
    }
    numbers[i] = place;
  }
  const different =
    values instanceof Int32Array ? new Int32Array(places.size) : new Float64Array(places.size);
  for (const [value, place] of places) different[place] = value;
  return new Column(0, places.size <= 256 ? new Uint8Array(numbers) : numbers, undefined, different);
}

function room(greatest: number, length: number): Numbers | undefined {
  if (greatest === 0) return undefined;
  if (greatest < 2 ** 8) return new Uint8Array(length);
  if (greatest < 2 ** 16) return new Uint16Array(length);
  if (greatest < 2 ** 32) return new Uint32Array(length);
  return new Float64Array(length);
}
