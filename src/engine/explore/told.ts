/** What a search has to know of a schedule when nothing about it is new: little enough to be sent from process to process. */
import type { Outcome } from '../../trace/finding.js';
import { failuresOf, type Judged, suspicionsOf } from './judge.js';

export interface Told {
  readonly outcome: Outcome;
  readonly pruned: boolean;
  /** Scheduling points, and threads that there were. */
  readonly points: number;
  readonly threads: number;
  /** Its happens-before class; undefined if it never ended, or too much happened to tell. */
  readonly class: number | undefined;
  /** Names of the ways in which it failed, and of deadlocks that might have come about. */
  readonly failures: readonly string[];
  readonly suspicions: readonly string[];
}

export function toldOf(
  judged: Judged,
  { points, threads, class: itsClass }: Pick<Told, 'points' | 'threads' | 'class'>,
): Told {
  return {
    outcome: judged.outcome,
    pruned: judged.pruned,
    points,
    threads,
    class: itsClass,
    failures: failuresOf(judged),
    suspicions: suspicionsOf(judged).map(({ name }) => name),
  };
}

export function endedWell({ outcome, failures }: Told): boolean {
  return outcome === 'completed' && failures.length === 0;
}
