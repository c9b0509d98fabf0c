/**
 * Potential deadlocks by the order in which locks are taken: GoodLock (Havelund, "Using Runtime Analysis to Guide Model
 * Checking of Java Programs", SPIN 2000), with gate locks and segments after Bensalem and Havelund (PADTAD 2005). An edge
 * leads from a lock that a thread holds to one that it takes. A cycle of edges of different threads may close in another
 * schedule, unless all of them hold one more lock in common (a gate), or starts and joins put one edge before another.
 * A lock that one thread takes and another releases, as the first and the last reader do, says nothing: who took it need not
 * be the one who has to go on. In some schedules the first reader is also the last, so what one trace of a program shows of
 * a lock is told to the detectors of its other traces, by the line that made it.
 */
import type { CycleEdge, Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, heldAtFork, ObjectKind, WaitLimit } from '../trace/vocabulary.js';
import { HappensBefore } from './happensBefore.js';

interface Edge {
  readonly thread: number;
  readonly held: number;
  readonly heldSite: number;
  readonly taken: number;
  readonly takenSite: number;
  readonly gates: readonly number[];
  /** The thread's clock, and how far it had come itself. */
  readonly clock: readonly number[];
  readonly own: number;
  readonly seq: number;
}

interface Held {
  readonly lock: number;
  readonly site: number;
}

/** Edges of one run, and locks in one cycle: beyond this nobody reads the answer. */
const mostEdges = 2000;
const longestCycle = 4;

export class LockOrder {
  readonly #trace: TraceModel;
  /** Without the order in which locks happened to be taken. */
  readonly #order: HappensBefore;
  readonly #held = new Map<number, Held[]>();
  readonly #edges = new Map<string, Edge>();
  /** Locks that were released by another thread than their holder. */
  readonly #passedOn = new Set<number>();
  readonly #makers: Set<number>;

  /** `makersOfPassedOn`: sites that made such locks in other traces of the program; those of this one are added. */
  constructor(trace: TraceModel, makersOfPassedOn: Set<number>) {
    this.#trace = trace;
    this.#makers = makersOfPassedOn;
    this.#order = new HappensBefore(trace.log, trace.state);
  }

  /** Takes event i into account. */
  step(i: number, kind: number): void {
    if (kind === EventKind.Acquire && this.#isLock(i)) this.#acquire(i);
    else if (kind === EventKind.Release && this.#isLock(i)) this.#release(i);
    else this.#order.step(i, kind);
  }

  /** Cycles that did not close in this run. */
  findings(): Finding[] {
    const found: Finding[] = [];
    const reported = new Set<string>();
    const edges = [...this.#edges.values()].filter(({ held }) => !this.#isPassedOn(held));
    for (const edge of edges) {
      const cycle = cycleFrom([edge], edges);
      const key = cycle && sortedLocks(cycle);
      if (!cycle || !key || reported.has(key)) continue;
      reported.add(key);
      found.push({
        kind: 'potential-deadlock',
        seq: Math.max(...cycle.map(({ seq }) => seq)) as Seq,
        cycle: cycle.map(told),
      });
    }
    return found;
  }

  #isLock(i: number): boolean {
    const kind = this.#trace.state.objects[this.#trace.log.object(i)]?.kind;
    return kind === ObjectKind.Lock || kind === ObjectKind.RLock;
  }

  #passOn(lock: number): void {
    this.#passedOn.add(lock);
    const site = this.#trace.state.objects[lock]?.site ?? 0;
    if (site !== 0) this.#makers.add(site);
  }

  #isPassedOn(lock: number): boolean {
    return this.#passedOn.has(lock) || this.#makers.has(this.#trace.state.objects[lock]?.site ?? 0);
  }

  #acquire(i: number): void {
    const { log } = this.#trace;
    if (log.info(i) === heldAtFork) return; // It never asks for the copy, nor gives it back.
    const thread = log.thread(i);
    const lock = log.object(i);
    const held = this.#held.get(thread) ?? [];
    this.#held.set(thread, held);
    if (held.some((each) => each.lock === lock)) return; // an RLock, once more
    // Who would have given up waiting cannot be part of a deadlock.
    if (log.info(i) !== WaitLimit.Limited) this.#addEdges(i, thread, lock, held);
    held.push({ lock, site: log.site(i) });
  }

  #addEdges(i: number, thread: number, lock: number, held: readonly Held[]): void {
    const clock = this.#order.clockOf(thread);
    for (const { lock: before, site } of held) {
      const gates = held.flatMap((each) => (each.lock === before ? [] : [each.lock])).sort((a, b) => a - b);
      const key = `${thread} ${before} ${lock} ${gates.join()}`;
      if (this.#edges.has(key) || this.#edges.size >= mostEdges) continue;
      this.#edges.set(key, {
        thread,
        held: before,
        heldSite: site,
        taken: lock,
        takenSite: this.#trace.log.site(i),
        gates,
        clock: [...clock],
        own: clock[thread] ?? 0,
        seq: i,
      });
    }
  }

  /** A lock may be released by another thread than the one that took it, an RLock is released when its depth is 0. */
  #release(i: number): void {
    const { log, state } = this.#trace;
    const lock = log.object(i);
    if (state.objects[lock]?.kind === ObjectKind.RLock && log.a(i) > 0) return;
    const own = this.#held.get(log.thread(i)) ?? [];
    const isOwn = own.some((each) => each.lock === lock);
    if (!isOwn) this.#passOn(lock);
    for (const held of isOwn ? [own] : this.#held.values()) {
      const at = held.map((each) => each.lock).indexOf(lock);
      if (at < 0) continue;
      held.splice(at, 1);
      return;
    }
  }
}

function cycleFrom(path: readonly Edge[], edges: readonly Edge[]): readonly Edge[] | undefined {
  const first = path[0] as Edge;
  const last = path[path.length - 1] as Edge;
  if (path.length > 1 && last.taken === first.held) return path;
  if (path.length === longestCycle) return undefined;
  for (const next of edges) {
    if (next.held !== last.taken || !path.every((edge) => mayMeet(edge, next))) continue;
    const cycle = cycleFrom([...path, next], edges);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Two edges of one deadlock: of different threads, with no lock in common, and neither surely before the other. */
function mayMeet(one: Edge, other: Edge): boolean {
  if (one.thread === other.thread || one.taken === other.taken || one.held === other.held) return false;
  if (one.gates.some((gate) => other.gates.includes(gate))) return false;
  return (other.clock[one.thread] ?? 0) < one.own && (one.clock[other.thread] ?? 0) < other.own;
}

function sortedLocks(cycle: readonly Edge[]): string {
  return cycle
    .map((edge) => edge.held)
    .sort((a, b) => a - b)
    .join();
}

function told(edge: Edge): CycleEdge {
  return {
    thread: edge.thread as ThreadId,
    holds: edge.held as ObjectId,
    holdsSite: edge.heldSite as SiteId,
    waitsFor: edge.taken as ObjectId,
    waitsSite: edge.takenSite as SiteId,
  };
}
