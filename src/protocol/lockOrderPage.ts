/** What the host and the page of the lock-order graph say to each other. The page sends indexes, never a place. */
import type { Language } from './page.js';

export interface ShownLock {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly taken: number;
}
export interface ShownEdge {
  readonly from: number;
  readonly to: number;
  readonly inCycle: boolean;
  readonly file: string;
  readonly line: number;
}

export interface GraphMessage {
  readonly type: 'graph';
  readonly language: Language;
  readonly locks: readonly ShownLock[];
  readonly edges: readonly ShownEdge[];
}
export type HostToLockOrder = GraphMessage;

export type LockOrderToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  /** Show where a lock is made. */
  | { readonly type: 'lock'; readonly index: number }
  /** Show where the second lock of an edge is taken. */
  | { readonly type: 'edge'; readonly index: number };
