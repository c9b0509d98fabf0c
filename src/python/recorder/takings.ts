/**
 * Which thread of a process had which lock, and when. A forked process begins with copies of the locks as they were at that
 * time, and learns here who held them. Knows plain locks only; a re-entrant one counts as free.
 */
import { EventKind } from '../../trace/vocabulary.js';

export interface Taking {
  /** As the operating system calls the thread; in the child of a fork the one that forked has the same. */
  readonly ident: number;
  /** Number of the thread in the run. */
  readonly thread: number;
  readonly site: number;
  readonly fromNs: number;
  toNs: number;
}

/** A child tells of itself some milliseconds after the fork: so many takings may be newer than that. */
const mostKept = 64;

export class Takings {
  /** The latest ones of each lock, oldest first, by the tracer's number of the lock. */
  readonly #latest = new Map<number, Taking[]>();

  note(lock: number, ident: number, event: Event): void {
    const { kind, thread, site, timeNs } = event;
    if (kind === EventKind.Acquire) {
      const takings = this.#latest.get(lock) ?? [];
      this.#latest.set(lock, takings);
      if (takings.length === mostKept) takings.splice(0, mostKept / 2);
      takings.push({ ident, thread, site, fromNs: timeNs, toNs: Number.POSITIVE_INFINITY });
    } else if (kind === EventKind.Release) {
      const last = this.#latest.get(lock)?.at(-1);
      if (last) last.toNs = timeNs;
    }
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
}
