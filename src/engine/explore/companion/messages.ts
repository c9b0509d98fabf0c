/** What the recorder and a companion, a process that runs schedules beside it, tell each other. */
import type { Plan } from '../../../explore/planner.js';
import type { Program } from '../../recorder/programs.js';
import type { ExploreRequest } from '../exploreApi.js';
import type { Told } from '../told.js';

export type ToCompanion =
  /** What the plans that follow are of. */
  | { readonly type: 'program'; readonly program: Program; readonly request: ExploreRequest }
  | { readonly type: 'plans'; readonly plans: readonly Plan[] };

/** One answer for each plan, in the order in which these were sent. The first message has none: it says that the process is there. */
export interface FromCompanion {
  readonly told: readonly Answer[];
}

export interface Answer extends Told {
  /** It showed something of the program that schedules after it are judged by: see Schedules.makersOfPassedOn. */
  readonly teaches: boolean;
  /** The decisions of a plan that is logged, as words: see explore/decisions.ts. Undefined if they were too many. */
  readonly log?: Int32Array;
}
