/**
 * Counts the happens-before classes that runs belong to, whatever planned them. Two runs are of one class when they order all
 * conflicting steps alike: Mazurkiewicz, "Trace Theory", 1987. What is kept of a class is a number of 53 bits.
 *
 * A class is told by what the places that were touched have seen: for each the order of its changes, and between which of them
 * each read came. The places go into the sum in no order.
 */
import { Circumstance, decisionHeadWords } from './decisions.js';
import { Access, Place } from './strategy.js';

/** More classes than these are not told apart: so many take some 50 MB. */
const mostClasses = 1_000_000;

export class Classes {
  readonly #seen = new Set<number>();

  get count(): number {
    return this.#seen.size;
  }

  /** Takes the run in the first `length` words of a decision log into account; answers its class. */
  see(log: Int32Array, length: number): number {
    const found = new History(log, length).class;
    if (this.#seen.size < mostClasses) this.#seen.add(found);
    return found;
  }
}

/** What the places of one run have seen so far. */
class History {
  readonly class: number;
  /** For each place its changes, in order, and the sum of the reads since the last one. */
  readonly #changes = new Map<number, number>();
  readonly #steps = new Map<number, number>();
  #low = 0;
  #high = 0;

  constructor(log: Int32Array, length: number) {
    for (let at = 0; at < length; ) at = this.#take(log, at);
    for (const [place, seen] of this.#changes) this.#add(mix(place, seen));
    this.class = (this.#high >>> 11) * 4294967296 + (this.#low >>> 0);
  }

  /** Takes the decision there and answers where the next one is. */
  #take(log: Int32Array, at: number): number {
    const thread = log[at + decisionHeadWords + (log[at + 1] as number)] as number;
    const stepAt = at + decisionHeadWords + (log[at] as number) + (log[at + 3] as number);
    if (((log[at + 4] as number) & Circumstance.TimePassed) !== 0) this.#orderAll(0);
    const number = (this.#steps.get(thread) ?? 0) + 1;
    this.#steps.set(thread, number);
    const step = mix(thread, number);
    const end = stepAt + 1 + 2 * (log[stepAt] as number);
    for (let pair = stepAt + 1; pair < end; pair += 2)
      this.#touch(step, log[pair] as number, log[pair + 1] as number);
    return end;
  }

  #touch(step: number, place: number, access: number): void {
    if (place === Place.Everything) return this.#orderAll(step);
    // How far those have come that were cut off; which thread was the last to end does not matter.
    if (place === Place.End) return this.#add(mix(mix(access, this.#steps.get(access) ?? 0), Place.End));
    const seen = this.#changes.get(place) ?? 0;
    if (access === Access.Change) this.#changes.set(place, mix(seen, step));
    else if (access === Access.Read) this.#add(mix(mix(place, seen), ~step));
  }

  /** All that has happened is before what follows: how far each thread has come says what that is. */
  #orderAll(step: number): void {
    for (const [thread, number] of this.#steps) this.#add(mix(mix(thread, number), mix(step, 1)));
  }

  #add(value: number): void {
    this.#low = (this.#low + value) | 0;
    this.#high = (this.#high + mix(value, 0x2545f491)) | 0;
  }
}

/** Mixes a number into another: the finalizer of MurmurHash3 (A. Appleby) over both. */
function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ b) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
