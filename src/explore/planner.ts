/** Plans one schedule after the other, and learns from each run what to try next. */
import type { Decision } from './decisions.js';
import type { StrategyCode } from './strategies.js';
import type { Parameters } from './strategy.js';

export interface Plan {
  readonly strategy: StrategyCode;
  /** Of the strategy's own chance. */
  readonly seed: number;
  readonly parameters: Parameters;
  /** Whether the planner wants to see the decisions of the run. */
  readonly logged: boolean;
}

/** A run, as its planner sees it. */
export interface PlannedRun {
  /** Scheduling points, and threads that there were. */
  readonly points: number;
  readonly threads: number;
  /** The strategy gave the run up, because it would have shown nothing new. */
  readonly pruned: boolean;
  /** Of a run whose planner wants them; undefined when there was no room for them all. */
  readonly decisions: readonly Decision[] | undefined;
}

export interface Planner {
  /**
   * Whether `next` may be asked now. It may be asked ahead, before all plans that it gave were learned from, by those who
   * run several schedules at once; who cannot plan without knowing what came of the last plan says no.
   */
  readonly isReady: boolean;
  /** Undefined when there is nothing left to try. Throws nothing; only asked while ready. */
  next(): Plan | undefined;
  /** Called once for each plan, in the order in which `next` gave them, with what came of it. */
  learn(run: PlannedRun): void;
  /** Every schedule (of every class, where classes count) was run. */
  readonly exhausted: boolean;
}

/** Seeds of the single schedules; no two of one exploration are alike, nor those of neighbouring seeds. */
export function seedOf(seed: number, schedule: number): number {
  return Math.imul(schedule + 1, 0x9e3779b1) * 2_097_152 + ((seed * 1_000_003 + schedule) % 2_097_152);
}
