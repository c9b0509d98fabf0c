/** The hand-overs of a run: where another thread than by default took over. What a failing schedule is made small by. */
import { chosenThread, type Decision } from './decisions.js';

/** In words: thread `from`, when it had come to `steps` operations, gave way to `to`; because it had to if `forced`. */
export interface HandOver {
  readonly from: number;
  readonly steps: number;
  readonly forced: boolean;
  readonly to: number;
}

/** Choices other than the default: the running thread goes on, and the lowest id takes over from one that cannot. */
export function handOversOf(decisions: readonly Decision[]): HandOver[] {
  return decisions.flatMap((decision) => {
    if (decision.chosen === Math.max(decision.current, 0)) return [];
    const { lastThread: from, lastSteps: steps } = decision;
    return [{ from, steps, forced: decision.current < 0, to: chosenThread(decision) }];
  });
}

/** Switches away from a thread that could have gone on. */
export function preemptionsOf(decisions: readonly Decision[]): number {
  return decisions.filter(({ current, chosen }) => current >= 0 && chosen !== current).length;
}

/** As the parameters of the strategy `handOvers` have them. */
export function wordsOf(handOvers: readonly HandOver[]): number[] {
  return handOvers.flatMap(({ from, steps, forced, to }) => [from, steps, forced ? 1 : 0, to]);
}
