/**
 * Which thread of a process had which lock, and when. A forked process begins with copies of the locks as they were at that
 * time, and learns here who held them, and how often.
 */
import { EventKind } from '../../trace/vocabulary.js';

export interface Taking {
  /** As the operating system calls the thread; in the child of a fork the one that forked has the same. */
  readonly ident: number;
  /** Number of the thread in the run. */
  readonly thread: number;
  readonly site: number;
  /** How often it was held: once, a plain lock. */
  readonly depth: number;
  readonly fromNs: number;
  toNs: number;
}

/** A child tells of itself some milliseconds after the fork: so many takings may be newer than that. */
const mostKept = 64;

export class Takings {
  /** The latest ones of each lock, oldest first, by the tracer's number of the lock. */
  readonly #latest = new Map<number, Taking[]>();

  note(lock: number, ident: number, event: Event): void {
    const { kind, thread, site, timeNs, a } = event;
    if (kind !== EventKind.Acquire && kind !== EventKind.Release) return;
    const takings = this.#latest.get(lock) ?? [];
    this.#latest.set(lock, takings);
    const last = takings.at(-1);
    if (last) last.toNs = Math.min(last.toNs, timeNs);
    const depth = kind === EventKind.Acquire ? Math.max(1, a) : a;
    if (depth === 0) return;
    if (takings.length === mostKept) takings.splice(0, mostKept / 2);
    takings.push({ ident, thread, site, depth, fromNs: timeNs, toNs: Number.POSITIVE_INFINITY });
  }

  /** The one that went on at a time. */
  at(lock: number, timeNs: number): Taking | undefined {
    const takings = this.#latest.get(lock) ?? [];
    return takings.find(({ fromNs, toNs }) => fromNs <= timeNs && timeNs < toNs);
  }
}

interface Event {
  readonly kind: number;
  readonly thread: number;
  readonly site: number;
  readonly timeNs: number;
  /** How often it is held now, of a re-entrant lock; of a plain one, 0. */
  readonly a: number;
}
