/**
 * One run, seen from the recorder: attaches workers as threads ask for them, drains the ring, feeds model and detectors,
 * sends blocks on, and says how the run ended. It looks at the run every two milliseconds, or as soon as it is rung.
 */
import { readFileSync } from 'node:fs';
import { Detectors } from '../../detect/detectors.js';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import { decode } from '../../runtime/codec.js';
import {
  Block,
  BlockState,
  blockAt,
  Control,
  Memory,
  maxLiveThreads,
  RunEnd,
  siteAt,
  workerSlots,
} from '../../runtime/memory.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import { Trace } from '../../trace/trace.js';
import { ThreadEnding } from '../../trace/vocabulary.js';
import type { RunRequest } from '../engineApi.js';
import { LoadError } from '../load/loadError.js';
import type { LoadedProgram } from '../load/loadedProgram.js';
import { loadProgram } from '../load/loadProgram.js';
import { monotonicNs } from '../program/machineClock.js';
import type { AttachMessage, ProgramCode } from '../program/messages.js';
import { Drain, leastFilled } from './drain.js';
import type { FromRecorder } from './messages.js';
import { headerOf, switchWords } from './prepare.js';
import type { ProgramWorker, WorkerPool } from './workerPool.js';

const napMs = 2;
/** How long a thread may take to notice that its run is over, and a record to be published. */
const patienceMs = 50;

let lastProgram = 0;

export class Recording {
  #memory = Memory.create();
  readonly #drain = new Drain(this.#memory);
  #trace: Trace | undefined;
  #detectors: Detectors | undefined;
  #program: LoadedProgram | undefined;
  #code: ProgramCode | undefined;
  #loadProblems: readonly RunProblem[] = [];
  readonly #findings: Finding[] = [];
  readonly #problems: RunProblem[] = [];
  readonly #workers: ProgramWorker[] = [];
  readonly #startedNs = monotonicNs();
  #seenBell = 0;
  /** It has just slept, so what little there is in the ring is worth taking. */
  #rested = false;
  #outcome: Outcome | undefined;
  #stuckSince = 0;
  #overSince = 0;

  constructor(
    readonly run: number,
    readonly request: RunRequest,
    readonly pool: WorkerPool,
    readonly send: (message: FromRecorder) => void,
  ) {
    try {
      this.#begin(loadProgram(request.entry, (path) => readFileSync(path, 'utf8')));
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      this.#loadProblems = error.problems;
    }
  }

  stop(): void {
    this.#end(RunEnd.Stopped, 'stopped');
  }

  /** One look at the run; true when it is over and everything was sent. */
  advance(): boolean {
    if (!this.#trace) {
      this.#announceEnd('failed');
      return true;
    }
    const over = this.#words[Control.Ended] === 1;
    // The ring first: whoever waits for room in it stands still.
    const pulled = this.#drain.pull(this.#endPosition, over || this.#rested ? 0 : leastFilled);
    this.#rested = false;
    if (!over) this.#attachWorkers();
    const busy = this.#digest() || pulled;
    if (over) return !busy && this.#finish();
    this.#keepTime();
    if (!busy) this.#checkStuck();
    if (!busy && this.#words[Control.Ended] === 0) this.#nap();
    return false;
  }

  /** Takes the workers back; those that do not come are terminated. */
  async cleanUp(): Promise<void> {
    this.#wakeAll();
    const deadline = performance.now() + patienceMs;
    while (this.#workers.some((worker) => this.pool.isBusy(worker)) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      this.#wakeAll();
    }
    await Promise.all(this.#workers.map((worker) => this.pool.release(worker)));
  }

  get #words(): Int32Array {
    return this.#memory.words;
  }

  #begin(program: LoadedProgram): void {
    const { request } = this;
    const header: TraceHeader = headerOf(program, request);
    this.#program = program;
    this.#code = {
      id: ++lastProgram,
      entry: program.entry,
      modules: program.modules,
      files: program.files.map((file) => file.path),
    };
    this.#trace = new Trace(header, new TextDecoder());
    this.#detectors = new Detectors(this.#trace);
    this.send({ type: 'started', run: this.run, header });
    this.#attach(true);
  }

  #attach(isMain: boolean): void {
    const worker = this.#workers.length;
    const message: AttachMessage = {
      memory: this.#memory.buffer,
      worker,
      isMain,
      program: this.#code as ProgramCode,
      mode: this.request.mode,
      strategy: this.request.schedule ? 'replay' : this.request.strategy,
      switches: switchWords(this.request.schedule),
      seed: this.request.seed,
      variant: this.request.variant,
      args: this.request.args,
      startedNs: this.#startedNs,
    };
    Atomics.add(this.#words, Control.Attached, 1);
    this.#workers.push(this.pool.attach(message, (reason) => this.#lose(reason)));
  }

  #attachWorkers(): void {
    while (this.#workers.length < Math.min(Atomics.load(this.#words, Control.Live), workerSlots))
      this.#attach(false);
  }

  /** Gives the next block to the model and to the host; true if there was one. */
  #digest(): boolean {
    const words = this.#drain.next();
    if (!words) return false;
    this.#trace?.append(words);
    this.send({ type: 'records', run: this.run, bytes: new Uint8Array(words.buffer) });
    this.#report(this.#detectors?.advance() ?? []);
    return true;
  }

  #report(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.#findings.push(...findings);
    this.send({ type: 'findings', run: this.run, findings });
  }

  #keepTime(): void {
    const elapsed = monotonicNs() - this.#startedNs;
    if (this.request.mode === 'live') this.#memory.setDouble(Control.Clock, Math.round(elapsed));
    if (elapsed < this.request.timeoutMs * 1e6) return;
    this.#problems.push(...this.#whereThreadsAre(`did not end within ${this.request.timeoutMs / 1000} s`));
    this.#end(RunEnd.Stopped, 'timeout');
  }

  /** In a live run nobody notices by himself that all wait. Looked at twice, as a wake-up may be on its way. */
  #checkStuck(): void {
    if (this.request.mode !== 'live' || !this.#detectors?.nobodyCanGoOn) {
      this.#stuckSince = 0;
      return;
    }
    const now = performance.now();
    if (this.#stuckSince === 0) this.#stuckSince = now;
    else if (now - this.#stuckSince > 20) this.#end(RunEnd.Stuck, undefined);
  }

  get #endPosition(): number | null {
    return this.#words[Control.Ended] === 1 ? (this.#words[Control.EndPosition] as number) : null;
  }

  #nap(): void {
    this.#rested = true;
    const bell = Atomics.load(this.#words, Control.Bell);
    if (bell === this.#seenBell) Atomics.wait(this.#words, Control.Bell, bell, napMs);
    this.#seenBell = Atomics.load(this.#words, Control.Bell);
  }

  #end(end: RunEnd, outcome: Outcome | undefined): void {
    const position = Atomics.load(this.#words, Control.RingTail);
    if (Atomics.compareExchange(this.#words, Control.End, RunEnd.None, end) !== RunEnd.None) return;
    this.#outcome = outcome;
    Atomics.store(this.#words, Control.EndPosition, position);
    Atomics.store(this.#words, Control.Ended, 1);
  }

  /** After the end, when nothing more came: the result. A record whose writer is gone is passed over. */
  #finish(): boolean {
    if (this.#overSince === 0) {
      this.#overSince = performance.now();
      this.#wakeAll();
    }
    if (this.#drain.position !== this.#words[Control.EndPosition]) {
      if (performance.now() - this.#overSince > patienceMs) this.#drain.skip();
      return false;
    }
    this.#announceEnd(this.#outcome ?? this.#outcomeOfTrace());
    return true;
  }

  #outcomeOfTrace(): Outcome {
    const end = this.#words[Control.End];
    if (end === RunEnd.NoProgress) {
      this.#problems.push(...this.#whereThreadsAre('made a million steps without the clock moving'));
      return 'timeout';
    }
    if (end === RunEnd.Stuck) {
      if (this.#detectors?.hasDeadlock) return 'deadlock';
      if (this.#detectors) this.#report([this.#detectors.stall()]);
      return 'stalled';
    }
    const raised = this.#trace?.state.threads[1]?.ending === ThreadEnding.Raised;
    if (raised) this.#problems.push(...this.#mainsException());
    return raised || this.#problems.length > 0 ? 'failed' : 'completed';
  }

  #mainsException(): RunProblem[] {
    return this.#findings.flatMap((finding) =>
      finding.kind === 'uncaught-exception' && finding.thread === 1
        ? [
            {
              message: finding.message,
              file: this.#program?.files[finding.file]?.path ?? '',
              line: finding.line,
              column: 1,
            },
          ]
        : [],
    );
  }

  #announceEnd(outcome: Outcome): void {
    const controlled = this.request.mode === 'controlled';
    const end: RunEnded = {
      outcome,
      findings: this.#findings,
      clockNs: controlled ? this.#memory.double(Control.Clock) : (this.#trace?.endTime ?? 0),
      wallMs: (monotonicNs() - this.#startedNs) / 1e6,
      heldBackMs: (this.#words[Control.HeldBackUs] as number) / 1000,
      result: this.#result(),
      problems: this.#problems,
    };
    this.send({ type: 'ended', run: this.run, end, loadProblems: this.#loadProblems });
  }

  #result(): string {
    const at = this.#words[Control.ResultAddress] as number;
    if (at === 0) return '';
    const bytes = this.#memory.bytes.slice(at * 4, at * 4 + (this.#words[Control.ResultLength] as number));
    return String(decode(bytes));
  }

  /** One problem for each thread that was on its way when time was up: its worker's site word says where. */
  #whereThreadsAre(what: string): RunProblem[] {
    const running: RunProblem[] = [];
    for (let block = 1; block <= maxLiveThreads; block++) {
      const at = blockAt(block);
      const thread = this.#trace?.state.threads[this.#words[at + Block.ThreadId] as number];
      if (this.#words[at + Block.State] !== BlockState.Running || thread?.status !== 'running') continue;
      const site = this.#words[siteAt(this.#words[at + Block.Worker] as number)] as number;
      const place = this.#trace?.place(site);
      running.push({
        message: `the program ${what}; ${thread.name} was here`,
        file: place?.path ?? '',
        line: place?.line ?? 0,
        column: place?.column ?? 0,
      });
    }
    return running.length > 0 ? running : [{ message: `the program ${what}`, file: '', line: 0, column: 0 }];
  }

  #lose(reason: string): void {
    this.#problems.push({ message: `a thread's worker died: ${reason}`, file: '', line: 0, column: 0 });
    this.#end(RunEnd.Stopped, 'failed');
  }

  #wakeAll(): void {
    const words = this.#words;
    Atomics.add(words, Control.Work, 1);
    Atomics.notify(words, Control.Work);
    for (let block = 1; block <= maxLiveThreads; block++) {
      for (const word of [Block.Baton, Block.Park]) {
        Atomics.store(words, blockAt(block) + word, 1);
        Atomics.notify(words, blockAt(block) + word);
      }
    }
  }
}
