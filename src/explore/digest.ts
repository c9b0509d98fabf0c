/**
 * Numbers of 53 bits that stand for long histories. Two different ones get the same number with a chance of 1 in 2^53: among a
 * million histories, 1 in 18,000 that any two do.
 */

/** Of values in their order: two mixes that have nothing in common but the values. */
export class Chain {
  constructor(
    public low = 0,
    public high = 0x2545f491,
  ) {}

  take(value: number): this {
    this.low = mix(this.low, value);
    this.high = mix(this.high, value ^ 0x5bd1e995);
    return this;
  }

  copy(): Chain {
    return new Chain(this.low, this.high);
  }
}

/** Of chains in any order. */
export class Sum {
  #low = 0;
  #high = 0;

  add({ low, high }: Chain): void {
    this.#low = (this.#low + low) | 0;
    this.#high = (this.#high + high) | 0;
  }

  get value(): number {
    return (this.#high >>> 11) * 4294967296 + (this.#low >>> 0);
  }
}

/** Mixes a number into another: the finalizer of MurmurHash3 (A. Appleby) over both. */
function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ b) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
