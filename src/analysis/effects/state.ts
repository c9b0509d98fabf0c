/** What is held at a point of a function, and how the ways that lead there are brought together. */
import type { HeldLock, Lock } from './effect.js';
import { lockKey } from './effect.js';

export interface State {
  readonly held: readonly HeldLock[];
  /** Keys of locks that every way here has given back without having taken them. */
  readonly dropped?: ReadonlySet<string>;
  /** Which way of which branch leads here, if that branch asks on which thread the code runs. */
  readonly asked?: string;
  /** Locks of which a try has succeeded on every way here, whether or not they are still held. */
  readonly got?: readonly Lock[];
}

export const nothingHeld: State = { held: [] };

/** A way out of a block that is not its end. */
export interface Exit {
  readonly kind: 'return' | 'raise' | 'exception' | 'yield' | 'break' | 'continue';
  readonly state: State;
  readonly start: number;
  readonly end: number;
  readonly handsOver: boolean;
  /** A return whose value is false, none or nothing. */
  readonly falsy: boolean;
}

/** How a block ends: by its end (undefined if that is never reached) and by its exits. */
export interface Flow {
  readonly next: State | undefined;
  readonly exits: readonly Exit[];
}

/** Twice is as good as many times: the second time hangs, or the lock is re-entrant. */
const mostOfOne = 2;
const mostHeld = 32;

/**
 * With one more lock. Functions that call each other and keep what they take would hold more with each call, without an
 * end: what is beyond all reason is left out, and nothing is said of it.
 */
export function acquired(state: State, held: HeldLock): State {
  const key = lockKey(held.lock);
  const ofIt = state.held.filter((each) => lockKey(each.lock) === key).length;
  if (ofIt >= mostOfOne || state.held.length >= mostHeld) return state;
  return { ...state, held: [...state.held, held] };
}

/** Without the last acquisition of that lock; undefined when it is not held. */
export function released(state: State, lock: Lock): State | undefined {
  const key = lockKey(lock);
  for (let i = state.held.length - 1; i >= 0; i--) {
    if (lockKey((state.held[i] as HeldLock).lock) === key)
      return { ...state, held: [...state.held.slice(0, i), ...state.held.slice(i + 1)] };
  }
  return undefined;
}

/** The state of which both are special cases: what only one of them holds is not certain. */
export function merge(a: State | undefined, b: State | undefined): State | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const held: HeldLock[] = [];
  const rest = [...b.held];
  for (const each of a.held) {
    const twin = rest.findIndex((other) => lockKey(other.lock) === lockKey(each.lock));
    const other = twin < 0 ? undefined : rest[twin];
    if (twin >= 0) rest.splice(twin, 1);
    const certain = each.certain && other?.certain === true;
    held.push(certain === each.certain ? each : { ...each, certain });
  }
  for (const each of rest) held.push(each.certain ? { ...each, certain: false } : each);
  const dropped = [...(a.dropped ?? [])].filter((key) => b.dropped?.has(key));
  return {
    held,
    ...(dropped.length > 0 && { dropped: new Set(dropped) }),
    ...(a.asked !== undefined && a.asked === b.asked && { asked: a.asked }),
    ...gotByBoth(a, b),
  };
}

function gotByBoth(a: State, b: State): Pick<State, 'got'> {
  const got = a.got?.filter((lock) => b.got?.some((other) => lockKey(other) === lockKey(lock))) ?? [];
  return got.length > 0 ? { got } : {};
}

/** Behind a try that has succeeded. */
export function tried(state: State, held: HeldLock): State {
  return { ...acquired(state, held), got: [...(state.got ?? []), held.lock] };
}

/** A lock of somebody else is given back. */
export function dropping(state: State, key: string): State {
  return { ...state, dropped: new Set([...(state.dropped ?? []), key]) };
}

export function mergeAll(states: readonly (State | undefined)[]): State | undefined {
  return states.reduce<State | undefined>((all, each) => merge(all, each), undefined);
}

/** On that way of a branch, or of a `try`, that asks on which thread the code runs. */
export function asked(state: State, { start }: { readonly start: number }, answer: string): State {
  return { ...state, asked: `${start} ${answer}` };
}

/** Both ways of a branch come together: what was asked before it is still so. */
export function leftWith(before: State, first: State, second: State): State | undefined {
  const after = merge(first, second);
  return after && before.asked !== undefined ? { ...after, asked: before.asked } : after;
}

/** After `if got:` the lock that hangs on `got` is held for sure; after `if not got:` it is not held. */
export function assume(state: State, guard: string, value: boolean): State {
  if (!state.held.some((held) => held.guard === guard)) return state;
  const held = state.held.flatMap((each) => {
    if (each.guard !== guard) return [each];
    if (!value) return [];
    const { guard: _, ...rest } = each;
    return [{ ...rest, certain: true }];
  });
  return { ...state, held };
}

export function stateKey(state: State): string {
  const dropped = [...(state.dropped ?? [])].join(' ');
  const held = state.held.map((held) => `${lockKey(held.lock)}${held.certain ? '' : '?'}`).join(' ');
  return `${held} -${dropped} ${state.asked ?? ''} ${(state.got ?? []).map(lockKey).join(' ')}`;
}
