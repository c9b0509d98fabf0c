/** Limits of runs, read from the settings; what a person wrote wrongly counts as not written. */
import * as vscode from 'vscode';
import type { RunRequest } from '../engine/engineApi.js';
import { defaultThreadLimit, mostThreads } from '../engine/limits.js';

type Limits = Pick<RunRequest, 'timeoutMs' | 'memoryLimitMb' | 'threadLimit'>;

/** For a run that a person asked for. */
export function runLimits(): Limits {
  const limit = vscode.workspace.getConfiguration('threadlanes').get<unknown>('threadLimit');
  return { timeoutMs: 30_000, threadLimit: number(limit, defaultThreadLimit, 1, mostThreads) };
}

/** For a run that an edit started. */
export function typingLimits(): Limits {
  const settings = vscode.workspace.getConfiguration('threadlanes.live');
  const limits = settings.get<{ seconds?: unknown; megabytes?: unknown } | null>('limits');
  return {
    ...runLimits(),
    timeoutMs: number(limits?.seconds, 5, 0.1, 60) * 1000,
    memoryLimitMb: number(limits?.megabytes, 256, 16, 4096),
  };
}

function number(value: unknown, standard: number, least: number, most: number): number {
  return typeof value === 'number' && value >= least && value <= most ? value : standard;
}
