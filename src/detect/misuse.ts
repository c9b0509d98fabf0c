/** Locks and semaphores that are not given back, or too often. */
import type { Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, heldAtFork, ObjectKind, releaseFailed, ThreadEnding } from '../trace/vocabulary.js';

type HeldAtEnd = Extract<Finding, { kind: 'lock-held-at-end' }>;
type OverRelease = Extract<Finding, { kind: 'over-release' }>;

export class Misuse {
  readonly #trace: TraceModel;
  /** By object: a thread ended while it held it. */
  readonly #held = new Map<number, HeldAtEnd>();
  readonly #released = new Map<number, OverRelease>();
  /** Copies of locks in forked processes: the thread that held the lock cannot give the copy back. */
  readonly #copies = new Set<number>();

  constructor(trace: TraceModel) {
    this.#trace = trace;
  }

  step(i: number, kind: number): void {
    const { log } = this.#trace;
    if (kind === EventKind.ThreadEnd) this.#end(i);
    else if (kind === EventKind.Acquire && log.info(i) === heldAtFork) this.#copies.add(log.object(i));
    else if (kind === EventKind.TryFailed && log.info(i) === releaseFailed) this.#overRelease(i);
    else if (kind === EventKind.Release) this.#release(i);
  }

  findings(): Finding[] {
    return [...this.#held.values(), ...this.#released.values()];
  }

  /** A thread that was ended by force had no chance to. Another thread may still give back what this one has left: only what nobody gives back is told. */
  #end(i: number): void {
    const { log, state } = this.#trace;
    const thread = log.thread(i);
    if (log.info(i) === ThreadEnding.Terminated) return;
    for (const object of state.objects) {
      if (object?.kind !== ObjectKind.Lock && object?.kind !== ObjectKind.RLock) continue;
      if (this.#copies.has(object.id)) continue;
      const held = object.holders.find((holder) => holder.thread === thread);
      if (!held) continue;
      this.#held.set(object.id, {
        kind: 'lock-held-at-end',
        seq: i as Seq,
        thread: thread as ThreadId,
        object: object.id as ObjectId,
        site: held.site as SiteId,
      });
    }
  }

  /** A semaphore that began with permits and now has more of them. One that began without is a signal. */
  #release(i: number): void {
    const { log, state } = this.#trace;
    const object = state.objects[log.object(i)];
    if (!object) return;
    this.#held.delete(object.id);
    if (object.kind === ObjectKind.Semaphore && object.capacity > 0 && log.a(i) > object.capacity)
      this.#overRelease(i);
  }

  #overRelease(i: number): void {
    const { log } = this.#trace;
    const object = log.object(i);
    if (this.#released.has(object)) return;
    this.#released.set(object, {
      kind: 'over-release',
      seq: i as Seq,
      thread: log.thread(i) as ThreadId,
      object: object as ObjectId,
      site: log.site(i) as SiteId,
    });
  }
}
