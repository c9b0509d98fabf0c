/** Runs programs through the engine of the built package, one engine for all, so its workers stay warm. */
import { join } from 'node:path';
import { MeasuredTrace } from '../src/cli/measuredTrace.js';
import { printedLines } from '../src/cli/printedLines.js';
import { Engine } from '../src/engine/engine.js';
import type { PythonRequest } from '../src/engine/engineApi.js';
import type { Explored, ExploreRequest } from '../src/engine/explore/exploreApi.js';
import type { RunProblem } from '../src/protocol/page.js';
import type { Finding, Outcome } from '../src/trace/finding.js';

export interface ProgramRun {
  readonly entry: string;
  readonly mode: 'live' | 'controlled';
  readonly seed?: number;
  readonly variant?: string;
  readonly args?: readonly string[];
  readonly timeoutMs?: number;
  /** Of a program in Python: how it is started. */
  readonly python?: PythonRequest;
}

export interface EndedProgram {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /** What main returned. */
  readonly result: unknown;
  readonly lines: readonly string[];
  readonly problems: readonly RunProblem[];
  /** Undefined where the program could not be loaded. */
  readonly trace: MeasuredTrace | undefined;
  /** Its records, as they came. */
  readonly blocks: readonly Uint8Array[];
}

/** Bytes of records as the words that they are. */
export function wordsIn(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}

const dist = join(import.meta.dirname, '..', 'dist');

export class ProgramRunner {
  readonly #engine = new Engine({
    recorderPath: join(dist, 'recorder.cjs'),
    programPath: join(dist, 'program.cjs'),
  });
  /** The same over the recorder of Python programs. Its worker starts with the first of them. */
  readonly #pythonEngine = new Engine({ recorderPath: join(dist, 'pythonRecorder.cjs'), programPath: '' });

  async run({
    entry,
    mode,
    seed = 1,
    variant,
    args = [],
    timeoutMs = 20_000,
    python,
  }: ProgramRun): Promise<EndedProgram> {
    let trace: MeasuredTrace | undefined;
    const blocks: Uint8Array[] = [];
    const request = {
      entry,
      program: 'test',
      mode,
      seed,
      strategy: 'random',
      variant: variant ?? null,
      args,
      schedule: null,
      timeoutMs,
      ...(python ? { python } : {}),
    } as const;
    const engine = python ? this.#pythonEngine : this.#engine;
    const { outcome, findings, result, problems, loadProblems } = await engine.run(request, {
      started: (header) => {
        trace = new MeasuredTrace(header, new TextDecoder());
      },
      records: (bytes) => {
        blocks.push(bytes);
        trace?.append(wordsIn(bytes));
      },
      findings: () => {},
    }).done;
    return {
      outcome,
      findings,
      result: result === '' ? undefined : JSON.parse(result),
      lines: trace ? printedLines(trace).map(({ text }) => text) : [],
      problems: [...loadProblems, ...problems],
      trace,
      blocks,
    };
  }

  /** Runs schedule after schedule. */
  explore(entry: string, variant: string, given: Partial<ExploreRequest>): Promise<Explored> {
    const request: ExploreRequest = {
      entry,
      program: 'test',
      variant,
      args: [],
      strategy: 'portfolio',
      depth: 3,
      schedules: 10_000,
      timeMs: 600_000,
      seed: 1,
      timeoutMs: 20_000,
      ...given,
    };
    return this.#engine.explore(request, () => {}).done;
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#engine.dispose(), this.#pythonEngine.dispose()]);
  }
}
