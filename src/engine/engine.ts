/**
 * The engine as the host and the command line see it: runs go to one recorder worker, one after the other.
 * Never blocks: all waiting happens in the recorder.
 */
import { Worker } from 'node:worker_threads';
import type { RunEnded, RunProblem } from '../protocol/page.js';
import type { Run, RunListener, RunRequest } from './engineApi.js';
import {
  type Exploration,
  type Explored,
  type ExploreRequest,
  type HandRequest,
  type HandRun,
  nothingExplored,
  type Progress,
} from './explore/exploreApi.js';
import type { FromRecorder, ToRecorder } from './recorder/messages.js';

export interface EnginePaths {
  /** Bundles of engine/recorder/main.ts and engine/program/main.ts; that of explore/companion/main.ts lies beside the latter. */
  readonly recorderPath: string;
  readonly programPath: string;
}

/** How long runs may take to be stopped when the engine is shut down, and how often is looked. */
const patienceMs = 1000;
const lookMs = 10;

type End = Awaited<Run['done']>;

interface Pending {
  readonly listener: RunListener;
  readonly resolve: (end: End) => void;
}

interface Exploring {
  readonly progress: (progress: Progress) => void;
  readonly resolve: (explored: Explored) => void;
}

/** How far a run by hand came; null, and why, when the program could not be loaded. */
export interface ByHand {
  readonly hand: HandRun | null;
  readonly problems: readonly RunProblem[];
}

export class Engine {
  readonly #paths: EnginePaths;
  readonly #pending = new Map<number, Pending>();
  readonly #exploring = new Map<number, Exploring>();
  readonly #byHand = new Map<number, (answer: ByHand) => void>();
  #recorder: Worker | undefined;
  #lastRun = 0;
  readonly #resending = new Map<number, { records: (bytes: Uint8Array) => void; resolve: () => void }>();
  #lastResend = 0;
  #keptWarm = 0;

  constructor(paths: EnginePaths) {
    this.#paths = paths;
  }

  run(request: RunRequest, listener: RunListener): Run {
    const run = ++this.#lastRun;
    this.#recorder ??= this.#start();
    this.#recorder.ref();
    const done = new Promise<End>((resolve) => this.#pending.set(run, { listener, resolve }));
    this.#send({ type: 'run', run, request });
    return { id: run, done, stop: () => this.#pending.has(run) && this.#send({ type: 'stop', run }) };
  }

  /** Tries schedule after schedule of a program, until one fails; resolves when that is over. */
  explore(request: ExploreRequest, progress: (progress: Progress) => void): Exploration {
    const run = ++this.#lastRun;
    this.#recorder ??= this.#start();
    this.#recorder.ref();
    const done = new Promise<Explored>((resolve) => this.#exploring.set(run, { progress, resolve }));
    this.#send({ type: 'explore', run, request });
    return { id: run, done, stop: () => this.#exploring.has(run) && this.#send({ type: 'stop', run }) };
  }

  /** Runs a program with the choices of a person, as far as these go. Never rejects. */
  byHand(request: HandRequest): Promise<ByHand> {
    const run = ++this.#lastRun;
    this.#recorder ??= this.#start();
    this.#recorder.ref();
    const done = new Promise<ByHand>((resolve) => this.#byHand.set(run, resolve));
    this.#send({ type: 'byHand', run, request });
    return done;
  }

  /** The records of a run once more, if it was the last one; resolves when all were told. */
  resend(run: Run, records: (bytes: Uint8Array) => void): Promise<void> {
    if (!this.#recorder) return Promise.resolve();
    const request = ++this.#lastResend;
    const done = new Promise<void>((resolve) => this.#resending.set(request, { records, resolve }));
    this.#send({ type: 'resend', run: run.id, request });
    return done;
  }

  /** How many workers are kept ready for the next run. */
  keepWarm(workers: number): void {
    this.#keptWarm = workers;
    if (this.#recorder) this.#send({ type: 'keepWarm', workers });
  }

  /** Ends every run and every worker. A program in a process of its own would outlive the recorder: its end is waited for. */
  async dispose(): Promise<void> {
    const recorder = this.#recorder;
    for (const run of this.#pending.keys()) this.#send({ type: 'stop', run });
    for (let waited = 0; this.#pending.size > 0 && waited < patienceMs; waited += lookMs)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    this.#recorder = undefined;
    await recorder?.terminate();
    this.#loseAll('the engine was shut down');
  }

  #send(message: ToRecorder): void {
    this.#recorder ??= this.#start();
    this.#recorder.postMessage(message);
  }

  #start(): Worker {
    const recorder = new Worker(this.#paths.recorderPath, {
      workerData: { programPath: this.#paths.programPath },
    });
    recorder.on('message', (message: FromRecorder) => this.#receive(message));
    recorder.on('error', (error) => this.#lost(recorder, `the recorder failed: ${error.message}`));
    recorder.on('exit', (code) => this.#lost(recorder, `the recorder ended with code ${code}`));
    recorder.unref();
    recorder.postMessage({ type: 'keepWarm', workers: this.#keptWarm } satisfies ToRecorder);
    return recorder;
  }

  #receive(message: FromRecorder): void {
    if (message.type === 'resent') return this.#receiveAgain(message.request, message.bytes);
    if (message.type === 'progress') return this.#exploring.get(message.run)?.progress(message.progress);
    if (message.type === 'explored') return this.#finishExploring(message.run, message.explored);
    if (message.type === 'byHand')
      return this.#finishByHand(message.run, { hand: message.hand, problems: message.loadProblems });
    const pending = this.#pending.get(message.run);
    if (!pending) return;
    if (message.type === 'started') pending.listener.started(message.header);
    else if (message.type === 'records') pending.listener.records(message.bytes);
    else if (message.type === 'output') pending.listener.output?.(message.stream, message.bytes);
    else if (message.type === 'findings') pending.listener.findings(message.findings);
    else this.#finish(message.run, { ...message.end, loadProblems: message.loadProblems });
  }

  #receiveAgain(request: number, bytes: Uint8Array | null): void {
    const asked = this.#resending.get(request);
    if (bytes) return asked?.records(bytes);
    this.#resending.delete(request);
    asked?.resolve();
  }

  #finish(run: number, end: End): void {
    const pending = this.#pending.get(run);
    this.#pending.delete(run);
    this.#unrefIfIdle();
    pending?.resolve(end);
  }

  #finishExploring(run: number, explored: Explored): void {
    const exploring = this.#exploring.get(run);
    this.#exploring.delete(run);
    this.#unrefIfIdle();
    exploring?.resolve(explored);
  }

  #finishByHand(run: number, answer: ByHand): void {
    const resolve = this.#byHand.get(run);
    this.#byHand.delete(run);
    this.#unrefIfIdle();
    resolve?.(answer);
  }

  #unrefIfIdle(): void {
    const waiting = this.#pending.size + this.#exploring.size + this.#byHand.size;
    if (waiting === 0) this.#recorder?.unref();
  }

  #lost(recorder: Worker, reason: string): void {
    if (this.#recorder !== recorder) return;
    this.#recorder = undefined;
    this.#loseAll(reason);
  }

  #loseAll(reason: string): void {
    for (const request of [...this.#resending.keys()]) this.#receiveAgain(request, null);
    const problems = [{ message: reason, file: '', line: 0, column: 0 }];
    for (const run of [...this.#pending.keys()]) this.#finish(run, failed(problems));
    for (const run of [...this.#byHand.keys()]) this.#finishByHand(run, { hand: null, problems });
    for (const run of [...this.#exploring.keys()])
      this.#finishExploring(run, { ...nothingExplored, problems });
  }
}

function failed(problems: readonly RunProblem[]): End {
  const end: RunEnded = {
    outcome: 'failed',
    findings: [],
    clockNs: 0,
    wallMs: 0,
    heldBackMs: 0,
    result: '',
    problems,
  };
  return { ...end, loadProblems: [] };
}
