/**
 * What goes wrong between those that share a thread: one of them blocks all (as asyncio's debug mode tells of steps that take
 * over 100 ms, loop.slow_callback_duration), or is switched away from and never let go on.
 */
import type { EventLog } from '../trace/eventLog.js';
import type { Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, LoopKind, ObjectKind, sharesThread } from '../trace/vocabulary.js';

/** A call that holds a loop up for less is not worth a word. */
const slowNs = 100_000_000;

export class LoopDetector {
  readonly #trace: TraceModel;
  /** By thread: the loop whose turn it has. */
  readonly #turns = new Map<number, number>();
  /** By thread: a slow call after which it has not given its loop up yet. */
  readonly #slow = new Map<number, number>();
  /** By thread: the event by which it was switched away from. */
  readonly #left = new Map<number, number>();
  /** Tasks and greenlets that have not ended. */
  readonly #alive = new Set<number>();
  readonly #reported = new Set<number>();

  constructor(trace: TraceModel) {
    this.#trace = trace;
  }

  /** Takes event i into account; answers what it shows. */
  step(i: number, kind: number): Finding[] {
    const { log } = this.#trace;
    switch (kind) {
      case EventKind.ThreadNew:
        if (sharesThread(log.b(i) & 0xff)) this.#alive.add(log.a(i));
        return [];
      case EventKind.Acquire:
      case EventKind.Release:
      case EventKind.HandOver:
        return this.#isLoop(log.object(i)) ? this.#passTurn(i, kind) : this.#blocked(i);
      case EventKind.Sleep:
      case EventKind.Compute:
      case EventKind.Block:
        if (isSlow(log, i) && this.#turns.has(log.thread(i)) && !this.#isGil(log.object(i)))
          this.#slow.set(log.thread(i), i);
        return [];
      case EventKind.Dispatch:
      case EventKind.Switch:
        return [];
      case EventKind.ThreadEnd:
        this.#alive.delete(log.thread(i));
        return [...this.#blocked(i), ...this.#lost(log.thread(i), i)];
      default:
        return this.#slow.size > 0 ? this.#blocked(i) : [];
    }
  }

  #isLoop(object: number): boolean {
    const found = this.#trace.state.objects[object];
    return found?.kind === ObjectKind.Loop && found.variety !== LoopKind.Generators;
  }

  /** A call that may take long need not, where time is real. */
  get #isReal(): boolean {
    return this.#trace.header.mode === 'live';
  }

  /** Waiting for the Gil is no call of the program's, and it is given up before the loop is. */
  #isGil(object: number): boolean {
    return this.#trace.state.objects[object]?.kind === ObjectKind.Gil;
  }

  #passTurn(i: number, kind: number): Finding[] {
    const { log } = this.#trace;
    const thread = log.thread(i);
    if (kind === EventKind.Acquire) {
      this.#turns.set(thread, log.object(i));
      this.#left.delete(thread);
    } else {
      // It has said first what it waits for, and gives the loop up: as it should be.
      this.#slow.delete(thread);
      this.#turns.delete(thread);
      if (kind === EventKind.HandOver) this.#left.set(thread, i);
    }
    return [];
  }

  /** The thread goes on after a slow call, and nobody else of its loop could meanwhile. */
  #blocked(i: number): Finding[] {
    const { log } = this.#trace;
    const thread = log.thread(i);
    const call = this.#slow.get(thread);
    if (call === undefined || this.#isGil(log.object(i))) return [];
    this.#slow.delete(thread);
    if (this.#isReal && log.time(i) - log.time(call) < slowNs) return [];
    const site = log.site(call);
    const others = this.#alive.size - (this.#alive.has(thread) ? 1 : 0);
    if (others === 0 || this.#reported.has(site)) return [];
    this.#reported.add(site);
    const object = this.#turns.get(thread) as ObjectId;
    return [
      { kind: 'blocked-loop', seq: call as Seq, thread: thread as ThreadId, object, site: site as SiteId },
    ];
  }

  /** The thread that a hub belongs to has ended: whoever was switched away from stays where it is. */
  #lost(ended: number, i: number): Finding[] {
    const { log, state } = this.#trace;
    const found: Finding[] = [];
    for (const [thread, left] of this.#left) {
      const loop = state.objects[log.object(left)];
      if (loop?.variety !== LoopKind.Hub || loop.maker !== ended || !this.#alive.has(thread)) continue;
      const site = log.site(left) as SiteId;
      found.push({ kind: 'lost-greenlet', seq: i as Seq, thread: thread as ThreadId, site });
    }
    return found;
  }
}

/** Without end, or long enough to be noticed. */
function isSlow(log: EventLog, i: number): boolean {
  const ns = log.float(i);
  return ns < 0 || ns >= slowNs;
}
