/** Every phrase about a trace, in every language: a key missing from one of them does not compile. */
import { chinese } from './chinese.js';
import { english } from './english.js';
import type { Language } from './language.js';

export interface Phrases {
  readonly deadlock: (story: string) => string;
  readonly deadlockEdge: (
    thread: string,
    held: string,
    heldAt: string,
    wanted: string,
    wantedAt: string,
  ) => string;
  readonly potentialDeadlock: (story: string) => string;
  /** Who holds is a thread itself: the other one waits for its end. */
  readonly deadlockEdgeOfEnd: Phrases['deadlockEdge'];
  readonly lockOrderEdge: Phrases['deadlockEdge'];
  readonly lostWakeup: (
    condition: string,
    notifier: string,
    notifiedAt: string,
    waiter: string,
    waitsAt: string,
  ) => string;
  readonly heldAtEnd: (thread: string, lock: string, takenAt: string) => string;
  readonly overRelease: (thread: string, object: string, at: string) => string;
  readonly checkThenAct: (object: string, check: string, between: string, act: string) => string;
  readonly stall: (waits: string) => string;
  readonly stallWait: (thread: string, object: string, at: string) => string;
  /** Said behind a stall. */
  readonly poolExhausted: (pool: string, workers: number) => string;
  readonly race: (object: string, first: string, second: string) => string;
  readonly reads: (thread: string, at: string) => string;
  readonly writes: (thread: string, at: string) => string;
  readonly exception: (thread: string, message: string, at: string) => string;
  readonly at: (path: string, line: number) => string;
  readonly join: string;
  readonly appears: (thread: string) => string;
  readonly made: (thread: string, object: string) => string;
  readonly asksFor: (thread: string, task: string) => string;
  readonly beginsTask: (thread: string, task: string) => string;
  readonly endsTask: (thread: string, task: string) => string;
  readonly starts: (thread: string, other: string) => string;
  readonly begins: (thread: string) => string;
  readonly ends: (thread: string) => string;
  readonly endsRaised: (thread: string) => string;
  readonly switches: (thread: string, next: string) => string;
  readonly blocks: (thread: string, object: string, holder: string, since: string) => string;
  readonly blocksUnheld: (thread: string, object: string) => string;
  readonly waitsForEnd: (thread: string, other: string) => string;
  readonly timedOut: (thread: string) => string;
  /** Of a thread that had nothing to run. */
  readonly hasWork: (thread: string, object: string) => string;
  readonly acquires: (thread: string, object: string) => string;
  readonly heldAtFork: (thread: string, object: string) => string;
  readonly releases: (thread: string, object: string) => string;
  readonly givesWay: (thread: string, at: string, next: string) => string;
  readonly releaseFailed: (thread: string, object: string) => string;
  readonly tryFailed: (thread: string, object: string) => string;
  readonly puts: (thread: string, item: string, object: string) => string;
  readonly gets: (thread: string, object: string) => string;
  readonly readsValue: (thread: string, object: string, value: string) => string;
  readonly writesValue: (thread: string, object: string, value: string) => string;
  readonly sleeps: (thread: string, time: string) => string;
  readonly wakes: (thread: string) => string;
  readonly joined: (thread: string, other: string) => string;
  readonly prints: (thread: string, text: string) => string;
  readonly raises: (thread: string, message: string) => string;
  readonly named: (thread: string, name: string) => string;
  readonly isDaemon: (thread: string) => string;
  readonly isNoDaemon: (thread: string) => string;
  readonly terminates: (thread: string, other: string) => string;
  readonly endsCancelled: (thread: string) => string;
  readonly endsForced: (thread: string) => string;
  readonly acquiresAgain: (thread: string, object: string, depth: number) => string;
  readonly releasesOne: (thread: string, object: string, depth: number) => string;
  readonly takesPermit: (thread: string, object: string, left: number) => string;
  readonly givesPermits: (thread: string, object: string, count: number, free: number) => string;
  readonly blocksOnPermit: (thread: string, object: string) => string;
  readonly blocksOnEmpty: (thread: string, object: string) => string;
  readonly blocksOnFull: (thread: string, object: string) => string;
  readonly waitsForNotice: (thread: string, object: string) => string;
  readonly waitsUntilSet: (thread: string, object: string) => string;
  readonly waitsForOthers: (thread: string, object: string) => string;
  readonly waitsForResult: (thread: string, object: string) => string;
  readonly waitsForTasks: (thread: string, object: string) => string;
  readonly isIdle: (thread: string, object: string) => string;
  readonly getsItem: (thread: string, item: string, object: string) => string;
  readonly sends: (thread: string, item: string, object: string) => string;
  readonly receives: (thread: string, item: string, object: string) => string;
  readonly passes: (thread: string, object: string) => string;
  readonly passesBarrier: (thread: string, object: string, place: number) => string;
  readonly notifies: (thread: string, object: string, count: number, waiting: number) => string;
  readonly sets: (thread: string, object: string) => string;
  readonly clears: (thread: string, object: string) => string;
  readonly nowIs: (thread: string, object: string, state: string) => string;
  readonly taskDone: (thread: string, object: string, left: number) => string;
  readonly computes: (thread: string, time: string) => string;
  readonly dispatched: (thread: string, processor: number) => string;
  readonly preempted: (thread: string, left: string) => string;
  readonly computed: (thread: string) => string;
  readonly readsAtomically: (thread: string, object: string, value: string) => string;
  readonly writesAtomically: (thread: string, object: string, value: string) => string;
  readonly updatesAtomically: (thread: string, object: string, value: string) => string;
  readonly adviseOrder: (first: string, second: string) => string;
  readonly adviseLock: (object: string) => string;
  readonly noCommonLock: (first: string, firstLocks: string, second: string, secondLocks: string) => string;
  readonly waitsForTurn: (thread: string, object: string) => string;
  readonly waitsForData: (thread: string, object: string) => string;
  readonly waitsForRoom: (thread: string, object: string) => string;
  readonly waitsForClient: (thread: string, object: string) => string;
  readonly waitsForServer: (thread: string, object: string) => string;
  readonly waitsForAny: (thread: string, object: string) => string;
  readonly handsOver: (thread: string, next: string, value: string) => string;
  readonly throwsInto: (thread: string, next: string, value: string) => string;
  readonly closes: (thread: string, next: string) => string;
  readonly letsOthersOn: (thread: string, object: string) => string;
  readonly letsOthersGoOn: (thread: string, loop: string) => string;
  readonly yields: (thread: string, next: string, value: string) => string;
  readonly returnsTo: (thread: string, next: string, value: string) => string;
  readonly copies: (kernel: string, socket: string, thread: string) => string;
  readonly kernelWaits: (kernel: string, socket: string, thread: string) => string;
  readonly dataIsThere: (kernel: string, socket: string) => string;
  readonly kernelIsDone: (kernel: string, socket: string) => string;
  readonly examines: (
    thread: string,
    object: string,
    examined: number,
    ready: number,
    which: string,
  ) => string;
  /** frames: innermost first. */
  readonly standsAt: (thread: string, frames: readonly string[]) => string;
  readonly signals: (kernel: string, thread: string, socket: string) => string;
  readonly loopBlocked: (thread: string, loop: string, at: string) => string;
  readonly abandoned: (thread: string, at: string) => string;
  readonly leftOut: (thread: string, most: number) => string;
  readonly cutOff: (thread: string, signal: string, ms: number) => string;
  readonly adviseWait: (object: string) => string;
  readonly adviseRelease: (object: string) => string;
  readonly adviseLoop: () => string;
  readonly advisePool: (pool: string) => string;
  readonly noLock: string;
}

const phrases: Readonly<Record<Language, Phrases>> = { en: english, 'zh-cn': chinese };

export function phrasesIn(language: Language): Phrases {
  return phrases[language];
}
