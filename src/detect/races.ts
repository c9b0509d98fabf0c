/**
 * Data races on shared cells by happens-before, after FastTrack (Flanagan and Freund, PLDI 2009): each cell remembers its
 * last write and the last read of each thread as epochs; an access that has not seen one of them races with it.
 * Happens-before edges: release to acquire, put to get, start to begin, end to join, and each thread's own order.
 */

import type { EventLog } from '../trace/eventLog.js';
import type { Access, Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import { EventKind, ObjectKind } from '../trace/vocabulary.js';
import { join, tick, type VectorClock } from './vectorClock.js';

type Race = Extract<Finding, { kind: 'race' }>;

interface Epoch {
  readonly clock: number;
  readonly access: Access;
}
interface Cell {
  write: Epoch | undefined;
  readonly reads: Map<number, Epoch>;
  /** Pairs of sites that were reported. */
  readonly reported: Set<string>;
}

export class RaceDetector {
  readonly #threads: VectorClock[] = [];
  readonly #objects = new Map<number, VectorClock>();
  readonly #items = new Map<number, VectorClock>();
  readonly #cells = new Map<number, Cell>();
  #next = 0;

  constructor(readonly log: EventLog) {}

  /** Reads the events that came since the last call; answers the races that they showed. */
  advance(): Race[] {
    const found: Race[] = [];
    for (; this.#next < this.log.length; this.#next++) {
      const race = this.#step(this.#next);
      if (race) found.push(race);
    }
    return found;
  }

  #step(i: number): Race | undefined {
    const { log } = this;
    const thread = log.thread(i);
    const object = log.object(i);
    switch (log.kind(i)) {
      case EventKind.Create:
        if (log.a(i) === ObjectKind.Shared)
          this.#cells.set(object, { write: undefined, reads: new Map(), reported: new Set() });
        return undefined;
      case EventKind.ThreadStart:
      case EventKind.ThreadEnd:
      case EventKind.Release:
        this.#publish(thread, object);
        return undefined;
      case EventKind.ThreadBegin:
      case EventKind.Join:
      case EventKind.Acquire:
        this.#observe(thread, this.#objects.get(object));
        return undefined;
      case EventKind.Put:
        this.#items.set(log.a(i), [...this.#clock(thread)]);
        tick(this.#clock(thread), thread);
        return undefined;
      case EventKind.Get:
        this.#observe(thread, this.#items.get(log.a(i)));
        this.#items.delete(log.a(i));
        return undefined;
      case EventKind.Read:
      case EventKind.Write:
        return this.#access(i, thread, object, log.kind(i) === EventKind.Write);
      default:
        return undefined;
    }
  }

  #clock(thread: number): VectorClock {
    let clock = this.#threads[thread];
    if (!clock) {
      clock = [];
      clock[thread] = 1;
      this.#threads[thread] = clock;
    }
    return clock;
  }

  #publish(thread: number, object: number): void {
    const clock = this.#clock(thread);
    const seen = this.#objects.get(object) ?? [];
    join(seen, clock);
    this.#objects.set(object, seen);
    tick(clock, thread);
  }

  #observe(thread: number, clock: VectorClock | undefined): void {
    if (clock) join(this.#clock(thread), clock);
  }

  #access(i: number, thread: number, object: number, write: boolean): Race | undefined {
    const cell = this.#cells.get(object);
    if (!cell) return undefined;
    const clock = this.#clock(thread);
    const access: Access = {
      thread: thread as ThreadId,
      seq: i as Seq,
      site: this.log.site(i) as SiteId,
      write,
    };
    const rival = this.#rival(cell, clock, thread, write);
    const epoch: Epoch = { clock: clock[thread] ?? 0, access };
    if (write) {
      cell.write = epoch;
      cell.reads.clear();
    } else cell.reads.set(thread, epoch);
    return rival && this.#report(cell, object, rival.access, access);
  }

  /** A read not yet seen by this write comes first: it tells more than a second write. */
  #rival(cell: Cell, clock: VectorClock, thread: number, write: boolean): Epoch | undefined {
    if (write) {
      for (const [reader, read] of cell.reads) {
        if (reader !== thread && read.clock > (clock[reader] ?? 0)) return read;
      }
    }
    const last = cell.write;
    if (last && last.access.thread !== thread && last.clock > (clock[last.access.thread] ?? 0)) return last;
    return undefined;
  }

  #report(cell: Cell, object: number, first: Access, second: Access): Race | undefined {
    const pair = [first.site, second.site].sort((a, b) => a - b).join();
    const bothWrite = first.write && second.write;
    const known = cell.reported.has(pair) || (bothWrite && cell.reported.size > 0);
    if (known) return undefined;
    cell.reported.add(pair);
    return { kind: 'race', seq: second.seq, object: object as ObjectId, first, second };
  }
}
