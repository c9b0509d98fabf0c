/**
 * One run, seen from the recorder: attaches workers as threads ask for them, drains the ring, feeds model and detectors,
 * sends blocks on, and says how the run ended. It looks at the run every two milliseconds, or as soon as it is rung.
 */
import { Detectors } from '../../detect/detectors.js';
import { codeOf, strategies } from '../../explore/strategies.js';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { Plan } from '../../runtime/chooser.js';
import {
  Block,
  blockAt,
  Control,
  defaultThreadLimit,
  mostThreads,
  RunEnd,
  stepAt,
  strategyAt,
  workerSlots,
} from '../../runtime/memory.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import { Trace } from '../../trace/trace.js';
import type { RunRequest } from '../engineApi.js';
import type { AttachMessage } from '../program/messages.js';
import { Drain, leastFilled } from './drain.js';
import { endingOf, lostProblem, problemsOf, resultOf } from './ending.js';
import { giveBackMemory, takeMemory } from './memories.js';
import type { FromRecorder } from './messages.js';
import { headerOf, planOf } from './prepare.js';
import type { Program } from './programs.js';
import { Stragglers } from './stragglers.js';
import { type Alarm, Watch } from './watch.js';
import type { ProgramWorker, WorkerPool } from './workerPool.js';

const napMs = 2;
/** How long a thread may take to notice that its run is over, and a record to be published. */
const patienceMs = 50;

export class Recording {
  readonly trace: Trace;
  readonly #memory = takeMemory();
  readonly #drain = new Drain(this.#memory);
  readonly #detectors: Detectors;
  readonly #watch: Watch;
  readonly #plan: Plan;
  readonly #findings: Finding[] = [];
  readonly #problems: RunProblem[] = [];
  readonly #workers: ProgramWorker[] = [];
  /** So many of them have started. */
  #up = 0;
  /** Stragglers were ended, so not every worker of the run is among #workers any more. */
  #hasEndedSome = false;
  readonly #stragglers = new Stragglers(this.#memory.words);
  #seenBell = 0;
  /** It has just slept, so what little there is in the ring is worth taking. */
  #rested = false;
  /** How the run ended, where it was ended from outside. */
  #outcome: Outcome | undefined;
  #overSince = 0;

  constructor(
    readonly run: number,
    readonly request: RunRequest,
    readonly program: Program,
    readonly pool: WorkerPool,
    readonly send: (message: FromRecorder) => void,
  ) {
    this.#words[Control.ThreadLimit] = Math.min(request.threadLimit ?? defaultThreadLimit, mostThreads);
    const header = headerOf(program.loaded, request);
    this.trace = new Trace(header, new TextDecoder());
    this.#detectors = new Detectors(this.trace);
    this.#watch = new Watch(this.#memory, request);
    this.#plan = planOf(request.schedule);
    this.send({ type: 'started', run, header });
    this.#begin();
  }

  stop(): void {
    this.#end(RunEnd.Stopped, 'stopped');
  }

  /** One look at the run; true when it is over and everything was sent. */
  advance(): boolean {
    const over = this.#words[Control.Ended] === 1;
    // The ring first: whoever waits for room in it stands still.
    const pulled = this.#drain.pull(this.#endPosition, over || this.#rested ? 0 : leastFilled);
    this.#rested = false;
    if (!over) {
      this.#attachWorkers();
      this.#endStragglers();
    }
    const busy = this.#digest() || pulled;
    if (over) return !busy && this.#finish();
    const alarm = this.#watch.look(!busy, this.#workers.length, this.#isStarting(), this.#detectors);
    if (alarm) this.#raise(alarm);
    else if (!busy) this.#nap();
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
    // One that is ended may be in the middle of a write.
    const cameBack = this.#workers.every((worker) => !worker.isDead && !this.pool.isBusy(worker));
    await Promise.all(this.#workers.map((worker) => this.pool.release(worker)));
    if (cameBack && !this.#hasEndedSome) giveBackMemory(this.#memory);
  }

  get #words(): Int32Array {
    return this.#memory.words;
  }

  get #endPosition(): number | null {
    return this.#words[Control.Ended] === 1 ? (this.#words[Control.EndPosition] as number) : null;
  }

  /** Main waits for the first worker. */
  #begin(): void {
    const { request } = this;
    const words = this.#words;
    const code = codeOf(request.schedule ? 'replay' : request.strategy);
    words[Control.StrategyCode] = code;
    words[Control.LogLength] = -1;
    strategies[code].begin(words.subarray(strategyAt, stepAt), request.seed, []);
    words[Control.MainPending] = 1;
    this.#attach(0);
  }

  /** `worker` is its slot in the run. */
  #attach(worker: number): void {
    const { request, program } = this;
    const message: AttachMessage = {
      memory: this.#memory.buffer,
      worker,
      program: program.code,
      mode: request.mode,
      plan: this.#plan,
      seed: request.seed,
      traced: request.traced ?? true,
      variant: request.variant,
      args: request.args,
      startedNs: this.#watch.startedNs,
    };
    this.#workers[worker] = this.pool.attach(message, (reason) => this.#lose(worker, reason));
    Atomics.store(this.#words, Control.Attached, this.#workers.length);
  }

  #attachWorkers(): void {
    while (this.#workers.length < Math.min(Atomics.load(this.#words, Control.Live), workerSlots))
      this.#attach(this.#workers.length);
  }

  /** Whether one of the workers has not started yet; they are looked at in their order, so that each costs one look. */
  #isStarting(): boolean {
    const all = this.#workers;
    while (this.#up < all.length && !this.pool.isStarting(all[this.#up] as ProgramWorker)) this.#up++;
    return this.#up < all.length;
  }

  #endStragglers(): void {
    for (const block of this.#stragglers.look(performance.now())) {
      const slot = this.#stragglers.workerOf(block);
      this.#hasEndedSome = true;
      void this.pool.end(this.#workers[slot] as ProgramWorker).then(() => {
        if (this.#words[Control.Ended] === 1) return;
        this.#stragglers.abandon(block);
        this.#attach(slot);
      });
    }
  }

  /** Gives the next block to the model and to the host; true if there was one. */
  #digest(): boolean {
    const words = this.#drain.next();
    if (!words) return false;
    this.trace.append(words);
    this.send({ type: 'records', run: this.run, bytes: new Uint8Array(words.buffer) });
    this.#report(this.#detectors.advance());
    return true;
  }

  #report(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.#findings.push(...findings);
    this.send({ type: 'findings', run: this.run, findings });
  }

  #raise(alarm: Alarm): void {
    if (alarm.kind === 'stuck') return this.#end(RunEnd.Stuck, undefined);
    this.#problems.push(...problemsOf(alarm, this.#memory, this.trace));
    this.#end(RunEnd.Stopped, alarm.kind === 'time' ? 'timeout' : 'failed');
  }

  #lose(worker: number, reason: string): void {
    if (this.#words[Control.Ended] === 1) return;
    this.#problems.push(lostProblem(this.#memory, this.trace, worker, reason));
    this.#end(RunEnd.Stopped, 'failed');
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
    this.#announceEnd();
    return true;
  }

  #announceEnd(): void {
    let outcome = this.#outcome;
    if (outcome === undefined) {
      const ending = endingOf(this.#memory, this.trace, this.#detectors, this.#findings);
      this.#problems.push(...ending.problems);
      this.#report(ending.findings);
      outcome = ending.outcome;
    }
    const isControlled = this.request.mode === 'controlled';
    const end: RunEnded = {
      outcome,
      findings: this.#detectors.standing(this.#findings),
      clockNs: isControlled ? this.#memory.double(Control.Clock) : this.trace.endTime,
      wallMs: this.#watch.elapsedMs,
      heldBackMs: (this.#words[Control.HeldBackUs] as number) / 1000,
      result: resultOf(this.#memory),
      problems: this.#problems,
    };
    this.send({ type: 'ended', run: this.run, end, loadProblems: [] });
  }

  #wakeAll(): void {
    const words = this.#words;
    Atomics.store(words, Control.Closed, 1);
    Atomics.add(words, Control.Work, 1);
    Atomics.notify(words, Control.Work);
    for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
      for (const word of [Block.Baton, Block.Park]) {
        Atomics.store(words, blockAt(block) + word, 1);
        Atomics.notify(words, blockAt(block) + word);
      }
    }
  }
}
