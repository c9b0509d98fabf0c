/** What the engine (in the host or the command line) and the recorder worker tell each other. */
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { Finding } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import type { RunRequest } from '../engineApi.js';

export type ToRecorder =
  | { readonly type: 'run'; readonly run: number; readonly request: RunRequest }
  | { readonly type: 'stop'; readonly run: number };

export type FromRecorder =
  | { readonly type: 'started'; readonly run: number; readonly header: TraceHeader }
  | { readonly type: 'records'; readonly run: number; readonly bytes: Uint8Array }
  | { readonly type: 'findings'; readonly run: number; readonly findings: readonly Finding[] }
  | {
      readonly type: 'ended';
      readonly run: number;
      readonly end: RunEnded;
      readonly loadProblems: readonly RunProblem[];
    };
