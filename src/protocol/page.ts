/**
 * What the host and the timeline page say to each other. The page sends ids and pictures only: never a command, a path or
 * text.
 * The page answers `ready` when it can listen; the host then sends the whole run from the start.
 */

import type { Finding, Outcome } from '../trace/finding.js';
import type { RunMode, TraceHeader } from '../trace/header.js';
import type { FromFollowing, ToFollowing } from './followed.js';

export type Language = 'en' | 'zh-cn';

/** A clear reason why a run could not start or failed as a whole; file and line are 0 or '' when unknown. */
export interface RunProblem {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface RunEnded {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly clockNs: number;
  readonly wallMs: number;
  readonly heldBackMs: number;
  /** What main returned, as JSON text; '' when nothing. */
  readonly result: string;
  readonly problems: readonly RunProblem[];
}

export type HostToPage =
  | {
      readonly type: 'started';
      readonly run: number;
      readonly language: Language;
      readonly title: string;
      readonly header: TraceHeader;
      /** Variants that the page may ask for, by index. */
      readonly variants: readonly string[];
      /** False for a trace that was opened: it cannot be run again. */
      readonly canRun: boolean;
    }
  /** Records as in trace/records.ts; blocks of at most 256 kB, cut anywhere. */
  | { readonly type: 'records'; readonly run: number; readonly bytes: Uint8Array }
  | { readonly type: 'findings'; readonly run: number; readonly findings: readonly Finding[] }
  | { readonly type: 'ended'; readonly run: number; readonly end: RunEnded }
  /** A person chose a line in the editor: select the events of its sites. */
  | { readonly type: 'select'; readonly run: number; readonly sites: readonly number[] }
  /** A person asked to compare the run with the one before. */
  | { readonly type: 'compare'; readonly run: number }
  /** A person asked for a picture by command. */
  | { readonly type: 'makePicture'; readonly run: number; readonly format: PictureFormat }
  /** The caret came to a line with these sites: put the cursor behind the first of their events. */
  | { readonly type: 'point'; readonly run: number; readonly sites: readonly number[] }
  | FromFollowing;

/** What the timeline can be exported as. The first two are pictures of what is seen, made by the page. */
export type ExportFormat = 'svg' | 'png' | 'html' | 'chrome' | 'json' | 'trace';
export type PictureFormat = Extract<ExportFormat, 'svg' | 'png'>;

/** Where a thread is: the site of its latest event. */
export interface ThreadMark {
  readonly thread: number;
  readonly site: number;
}

export type PageToHost =
  | { readonly type: 'ready' }
  /**
   * The cursor stands there: mark the line of each thread. `step` is the site of the event that a person has put the
   * cursor behind; 0 when nobody did, or it has none.
   */
  | {
      readonly type: 'marks';
      readonly run: number;
      readonly marks: readonly ThreadMark[];
      readonly step: number;
    }
  /** Save a picture of what is seen; the host asks the person where. */
  | {
      readonly type: 'picture';
      readonly run: number;
      readonly format: PictureFormat;
      readonly bytes: Uint8Array;
    }
  | {
      readonly type: 'export';
      readonly run: number;
      readonly format: Exclude<ExportFormat, PictureFormat>;
    }
  /** Show the line of a site of the run's header. */
  | { readonly type: 'reveal'; readonly run: number; readonly site: number }
  /** The pointer is over something of that site: mark its line; 0 when it is over nothing. */
  | { readonly type: 'hover'; readonly run: number; readonly site: number }
  | { readonly type: 'stop'; readonly run: number }
  | { readonly type: 'again'; readonly mode: RunMode; readonly seed: number; readonly variant: number }
  | ToFollowing;
