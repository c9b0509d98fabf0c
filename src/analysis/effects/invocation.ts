/** A call as it is carried out, and what it leaves. */
import type { Patience } from '../model/library.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import type { GivenArgument, Site } from '../resolve/value.js';
import type { HeldLock } from './effect.js';
import type { State } from './state.js';

/** Chains of calls that are longer than this are not followed; nobody reads them either. */
export const longestChain = 14;

/** One call as it is carried out: from which sites, with what. */
export interface Invocation {
  readonly args: readonly GivenArgument[];
  /** From this function down to the call; the last one is the call itself. */
  readonly steps: readonly Site[];
  readonly awaited: boolean;
  /** Awaited by whoever awaits the function: its promise is what the function returns. */
  readonly handedOn?: boolean;
  /** One of several callees, of which nobody knows which it is. */
  readonly oneOfSeveral?: boolean;
}

/** What a call leaves: the state, and what is held only if its result is true. */
export interface Outcome {
  readonly state: State;
  readonly tried?: readonly HeldLock[];
}

/** For ever, unless an argument bounds it. A time-out that is not a constant counts as one. */
export function blocksForEver(patience: Patience, args: readonly GivenArgument[]): boolean {
  if (patience.never) return false;
  const blocking = argumentAt(args, patience.blocking);
  if (blocking && constantOf(blocking)?.value !== true && constantOf(blocking)?.value !== 1) return false;
  const timeout = argumentAt(args, patience.timeout);
  if (!timeout) return !args.some((argument) => argument.spread);
  const constant = constantOf(timeout);
  return constant !== undefined && (constant.value === null || constant.value === -1);
}
