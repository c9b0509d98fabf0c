/**
 * What host and page of the side panel's timeline say to each other besides runs: which file it follows, what can be done
 * with that, and what keeps it from running.
 */
import type { Language, RunProblem } from './page.js';

/** What a file is to us. `program` imports threadlanes; `javascript` (or TypeScript) does not. */
export type FileKind = 'none' | 'program' | 'python' | 'javascript' | 'other';

/** Why a program may not run here. */
export type Barrier = 'untrusted' | 'virtual' | 'unsaved';

/** What a person can do with the file, by a button. */
export const offers = ['visualize', 'explore', 'example', 'snippet', 'check', 'trust', 'firstSteps'] as const;
export type Offer = (typeof offers)[number];

export interface Followed {
  readonly type: 'followed';
  /** Another number for another file: what was drawn belongs to the file before. */
  readonly file: number;
  readonly language: Language;
  readonly name: string;
  readonly kind: FileKind;
  readonly barrier: Barrier | null;
  /** When a file that is switched on is run again; null for one that cannot be switched on. */
  readonly runs: 'typing' | 'saving' | null;
  readonly isOn: boolean;
  readonly offers: readonly Offer[];
}

export type FromFollowing =
  | Followed
  /** The program cannot be loaded as it stands: the last picture is out of date. */
  | { readonly type: 'broken'; readonly problem: RunProblem }
  /** A run goes on for so long that a person may wonder. */
  | { readonly type: 'busy'; readonly busy: boolean };

export type ToFollowing =
  | { readonly type: 'switch'; readonly on: boolean }
  | { readonly type: 'full' }
  | { readonly type: 'offer'; readonly offer: Offer };
