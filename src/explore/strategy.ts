/**
 * A scheduling strategy: asked at every scheduling point which of the threads that can move goes on.
 * Its state lies in words of the run's shared memory, because whichever thread holds the baton asks it; the object itself
 * keeps nothing between two questions. Pure: no clock, no randomness of its own.
 */

/** What an operation does to the object that it begins with: two reads of one object may change places. */
export const Access = { None: 0, Read: 1, Change: 2 } as const;
export type Access = (typeof Access)[keyof typeof Access];

/**
 * Ids of what many operations touch without an object of their own. Those of objects are above 0. End: the step ends the run,
 * and cuts off the daemon whose id stands for the access; there is one such pair for each of them.
 */
export const Place = {
  Nothing: 0,
  Creation: -1,
  Processors: -2,
  Futures: -3,
  Everything: -4,
  End: -5,
} as const;

/** The question: which threads can move, and what each is about to do. Reused: valid during one call only. */
export interface Moves {
  readonly count: number;
  /** Index of the thread that moved last, -1 if it cannot go on. */
  readonly current: number;
  /** Number of the scheduling point. */
  readonly point: number;
  /** Ids of the threads, ascending. */
  readonly threads: Int32Array;
  /** The object that each thread's next operation begins with, and how. */
  readonly objects: Int32Array;
  readonly accesses: Int32Array;
  /** The place in the program where each thread stands; 0 if it has not begun. */
  readonly sites: Int32Array;
  /** What the operation that just ended touched: the number of pairs, then object and access of each. */
  readonly last: Int32Array;
  /** Thread that moved last, even if it cannot go on, and to how many operations it has come. */
  readonly lastThread: number;
  readonly lastSteps: number;
}

/** What a plan tells its strategy; each strategy says what its words mean. */
export type Parameters = ArrayLike<number>;

export interface Strategy {
  /** Called once a run, before the first thread moves. */
  begin(state: Int32Array, seed: number, parameters: Parameters): void;
  /** Answers an index into `moves.threads`; -1 gives this run up, because others cover what it would show. */
  choose(state: Int32Array, moves: Moves, parameters: Parameters): number;
}

/** Words of state that a strategy has. */
export const stateWords = 3744;

/** Nothing may change places with what touches this. */
export function isEverything(place: number): boolean {
  return place === Place.Everything || place === Place.End;
}

/** Whether two operations on these may not change places. */
export function conflicts(object: number, access: number, other: number, otherAccess: number): boolean {
  if (isEverything(object) || isEverything(other)) return true;
  return (
    object === other &&
    object !== Place.Nothing &&
    (access === Access.Change || otherAccess === Access.Change)
  );
}
