/** What the engine (in the host or the command line) and the recorder worker tell each other. */
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { Finding } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import type { RunRequest } from '../engineApi.js';
import type { Explored, ExploreRequest, HandRequest, HandRun, Progress } from '../explore/exploreApi.js';

export type ToRecorder =
  | { readonly type: 'run'; readonly run: number; readonly request: RunRequest }
  | { readonly type: 'explore'; readonly run: number; readonly request: ExploreRequest }
  | { readonly type: 'byHand'; readonly run: number; readonly request: HandRequest }
  | { readonly type: 'stop'; readonly run: number }
  /** Asks for the records of the run again, if it is the last one. */
  | { readonly type: 'resend'; readonly run: number; readonly request: number }
  /** How many workers are kept between runs. */
  | { readonly type: 'keepWarm'; readonly workers: number };

export type FromRecorder =
  | { readonly type: 'started'; readonly run: number; readonly header: TraceHeader }
  | { readonly type: 'records'; readonly run: number; readonly bytes: Uint8Array }
  /** Records of an earlier run; null when that was all. */
  | { readonly type: 'resent'; readonly request: number; readonly bytes: Uint8Array | null }
  | {
      readonly type: 'output';
      readonly run: number;
      readonly stream: 1 | 2;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'progress'; readonly run: number; readonly progress: Progress }
  | { readonly type: 'explored'; readonly run: number; readonly explored: Explored }
  /** `hand` is null when the program could not be loaded. */
  | {
      readonly type: 'byHand';
      readonly run: number;
      readonly hand: HandRun | null;
      readonly loadProblems: readonly RunProblem[];
    }
  | { readonly type: 'findings'; readonly run: number; readonly findings: readonly Finding[] }
  | {
      readonly type: 'ended';
      readonly run: number;
      readonly end: RunEnded;
      readonly loadProblems: readonly RunProblem[];
    };
