/** What all processes of a run share while their events are decoded: numbers of threads and objects, and the clock. */
import { FutureState } from '../../trace/vocabulary.js';
import type { Lanes } from './lanes.js';
import { SharedObjects } from './sharedObjects.js';

/** Numbers from here on mean the same thread or object in every process: tracer/threadlanes_tracer/shared.py makes them. */
export const sharedFrom = 2 ** 46;

/** Numbers that every process of a run draws from. */
export class Numbers {
  #thread = 0;
  #object = 0;
  #item = 0;
  readonly #sharedThreads = new Map<number, number>();
  readonly shared = new SharedObjects(this);
  /** Lanes of programs that a process has started, and that are not traced. */
  readonly strangers = new Set<number>();
  /** Processes that the program has asked the library to end: that they are cut off is as it should be. */
  readonly endedByForce = new Set<number>();
  /** False once the run is ended from outside: processes stay to be seen as they stand, whoever sees them go. */
  tellsEnds = true;
  /** The process whose first thread this is. */
  readonly processes = new Map<number, Lanes>();

  /** Threads that have made as many tasks as have lanes, and their number; until somebody takes them. */
  readonly leftOut = new Map<number, number>();

  leaveOut(thread: number, most: number): void {
    this.leftOut.set(thread, most);
  }

  /** Lanes that carry out tasks of pools, by the tracers' number of the task's future. */
  readonly #runners = new Map<number, number>();

  /** A thread of the library's own says that a task is over: it speaks for the process that has carried it out; 0 for none. */
  runnerOf(own: number): number {
    return this.#runners.get(own) ?? 0;
  }

  noteRunner(own: number, { info, thread }: { readonly info: number; readonly thread: number }): void {
    if (info === FutureState.Running) this.#runners.set(own, thread);
    else this.#runners.delete(own);
  }

  thread(): number {
    return ++this.#thread;
  }
  /** Answers the first of so many numbers in a row. */
  object(count = 1): number {
    const first = this.#object + 1;
    this.#object += count;
    return first;
  }
  item(): number {
    return ++this.#item;
  }

  /** The first thread of a process, which its parent and it itself call by the same number. */
  sharedThread(own: number): number {
    return numberFor(this.#sharedThreads, own, () => this.thread());
  }
}

/** The clock that all processes read, from the first event of the run. What is written down never goes back. */
export class RunClock {
  #startedNs = -1;
  #latestNs = 0;

  get latestNs(): number {
    return this.#latestNs;
  }

  sinceStart(ns: number): number {
    if (this.#startedNs < 0) this.#startedNs = ns;
    this.#latestNs = Math.max(this.#latestNs, ns - this.#startedNs);
    return this.#latestNs;
  }

  /** A time that may lie in the past. */
  before(ns: number): number {
    return Math.max(0, ns - this.#startedNs);
  }
}

/** What is known of a number, or the next one, which is then known. */
export function numberFor(known: Map<number, number>, own: number, next: () => number): number {
  let found = known.get(own);
  if (found === undefined) {
    found = next();
    known.set(own, found);
  }
  return found;
}
