/** What the host and the command line ask of the engine. */
import type { RunStrategy } from '../explore/strategies.js';
import type { RunEnded, RunProblem } from '../protocol/page.js';
import type { Finding } from '../trace/finding.js';
import type { RunMode, TraceHeader } from '../trace/header.js';
import type { Schedule } from '../trace/schedule.js';

/** Where a program's text comes from. */
export interface ProgramSource {
  /** Absolute path of the program's entry file. */
  readonly entry: string;
  /** Absolute path of the folder that holds all that it may import; the entry's own if it does not say. */
  readonly folder?: string;
  /** Texts that stand in for files, by absolute path: what is in an editor and not saved. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface RunRequest extends ProgramSource {
  /** Example id or file name, as the trace and the reports call it. */
  readonly program: string;
  readonly mode: RunMode;
  readonly seed: number;
  readonly strategy: RunStrategy;
  readonly variant: string | null;
  readonly args: readonly string[];
  readonly schedule: Schedule | null;
  /** Wall time after which the run is stopped, in ms. */
  readonly timeoutMs: number;
  /** How many threads may live at once; 128 if it does not say. */
  readonly threadLimit?: number;
  /** By how much the process may grow, in MB, besides what each worker takes; 1024 if it does not say. */
  readonly memoryLimitMb?: number;
  /** False: only threads, output and exceptions are recorded, so that a live run goes at nearly full speed. */
  readonly traced?: boolean;
}

/** Told in this order: started, then records and findings, then the promise of `Run.done`. */
export interface RunListener {
  started(header: TraceHeader): void;
  /** At most 256 kB, cut anywhere; the buffer is the listener's. */
  records(bytes: Uint8Array): void;
  findings(findings: readonly Finding[]): void;
}

export interface Run {
  readonly id: number;
  /** Never rejects: what goes wrong stands in `problems`. A program that could not be loaded has outcome 'failed' and no `started`. */
  readonly done: Promise<RunEnded & { readonly loadProblems: readonly RunProblem[] }>;
  stop(): void;
}
