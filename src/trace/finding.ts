/** A concurrency problem that was seen in a trace, as data. Words for it are made in `words/`. */
import type { ObjectId, Seq, SiteId, ThreadId } from './ids.js';

/** One edge of a wait-for cycle: `thread` holds `holds` (taken at holdsSite) and waits for `waitsFor` (asked at waitsSite). */
export interface CycleEdge {
  readonly thread: ThreadId;
  readonly holds: ObjectId;
  readonly holdsSite: SiteId;
  readonly waitsFor: ObjectId;
  readonly waitsSite: SiteId;
}

export interface Access {
  readonly thread: ThreadId;
  readonly seq: Seq;
  readonly site: SiteId;
  readonly write: boolean;
}

/** What a thread did to an object, and where. */
interface AtObject {
  readonly seq: Seq;
  readonly thread: ThreadId;
  readonly object: ObjectId;
  readonly site: SiteId;
}

export type Finding =
  | { readonly kind: 'deadlock'; readonly seq: Seq; readonly cycle: readonly CycleEdge[] }
  | {
      readonly kind: 'stall';
      readonly seq: Seq;
      readonly waits: readonly { thread: ThreadId; object: ObjectId; site: SiteId }[];
    }
  | {
      readonly kind: 'race';
      readonly seq: Seq;
      readonly object: ObjectId;
      readonly first: Access;
      readonly second: Access;
    }
  /** As a deadlock, but in another schedule: each thread took `holds` and, with it, `waitsFor`. */
  | { readonly kind: 'potential-deadlock'; readonly seq: Seq; readonly cycle: readonly CycleEdge[] }
  | {
      /** The wait is `seq`, the notification that nobody heard `notifySeq`. */
      readonly kind: 'lost-wakeup';
      readonly seq: Seq;
      readonly object: ObjectId;
      readonly notifier: ThreadId;
      readonly notifySeq: Seq;
      readonly notifySite: SiteId;
      readonly waiter: ThreadId;
      readonly waitSite: SiteId;
    }
  | ({
      /** Taken at the site. */
      readonly kind: 'lock-held-at-end';
    } & AtObject)
  | ({
      /** Given back at the site, once too often. */
      readonly kind: 'over-release';
    } & AtObject)
  | {
      /** `between` made what `check` saw void before the same thread's `act`. */
      readonly kind: 'check-then-act';
      readonly seq: Seq;
      readonly object: ObjectId;
      readonly check: Access;
      readonly between: Access;
      readonly act: Access;
    }
  /** A call that waits or computes for long, by one of several that share a thread: all of them stand still. */
  | {
      readonly kind: 'blocked-loop';
      readonly seq: Seq;
      readonly thread: ThreadId;
      readonly object: ObjectId;
      readonly site: SiteId;
    }
  /** A greenlet was switched away from, and its thread has ended. */
  | { readonly kind: 'lost-greenlet'; readonly seq: Seq; readonly thread: ThreadId; readonly site: SiteId }
  /** A process was killed by a signal: what it did in its last `mostMs` may not have been recorded. */
  | {
      readonly kind: 'cut-off';
      readonly seq: Seq;
      readonly thread: ThreadId;
      readonly signal: string;
      readonly mostMs: number;
    }
  /** From `seq` on new tasks have no lanes: there were `most`. */
  | { readonly kind: 'left-out'; readonly seq: Seq; readonly thread: ThreadId; readonly most: number }
  | {
      readonly kind: 'uncaught-exception';
      readonly seq: Seq;
      readonly thread: ThreadId;
      readonly message: string;
      readonly file: number;
      readonly line: number;
    };
export type FindingKind = Finding['kind'];

export type Standstill = Extract<Finding, { kind: 'deadlock' | 'stall' }>;

/** Whether it says that some can never go on, and not only that something might go wrong. */
export function isStandstill(finding: Finding): finding is Standstill {
  return finding.kind === 'deadlock' || finding.kind === 'stall';
}

/** How a run ended. */
export type Outcome = 'completed' | 'deadlock' | 'stalled' | 'failed' | 'timeout' | 'stopped';
