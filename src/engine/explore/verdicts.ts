/**
 * What schedules showed, so that one which is the same but for the order of independent steps need not be decoded and looked at.
 *
 * Why that leaves nothing out: two runs are taken for the same when they are of one happens-before class (explore/classes.ts)
 * and each thread told the same events with the same values (fingerprint.ts). Then they differ only in how steps are
 * interleaved that have nothing to do with each other. Both end in the same state, and what the detectors find rests on that,
 * on each thread's own events, and on the order of those that touch one object: clocks, locks held, reads and writes of a
 * cell, notifications and waits. Whether something is found is the same; which of two commuting reads is named as the rival
 * of a write may differ, so what is told of is looked at itself. One detector counts tasks of other loops, whose order
 * nothing fixes: schedules with a loop are always looked at. So are those that did not end, as they are not whole.
 */
import { ObjectKind } from '../../trace/vocabulary.js';
import type { Judged } from './judge.js';
import type { Lane } from './lane.js';

/** Programs with more classes than this hardly ever come to the same one again. */
const mostKept = 10_000;

export class Verdicts {
  /** How many schedules were not looked at. */
  spared = 0;
  readonly #known = new Map<string, Judged>();

  /** Of the schedule that has ended on this lane, which is of this class; `look` looks at it. */
  of(lane: Lane, class_: number, look: () => Judged): Judged {
    const key = `${class_} ${lane.fingerprint}`;
    const known = this.#known.get(key);
    if (known) {
      this.spared++;
      return known;
    }
    const judged = look();
    if (this.#known.size < mostKept && isWhole(judged) && !hasLoop(lane)) this.#known.set(key, judged);
    return judged;
  }
}

function isWhole({ outcome, pruned }: Judged): boolean {
  return !pruned && outcome !== 'timeout' && outcome !== 'stopped';
}

function hasLoop({ trace }: Lane): boolean {
  return trace.state.objects.some((object) => object?.kind === ObjectKind.Loop);
}
