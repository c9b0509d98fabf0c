/**
 * Happens-before over a trace, as vector clocks: which events each thread has surely seen.
 * Edges: release to acquire, put to get, start to begin, end to join, notify or a changed state to whoever it lets go on,
 * every arrival at a barrier to every departure, atomic accesses of one cell, and each thread's own order.
 * Tasks, greenlets and generators take turns within one thread, so they share its clock: they are ordered among each other,
 * and a program of ten thousand tasks needs no clocks of ten thousand entries.
 * A Gil makes no edge: that it was handed over between two accesses orders nothing that the program could rely on.
 */
import type { EventLog } from '../trace/eventLog.js';
import type { ProgramState } from '../trace/state.js';
import { EventKind, ObjectKind, sharesThread } from '../trace/vocabulary.js';
import { dominates, join, type VectorClock } from './vectorClock.js';

/** A Gil orders nothing; those that take turns at a loop have one clock anyway. */
const unordered: ReadonlySet<number> = new Set([ObjectKind.Gil, ObjectKind.Loop]);

interface ThreadClock {
  readonly clock: VectorClock;
  /** Grows whenever the thread has seen something new of others. */
  version: number;
}

/** What an object passes on to whoever observes it. */
interface Published {
  readonly clock: VectorClock;
  /** The thread that published last, and its version then. */
  last: number;
  version: number;
  /** That thread had seen all that is in the clock, so it has nothing to learn from it. */
  known: boolean;
}

export class HappensBefore {
  readonly #threads: (ThreadClock | undefined)[] = [];
  readonly #objects: (Published | undefined)[] = [];
  readonly #items = new Map<number, VectorClock>();
  readonly #owners: number[] = [];

  constructor(
    readonly log: EventLog,
    readonly state: ProgramState,
  ) {}

  /** The clock of a thread, by its owner's number, now; the caller may read it only until the next step. */
  clockOf(owner: number): VectorClock {
    return this.#thread(owner).clock;
  }

  /** The thread whose clock a lane goes by: its own, or that of the thread that it takes turns in. */
  ownerOf(lane: number): number {
    let owner = this.#owners[lane];
    if (owner === undefined) {
      const thread = this.state.threads[lane];
      owner =
        thread && sharesThread(thread.kind) && thread.parent !== lane ? this.ownerOf(thread.parent) : lane;
      if (thread) this.#owners[lane] = owner;
    }
    return owner;
  }

  /** Takes the synchronization of event i into account. */
  step(i: number, kind: number): void {
    const { log } = this;
    const thread = this.ownerOf(log.thread(i));
    switch (kind) {
      case EventKind.Acquire:
      case EventKind.ThreadBegin:
      case EventKind.Join:
      case EventKind.Pass:
      case EventKind.AtomicRead:
        this.#observe(thread, log.object(i));
        return;
      case EventKind.Release:
      case EventKind.HandOver:
      case EventKind.ThreadStart:
      case EventKind.ThreadEnd:
      case EventKind.Notify:
      case EventKind.TaskDone:
        this.#publish(thread, log.object(i));
        return;
      case EventKind.State:
      case EventKind.AtomicWrite:
      case EventKind.AtomicUpdate:
        this.#observe(thread, log.object(i));
        this.#publish(thread, log.object(i));
        return;
      case EventKind.Block:
        if (this.state.objects[log.object(i)]?.kind === ObjectKind.Barrier)
          this.#publish(thread, log.object(i));
        return;
      case EventKind.Put:
        this.#send(thread, log.a(i));
        return;
      case EventKind.Get:
        this.#receive(thread, log.a(i));
        return;
      default:
    }
  }

  #thread(thread: number): ThreadClock {
    let found = this.#threads[thread];
    if (!found) {
      const clock: VectorClock = [];
      for (let i = 0; i < thread; i++) clock.push(0);
      clock.push(1);
      found = { clock, version: 0 };
      this.#threads[thread] = found;
    }
    return found;
  }

  #publish(thread: number, object: number): void {
    const own = this.#thread(thread);
    const published = this.#objects[object];
    if (unordered.has(this.state.objects[object]?.kind ?? 0)) return;
    if (!published)
      this.#objects[object] = { clock: [...own.clock], last: thread, version: own.version, known: true };
    else if (published.last === thread && published.version === own.version)
      published.clock[thread] = own.clock[thread] as number;
    else {
      published.known = dominates(own.clock, published.clock);
      join(published.clock, own.clock);
      published.last = thread;
      published.version = own.version;
    }
    own.clock[thread] = (own.clock[thread] as number) + 1;
  }

  #observe(thread: number, object: number): void {
    const published = this.#objects[object];
    if (!published || (published.last === thread && published.known)) return;
    const own = this.#thread(thread);
    if (join(own.clock, published.clock)) own.version++;
  }

  #send(thread: number, item: number): void {
    const { clock } = this.#thread(thread);
    this.#items.set(item, [...clock]);
    clock[thread] = (clock[thread] as number) + 1;
  }

  #receive(thread: number, item: number): void {
    const sent = this.#items.get(item);
    if (!sent) return;
    this.#items.delete(item);
    const own = this.#thread(thread);
    if (join(own.clock, sent)) own.version++;
  }
}
