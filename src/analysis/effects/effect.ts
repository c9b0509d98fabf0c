/**
 * What a function does that matters to other threads: effects, each with the locks that are held inside the function at
 * that moment. An acquisition with what is held is a critical pair (Brotherston, Brunet, Gorogiannis and Kanovich, "A
 * Compositional Deadlock Detector for Android Java", ASE 2021); waits, spawns and awaits are kept in the same way.
 */
import type { Domain, WaitKind } from '../model/library.js';
import type { Place } from '../resolve/place.js';
import type { GivenArgument, ObjectValue, Site, Value } from '../resolve/value.js';

export interface Lock {
  readonly place: Place;
  readonly domain: Domain;
  readonly reentrant: boolean;
  /** How many may hold it at once; undefined when nobody knows. */
  readonly permits: number | undefined;
  /** False for a parameter of which nothing is known yet: it may turn out not to be a lock. */
  readonly typed: boolean;
  /** The call that makes it, when it is seen. */
  readonly made?: Site;
  /** It is made around something that others may have as well: a buffer, a file's name. */
  readonly around?: boolean;
  /** The type of the library that it is, for words and repairs. */
  readonly library?: string;
}

export interface HeldLock {
  readonly lock: Lock;
  /** Calls from this function down to the acquisition. */
  readonly steps: readonly Site[];
  /** Held on every path that leads here. */
  readonly certain: boolean;
  /** Given back by the end of a `with`, whatever happens. */
  readonly scoped: boolean;
  /** Held if the variable of that name is true: `got = lock.acquire(False)`. */
  readonly guard?: string;
  /** It was taken without waiting, or with a bound on the wait. */
  readonly tried?: boolean;
  /** The branch of which only one way gives it back. */
  readonly skipped?: Site;
  /** Taken by a promise that the function hands on: held for a caller that awaits the call. */
  readonly ifAwaited?: boolean;
}

interface Common {
  readonly held: readonly HeldLock[];
  /** Calls from this function down to the operation; the last one is the operation itself. */
  readonly steps: readonly Site[];
  /** False if it cannot block for ever: a try, a time-out. */
  readonly blocking: boolean;
  /** Below a branch that compares something: locks may be put in order there. */
  readonly ordered: boolean;
  /** Below a branch that asks on which thread it runs: it happens on some threads only. */
  readonly asked?: true;
  /** The call may mean something else as well: an object of another type, another class's method. */
  readonly perhaps?: true;
  /** Locks of which a try has succeeded on the way: it happens only where its thread had none of them. */
  readonly got?: readonly Lock[];
  /** Done by a promise that the function hands on: part of the caller only if it awaits the call. */
  readonly ifAwaited?: boolean;
}

export interface AcquireEffect extends Common {
  readonly kind: 'acquire';
  readonly lock: Lock;
}

export interface WaitEffect extends Common {
  readonly kind: 'wait';
  readonly wait: WaitKind;
  readonly object: ObjectValue;
  /** Its loop re-checks the predicate: `while`, or `wait_for`. */
  readonly looped: boolean;
  /** A condition's wait gives its own lock back. */
  readonly releases: boolean;
  readonly domain: Domain;
}

export interface WakeEffect extends Common {
  readonly kind: 'wake';
  readonly wake: WaitKind;
  readonly object: ObjectValue;
}

export interface SpawnEffect extends Common {
  readonly kind: 'spawn';
  readonly target: Value;
  readonly args: readonly GivenArgument[];
  readonly domain: Domain;
  readonly as: 'thread' | 'pool' | 'finalizer' | 'signal' | 'loop';
  /** More than one at a time: in a loop, or by a call that says so. */
  readonly many: boolean;
  readonly pool?: ObjectValue;
  /** Run by whoever wakes `pool` in that way, in that thread and before it goes on. */
  readonly by?: WaitKind;
}

/** The function gives its thread to others: `await`, `yield`. */
export interface SuspendEffect extends Common {
  readonly kind: 'suspend';
  readonly by: 'await' | 'yield';
}

/** Blocks its thread for a while. */
export interface PauseEffect extends Common {
  readonly kind: 'pause';
  readonly name: string;
}

/** A call of something that the function was given: known when its own call is known. */
export interface DeferredCallEffect extends Common {
  readonly kind: 'call';
  readonly target: Value;
  readonly args: readonly GivenArgument[];
  /** Awaited by the function itself, or by whoever awaits the function. */
  readonly awaited: boolean;
  readonly handedOn: boolean;
}

export type Effect =
  | AcquireEffect
  | WaitEffect
  | WakeEffect
  | SpawnEffect
  | SuspendEffect
  | PauseEffect
  | DeferredCallEffect;

/** How a function ends with locks that it took itself and has not given back. */
export interface Leak {
  readonly held: HeldLock;
  readonly how: 'return' | 'raise' | 'exception' | 'yield' | 'branch' | 'callback';
  readonly at: Site;
  /** What is returned is true or an object: a sign that the lock is handed to the caller on purpose. */
  readonly handsOver: boolean;
}

/** A function that releases, or the promise of one, that a call gives. */
export interface GivenReleaser {
  readonly effect: AcquireEffect;
  /** False for a promise: the lock is not held yet. */
  readonly awaited: boolean;
  /** The variable that keeps it; nothing when it is dropped. */
  readonly name?: string;
  /** The type can release without it. */
  readonly replaceable: boolean;
}

/** What a function's own statements show; not part of what its callers see. */
export interface Local {
  /** Acquisitions of a lock that is held already. */
  readonly again: AcquireEffect[];
  readonly leaks: Leak[];
  /** Keys of locks that some path gives back. */
  readonly released: Set<string>;
  /** What its own statements do, each once. */
  readonly own: Effect[];
  /** Acquisitions that give a function for releasing, with what becomes of it. */
  readonly given: GivenReleaser[];
  /** Ways out that do not give back a lock of a function around, while others do. */
  readonly kept: { readonly lock: Lock; readonly at: Site }[];
}

export interface Summary {
  readonly effects: readonly Effect[];
  /** Locks that it takes and does not give back, on every ordinary way out. */
  readonly leaves: readonly HeldLock[];
  /** The same for the ways out that return false or nothing; a try that failed holds nothing. */
  readonly tries: boolean;
  /** Locks that it gives back without having taken them. */
  readonly drops: readonly Lock[];
  /** What it holds when it yields: for a context manager, what its `with` block holds. */
  readonly yields: readonly HeldLock[] | undefined;
}

export const emptySummary: Summary = {
  effects: [],
  leaves: [],
  tries: false,
  drops: [],
  yields: undefined,
};

/** What an effect is besides its subject, a letter each. */
export function flagsOf({ blocking, ordered, ifAwaited, asked, perhaps, got = [] }: Effect): string {
  const flags = `${blocking ? 'b' : ''}${ordered ? 'o' : ''}${ifAwaited ? 'h' : ''}${asked ? 'a' : ''}${perhaps ? 'p' : ''}`;
  return got.length === 0 ? flags : `${flags}!${got.map(lockKey).join()}`;
}

export function lockKey(lock: Lock): string {
  return lock.place.key;
}
