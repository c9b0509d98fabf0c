/** What the detector reports: one finding per mistake, on the line a person would change. */
import type { Phrase } from './phrase.js';

export const ruleNames = [
  'self-deadlock',
  'lock-order-inversion',
  'await-under-thread-lock',
  'join-under-lock',
  'missing-release',
  'blocking-under-lock',
  'blocking-on-event-loop',
  'lock-in-finalizer-or-signal',
  'pool-self-wait',
  'wait-without-loop',
  'join-before-get',
  'popen-wait-with-pipe',
  'queue-join-without-task-done',
  'useless-lock',
  'notify-without-lock',
  'lost-releaser',
] as const;
export type RuleName = (typeof ruleNames)[number];

export type Severity = 'error' | 'warning' | 'information';
export type Confidence = 'high' | 'medium';

/** Lines and columns start at 1; the end is the position after the last unit. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Location {
  readonly path: string;
  readonly range: Range;
}

/** One step of a call chain, in the order in which it happens. */
export interface RelatedStep extends Location {
  readonly message: Phrase;
  /** Which of the finding's chains it belongs to: 0 for the first thread, 1 for the second, ... */
  readonly chain: number;
}

/** A repair that is mechanical; an editor turns it into a change of the text. */
export interface Fix {
  readonly kind:
    | 'use-with'
    | 'try-finally'
    | 'use-reentrant-lock'
    | 'while-around-wait'
    | 'move-out-of-lock'
    | 'await-releaser';
  readonly path: string;
  /** What the repair changes: the constructor's call, the acquire's statement, the wait's statement, the call. */
  readonly range: Range;
  /** What else it needs, by kind: the lock's source text, the range of the `with` statement, ... */
  readonly data?: Readonly<Record<string, string | Range>>;
}

/** A lock a finding speaks of, for hover, graph and reproduction. */
export interface LockMention {
  /** The analysis's key, the same over all findings of a workspace. */
  readonly id: string;
  /** As the program spells it: `self._lock`, `mutexA`. */
  readonly name: string;
  /** Where it is made, when that is known. */
  readonly declared?: Location;
}

export interface Finding extends Location {
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The whole story in one sentence, locks first; `say` of wording puts it into a language. */
  readonly message: Phrase;
  readonly related: readonly RelatedStep[];
  readonly locks: readonly LockMention[];
  readonly fix?: Fix;
}
