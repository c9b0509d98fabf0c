/**
 * Data races on shared cells by happens-before, after FastTrack (Flanagan and Freund, PLDI 2009): each cell remembers its
 * last write and the last read of each thread as epochs; an access that has not seen one of them races with it.
 * Two atomic accesses never race.
 */

import type { Access, Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind } from '../trace/vocabulary.js';
import { HappensBefore } from './happensBefore.js';
import type { VectorClock } from './vectorClock.js';

type Race = Extract<Finding, { kind: 'race' }>;

/** An access, and its thread's own clock at that moment. */
interface Epoch {
  readonly thread: number;
  /** Whose clock it goes by. */
  readonly owner: number;
  readonly clock: number;
  readonly seq: number;
  readonly site: number;
  readonly write: boolean;
  readonly atomic: boolean;
}
interface Cell {
  write: Epoch | undefined;
  reads: Epoch[];
  /** Pairs of sites that were reported. */
  readonly reported: Set<string>;
}

export class RaceDetector {
  readonly #trace: TraceModel;
  readonly #order: HappensBefore;
  readonly #cells: (Cell | undefined)[] = [];

  constructor(trace: TraceModel) {
    this.#trace = trace;
    this.#order = new HappensBefore(trace.log, trace.state);
  }

  /** Takes event i into account; answers the race that it shows. */
  step(i: number, kind: number): Race | undefined {
    const race = this.#raceAt(i, kind);
    this.#order.step(i, kind);
    return race;
  }

  #raceAt(i: number, kind: number): Race | undefined {
    switch (kind) {
      case EventKind.Read:
        return this.#access(i, false, false);
      case EventKind.AtomicRead:
        return this.#access(i, false, true);
      case EventKind.Write:
        return this.#access(i, true, false);
      case EventKind.AtomicWrite:
      case EventKind.AtomicUpdate:
        return this.#access(i, true, true);
      default:
        return undefined;
    }
  }

  #access(i: number, write: boolean, atomic: boolean): Race | undefined {
    const { log } = this.#trace;
    const thread = log.thread(i);
    const object = log.object(i);
    const cell = this.#cell(object);
    const owner = this.#order.ownerOf(thread);
    const clock = this.#order.clockOf(owner);
    const epoch: Epoch = {
      thread,
      owner,
      clock: clock[owner] as number,
      seq: i,
      site: log.site(i),
      write,
      atomic,
    };
    const rival = rivalOf(cell, clock, epoch);
    if (write) {
      cell.write = epoch;
      if (cell.reads.length > 0) cell.reads = [];
    } else remember(cell.reads, epoch);
    return rival && report(cell, object, rival, epoch);
  }

  #cell(object: number): Cell {
    let cell = this.#cells[object];
    if (!cell) {
      cell = { write: undefined, reads: [], reported: new Set() };
      this.#cells[object] = cell;
    }
    return cell;
  }
}

/** The latest read of each thread. */
function remember(reads: Epoch[], epoch: Epoch): void {
  const own = reads.findIndex((read) => read.owner === epoch.owner);
  if (own < 0) reads.push(epoch);
  else reads[own] = epoch;
}

/** A read not yet seen by this write comes first: it tells more than a second write. */
function rivalOf(cell: Cell, clock: VectorClock, epoch: Epoch): Epoch | undefined {
  if (epoch.write) {
    for (const read of cell.reads) if (isRival(read, clock, epoch)) return read;
  }
  return cell.write && isRival(cell.write, clock, epoch) ? cell.write : undefined;
}

function isRival(earlier: Epoch, clock: VectorClock, epoch: Epoch): boolean {
  if (earlier.owner === epoch.owner || (earlier.atomic && epoch.atomic)) return false;
  return earlier.clock > (clock[earlier.owner] ?? 0);
}

function report(cell: Cell, object: number, first: Epoch, second: Epoch): Race | undefined {
  const pair = first.site < second.site ? `${first.site},${second.site}` : `${second.site},${first.site}`;
  const bothWrite = first.write && second.write;
  if (cell.reported.has(pair) || (bothWrite && cell.reported.size > 0)) return undefined;
  cell.reported.add(pair);
  return {
    kind: 'race',
    seq: second.seq as Seq,
    object: object as ObjectId,
    first: accessOf(first),
    second: accessOf(second),
  };
}

function accessOf({ thread, seq, site, write }: Epoch): Access {
  return { thread: thread as ThreadId, seq: seq as Seq, site: site as SiteId, write };
}
