/**
 * One column of a sealed chunk of events: the least value, and for each event its distance from it in as few bytes as the
 * greatest distance takes (frame of reference: Goldstein, Ramakrishnan, Shaft, "Compressing Relations and Indexes", 1998).
 * Whole numbers up to 2^53; random access costs one addition.
 */
type Distances = Uint8Array | Uint16Array | Uint32Array | Float64Array;

export class Column {
  readonly #base: number;
  readonly #distances: Distances | undefined;

  constructor(base: number, distances: Distances | undefined) {
    this.#base = base;
    this.#distances = distances;
  }

  at(index: number): number {
    return this.#distances === undefined ? this.#base : this.#base + (this.#distances[index] as number);
  }

  /** Bytes that the values take. */
  get byteLength(): number {
    return this.#distances?.byteLength ?? 0;
  }
}

/** The column of the first `length` values. */
export function packColumn(values: ArrayLike<number>, length: number): Column {
  let least = length === 0 ? 0 : (values[0] as number);
  let most = least;
  for (let i = 1; i < length; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  const distances = room(most - least, length);
  if (distances) for (let i = 0; i < length; i++) distances[i] = (values[i] as number) - least;
  return new Column(least, distances);
}

function room(greatest: number, length: number): Distances | undefined {
  if (greatest === 0) return undefined;
  if (greatest < 2 ** 8) return new Uint8Array(length);
  if (greatest < 2 ** 16) return new Uint16Array(length);
  if (greatest < 2 ** 32) return new Uint32Array(length);
  return new Float64Array(length);
}
