/** What the host and the command line ask of the explorer, and what it tells them. */
import type { PlannerName } from '../../explore/plannerByName.js';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { TraceHeader } from '../../trace/header.js';
import type { Schedule } from '../../trace/schedule.js';

export type ExploreStrategy = PlannerName;

export interface ExploreRequest {
  readonly entry: string;
  readonly program: string;
  readonly variant: string | null;
  readonly args: readonly string[];
  readonly strategy: ExploreStrategy;
  /** Depth of bugs that PCT aims at; most preemptions of a bounded search. */
  readonly depth: number;
  /** How many schedules at most, and for how long, in ms of wall time. */
  readonly schedules: number;
  readonly timeMs: number;
  readonly seed: number;
  /** Wall time that one schedule may take, in ms. */
  readonly timeoutMs: number;
  readonly threadLimit?: number;
  /** The search does not end with the first schedule that fails. */
  readonly keepsGoing?: boolean;
}

export interface Progress {
  readonly schedules: number;
  readonly elapsedMs: number;
  /** Happens-before classes that the schedules belong to. */
  readonly classes: number;
  readonly phase: 'searching' | 'shrinking';
}

/** The first schedule that fails, made as small as it gets. */
export interface Failure {
  readonly schedule: Schedule;
  readonly preemptions: number;
  /** Number of the schedule that failed first, from 1. */
  readonly foundAt: number;
  readonly header: TraceHeader;
  /** Records of the small run, and how it ended. */
  readonly records: readonly Uint8Array[];
  readonly end: RunEnded;
  /** Some other schedule of the program ends well. */
  readonly dependsOnSchedule: boolean;
  /** What the program itself makes different from run to run of one schedule; '' if nothing does. */
  readonly nondeterminism: string;
}

export interface Explored {
  readonly schedules: number;
  readonly elapsedMs: number;
  /** Happens-before classes that the schedules belong to. */
  readonly classes: number;
  /** Runs that were given up because they would have shown nothing new. */
  readonly pruned: number;
  /** Schedules that failed. */
  readonly failing: number;
  /** Schedules that did not end: too long, or waiting in a loop. */
  readonly unfinished: number;
  readonly exhausted: boolean;
  readonly stopped: boolean;
  readonly failure: Failure | null;
  readonly loadProblems: readonly RunProblem[];
  /** What went wrong with the exploration itself. */
  readonly problems: readonly RunProblem[];
}

/** Of an exploration that never began. */
export const nothingExplored: Explored = {
  schedules: 0,
  elapsedMs: 0,
  classes: 0,
  pruned: 0,
  failing: 0,
  unfinished: 0,
  exhausted: false,
  stopped: true,
  failure: null,
  loadProblems: [],
  problems: [],
};

export interface Exploration {
  readonly id: number;
  /** Never rejects. */
  readonly done: Promise<Explored>;
  stop(): void;
}
