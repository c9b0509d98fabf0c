/**
 * The decision log of a run: what could have been chosen at each scheduling point, what was, and what the step that followed
 * touched. Systematic strategies plan the next run from it.
 *
 * Words, one decision after the other: how many threads could move, index of the chosen one, index of the one that moved
 * before (-1 if it could not), how many would have had to wait, Circumstance bits, the thread that
 * moved before and to how many operations it has come; then the thread of
 * each that could move, and of each that would have had to wait; then the step: its number of accesses, and their pairs.
 */
import type { Parameters } from './strategy.js';

export const decisionHeadWords = 7;
export const Circumstance = { TimePassed: 1, MayWait: 2 } as const;

export interface Decision {
  readonly threads: readonly number[];
  /** Threads whose next operation would have had to wait, so that they were not offered. */
  readonly waiting: readonly number[];
  readonly chosen: number;
  /** Index of the thread that moved before; -1 if it could not go on. */
  readonly current: number;
  /** Time passed before: everything earlier happened before everything later. */
  readonly timePassed: boolean;
  /** The step is one that can only be made while its object lets it, as taking a lock. */
  readonly mayWait: boolean;
  /** Thread that moved before (0 for the first), and how many operations it has come to. */
  readonly lastThread: number;
  readonly lastSteps: number;
  /** What the step touched, as in Moves.last: a count and pairs of object and access. */
  readonly step: Parameters;
}

/** The decisions in the first `length` words of a log. */
export function readDecisions(log: Int32Array, length: number): Decision[] {
  const decisions: Decision[] = [];
  for (let at = 0; at < length; ) {
    const count = log[at] as number;
    const waiting = log[at + 3] as number;
    const threads: number[] = [];
    for (let i = 0; i < count; i++) threads.push(log[at + decisionHeadWords + i] as number);
    const waitingAt = at + decisionHeadWords + count;
    const stepAt = waitingAt + waiting;
    const end = stepAt + 1 + 2 * (log[stepAt] as number);
    decisions.push({
      threads,
      waiting: Array.from(log.subarray(waitingAt, stepAt)),
      chosen: log[at + 1] as number,
      current: log[at + 2] as number,
      timePassed: ((log[at + 4] as number) & Circumstance.TimePassed) !== 0,
      mayWait: ((log[at + 4] as number) & Circumstance.MayWait) !== 0,
      lastThread: log[at + 5] as number,
      lastSteps: log[at + 6] as number,
      step: log.slice(stepAt, end),
    });
    at = end;
  }
  return decisions;
}

export function chosenThread(decision: Decision): number {
  return decision.threads[decision.chosen] as number;
}
