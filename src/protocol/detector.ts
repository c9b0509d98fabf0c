/** What the host and the language server say to each other besides the Language Server Protocol. */
import type { Language } from './page.js';

/** How a rule's findings are shown; `default` leaves it to the rule. */
export type RuleSetting = 'default' | 'off' | 'error' | 'warning' | 'information' | 'hint';

export interface DetectorSettings {
  readonly enabled: boolean;
  /** By the rule's name; a rule that is not named has its default. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Patterns as of .gitignore. */
  readonly exclude: readonly string[];
  /** Whether findings of medium confidence are shown. */
  readonly showUncertain: boolean;
}

/** What the server is started with. */
export interface DetectorOptions {
  readonly language: Language;
  readonly grammarsFolder: string;
  /** Undefined keeps nothing on disk. */
  readonly cacheFolder: string | undefined;
  readonly settings: DetectorSettings;
}

/** Host to server, a notification: DetectorSettings. */
export const settingsChanged = 'threadlanes/settings';

/** Host to server: reads every folder anew and shows the findings of all files, not only of open ones. */
export const checkWorkspace = 'threadlanes/checkWorkspace';
/** Server to host, a notification, while such a check runs. */
export const checkProgress = 'threadlanes/checkProgress';
export interface CheckProgress {
  readonly done: number;
  readonly of: number;
}
export interface WorkspaceChecked {
  readonly files: number;
  readonly lines: number;
  /** As many as are shown. */
  readonly findings: number;
  readonly elapsedMs: number;
}

/** Host to server: the locks of all folders and the orders in which they are taken. */
export const lockOrder = 'threadlanes/lockOrder';

/** A place in a document; lines and columns start at 0, as in the Language Server Protocol. */
export interface DocumentPlace {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export interface GraphLock {
  readonly name: string;
  /** The file, for people. */
  readonly file: string;
  readonly line: number;
  readonly place: DocumentPlace | null;
  /** In how many places it is taken. */
  readonly taken: number;
}
/** The lock at index `to` is taken while that at `from` is held. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly inCycle: boolean;
  readonly file: string;
  readonly line: number;
  readonly place: DocumentPlace;
}
export interface LockGraph {
  readonly locks: readonly GraphLock[];
  readonly edges: readonly GraphEdge[];
}

/** The command of a quick fix that the host carries out: a comment with a reason that the person writes. */
export const suppressCommand = 'threadlanes.suppressFinding';
export interface SuppressRequest {
  readonly uri: string;
  /** Starts at 0. */
  readonly line: number;
  readonly rule: string;
}

/** The command of a quick fix: the explorer is aimed at what a finding says. Its argument crosses as plain JSON. */
export const tryToReproduceCommand = 'threadlanes.tryToReproduce';
export interface ReproducePlace {
  readonly uri: string;
  /** Starts at 1. */
  readonly line: number;
}
export interface ReproduceRequest {
  /** The program. */
  readonly uri: string;
  /** The finding's rule. */
  readonly kind: string;
  /** Where locks are taken and waits stand, the finding's own line first. */
  readonly places: readonly ReproducePlace[];
}

/** The command behind a diagnostic's code: shows the page of documentation of a rule. */
export const showRuleCommand = 'threadlanes.showRule';
