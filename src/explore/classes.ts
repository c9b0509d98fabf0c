/**
 * Counts the happens-before classes that runs belong to, whatever planned them. Two runs are of one class when they order all
 * conflicting steps alike: Mazurkiewicz, "Trace Theory", 1987. What is kept of a class is a number of 53 bits.
 *
 * A class is told by what the places that were touched have seen: for each the order of its changes, and between which of them
 * each read came. The places go into the sum in no order.
 */
import { Circumstance, decisionHeadWords } from './decisions.js';
import { Chain, Sum } from './digest.js';
import { Access, Place } from './strategy.js';

/** More classes than these are not told apart: so many take some 50 MB. */
const mostClasses = 1_000_000;

export class Classes {
  readonly #seen = new Set<number>();

  get count(): number {
    return this.#seen.size;
  }

  /** Takes a run of this class into account. */
  add(found: number): void {
    if (this.#seen.size < mostClasses) this.#seen.add(found);
  }
}

/** The class of the run in the first `length` words of a decision log. */
export function classOf(log: Int32Array, length: number): number {
  return new History(log, length).class;
}

/** What the places of one run have seen so far. */
class History {
  readonly class: number;
  /** For each place its changes, in order. */
  readonly #changes = new Map<number, Chain>();
  readonly #steps = new Map<number, number>();
  readonly #sum = new Sum();

  constructor(log: Int32Array, length: number) {
    for (let at = 0; at < length; ) at = this.#take(log, at);
    for (const changes of this.#changes.values()) this.#sum.add(changes);
    this.class = this.#sum.value;
  }

  /** Takes the decision there and answers where the next one is. */
  #take(log: Int32Array, at: number): number {
    const thread = log[at + decisionHeadWords + (log[at + 1] as number)] as number;
    const stepAt = at + decisionHeadWords + (log[at] as number) + (log[at + 3] as number);
    if (((log[at + 4] as number) & Circumstance.TimePassed) !== 0) this.#orderAll(0, 0);
    const number = (this.#steps.get(thread) ?? 0) + 1;
    this.#steps.set(thread, number);
    const end = stepAt + 1 + 2 * (log[stepAt] as number);
    for (let pair = stepAt + 1; pair < end; pair += 2)
      this.#touch(thread, number, log[pair] as number, log[pair + 1] as number);
    return end;
  }

  #touch(thread: number, number: number, place: number, access: number): void {
    if (place === Place.Everything) return this.#orderAll(thread, number);
    // How far those have come that were cut off; which thread was the last to end does not matter.
    if (place === Place.End)
      return this.#sum.add(
        new Chain()
          .take(Place.End)
          .take(access)
          .take(this.#steps.get(access) ?? 0),
      );
    if (access === Access.Change) this.#historyOf(place).take(thread).take(number);
    else if (access === Access.Read) this.#sum.add(this.#historyOf(place).copy().take(~thread).take(number));
  }

  #historyOf(place: number): Chain {
    let changes = this.#changes.get(place);
    if (!changes) {
      changes = new Chain().take(place);
      this.#changes.set(place, changes);
    }
    return changes;
  }

  /** All that has happened is before what follows: how far each thread has come says what that is. */
  #orderAll(thread: number, number: number): void {
    for (const [each, steps] of this.#steps)
      this.#sum.add(new Chain().take(each).take(steps).take(~thread).take(number));
  }
}
