/** What the host and the command line ask of the explorer, and what it tells them. */
import type { PlannerName } from '../../explore/plannerByName.js';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { FindingKind } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import type { Schedule } from '../../trace/schedule.js';
import type { ProgramSource } from '../engineApi.js';

export type ExploreStrategy = PlannerName;

/** What a search is steered for: threads are to meet at these lines and objects. */
export interface Aim {
  /** File as in the trace, relative to the entry's folder; lines start at 1. */
  readonly places: readonly { readonly file: string; readonly line: number }[];
  /** Names of objects. */
  readonly objects: readonly string[];
  /** Findings that count; all if there is none. Others do not end the search. */
  readonly kinds: readonly FindingKind[];
}

/** How often what was aimed at was reached. */
export interface AimReport {
  /** Schedules that were steered; in so many of them several threads could have gone on there at one time. */
  readonly steered: number;
  readonly met: number;
  /** In how many of them some thread came there. */
  readonly places: readonly { readonly file: string; readonly line: number; readonly reached: number }[];
  readonly objects: readonly { readonly name: string; readonly reached: number }[];
}

export interface ExploreRequest extends ProgramSource {
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
  /** How many processes run schedules beside this one; as many as go fastest if it does not say. The answer is the same. */
  readonly companions?: number;
  readonly aim?: Aim;
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
  /** One that ends well, and is otherwise as like to it as can be; null if none was found. */
  readonly passing: Schedule | null;
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
  /** Of a search with an aim. */
  readonly aim: AimReport | null;
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
  aim: null,
  loadProblems: [],
  problems: [],
};

/** A person chooses who goes on. */
export interface HandRequest {
  readonly entry: string;
  readonly program: string;
  readonly variant: string | null;
  readonly args: readonly string[];
  readonly seed: number;
  readonly timeoutMs: number;
  /** The thread that goes on at each point where more than one can. */
  readonly choices: readonly number[];
  /** After the last choice the run goes on by itself. */
  readonly goesOn: boolean;
}

/** A thread that has not ended, while the run stands still. */
export interface Standing {
  readonly thread: number;
  /** What it does next stands there; 0 if it has not begun. */
  readonly site: number;
  readonly canMove: boolean;
}

export interface HandRun {
  readonly header: TraceHeader;
  readonly records: readonly Uint8Array[];
  /** The run waits for the next choice; else it has ended. */
  readonly stands: boolean;
  readonly standing: readonly Standing[];
  readonly end: RunEnded;
  /** As far as the run came; from there on the running thread goes on. */
  readonly schedule: Schedule;
}

export interface Exploration {
  readonly id: number;
  /** Never rejects. */
  readonly done: Promise<Explored>;
  stop(): void;
}
