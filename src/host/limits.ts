/** Limits of runs, read from the settings; what a person wrote wrongly counts as not written. */
import * as vscode from 'vscode';
import type { RunRequest } from '../engine/engineApi.js';
import { defaultThreadLimit, mostThreads } from '../engine/limits.js';

type Limits = Pick<RunRequest, 'timeoutMs' | 'memoryLimitMb' | 'threadLimit'>;

/** For a run that a person asked for. */
export function runLimits(): Limits {
  return { timeoutMs: 30_000, threadLimit: number('threadLimit', defaultThreadLimit, 1, mostThreads) };
}

/** For a run that an edit started. */
export function typingLimits(): Limits {
  return {
    ...runLimits(),
    timeoutMs: number('live.timeLimit', 5, 0.1, 60) * 1000,
    memoryLimitMb: number('live.memoryLimit', 256, 16, 4096),
  };
}

function number(name: string, standard: number, least: number, most: number): number {
  const value = vscode.workspace.getConfiguration('threadlanes').get<unknown>(name);
  return typeof value === 'number' && value >= least && value <= most ? value : standard;
}
