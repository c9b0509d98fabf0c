/**
 * The detector over a workspace: files in, findings out. Keeps what it has worked out and recomputes, after a change,
 * what depends on it. Pure: reads no file and knows no editor.
 */
import type { Finding, Location } from './finding.js';
import type { ModuleModel } from './model/module.js';

/** One lock of the workspace, for hover. */
export interface LockInfo {
  readonly id: string;
  readonly name: string;
  readonly declared?: Location;
  readonly taken: readonly (Location & { readonly function: string })[];
  /** Locks that are taken while it is held, with the place where that happens. */
  readonly thenTaken: readonly (Location & { readonly lock: string })[];
}

/** An edge of the lock-order graph: `to` is taken while `from` is held. */
export interface LockOrderEdge {
  readonly from: string;
  readonly to: string;
  readonly at: Location;
  /** Whether some cycle that was reported goes through it. */
  readonly inCycle: boolean;
}

export interface Analyser {
  /** Gives or replaces a file's model; undefined takes the file away. Cheap: work is done when asked for findings. */
  setFile(path: string, model: ModuleModel | undefined): void;
  /** All findings that are not suppressed, by path, line and rule. */
  findings(): readonly Finding[];
  locks(): readonly LockInfo[];
  lockOrder(): readonly LockOrderEdge[];
}
