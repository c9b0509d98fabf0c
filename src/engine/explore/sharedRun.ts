/**
 * One shared memory in which many schedules of a program run one after the other, on workers that stay. Between two runs it
 * puts back what the last one used; no message is sent, and nothing is allocated but what a schedule is told by.
 */
import type { Plan as PlannedSchedule } from '../../explore/planner.js';
import { strategies } from '../../explore/strategies.js';
import type { Plan } from '../../runtime/chooser.js';
import {
  Control,
  defaultThreadLimit,
  mostThreads,
  RunEnd,
  ringSlots,
  stepAt,
  strategyAt,
  workerSlots,
} from '../../runtime/memory.js';
import { type Parking, PipeParking, type Pipes, WordParking } from '../../runtime/parking.js';
import { RingReader } from '../../runtime/ring.js';
import { wordsPerRecord } from '../../trace/records.js';
import type { Trace } from '../../trace/trace.js';
import type { RunRequest } from '../engineApi.js';
import type { AttachMessage } from '../program/messages.js';
import { giveBackMemory, takeMemory } from '../recorder/memories.js';
import type { Program } from '../recorder/programs.js';
import type { ProgramWorker, WorkerPool } from '../recorder/workerPool.js';
import { Fingerprint } from './fingerprint.js';

/** 4 MB: a run of some 50,000 points with a few threads. */
const logWords = 1 << 20;
/** Longest prefix of choices that is planned. */
const parameterWords = 1 << 17;
/** Records taken out of the ring at once. */
const bufferWords = 8192 * wordsPerRecord;
/** How long the threads of a run may take to notice that it is over. */
const patienceMs = 50;
/** How long one look at a run takes at most: messages of the host come in between. */
const lookMs = 5;

export interface ScheduleOptions {
  readonly plan: PlannedSchedule;
  /** Threads that would have to wait are not let on; the way schedules are searched, not the way they are shown. */
  readonly exploring: boolean;
}

export class SharedRun {
  readonly memory = takeMemory();
  readonly log: Int32Array = new Int32Array(new SharedArrayBuffer(logWords * 4));
  readonly #parameters = new Int32Array(new SharedArrayBuffer(parameterWords * 4));
  readonly #reader = new RingReader(this.memory);
  /** Records of the latest schedule that are not decoded yet, and how many words they take. */
  readonly #buffer = new Int32Array(bufferWords);
  #filled = 0;
  readonly #fingerprint = new Fingerprint();
  readonly #trace: Trace;
  readonly #pipes: Pipes | undefined;
  readonly #parking: Parking;
  readonly #workers: ProgramWorker[] = [];
  #lost = '';

  constructor(
    readonly program: Program,
    readonly request: Pick<RunRequest, 'seed' | 'variant' | 'args' | 'threadLimit'>,
    readonly pool: WorkerPool,
    trace: Trace,
  ) {
    this.#trace = trace;
    this.#pipes = pool.pipes ? newPipes() : undefined;
    this.#parking = this.#pipes
      ? new PipeParking(this.memory, this.#pipes, -1)
      : new WordParking(this.memory);
    this.#words[Control.ThreadLimit] = Math.min(request.threadLimit ?? defaultThreadLimit, mostThreads);
  }

  /** Why a worker died, '' while none has. */
  get lost(): string {
    return this.#lost;
  }

  /** Starts a schedule. Parameters that do not fit are refused with false. */
  start({ plan, exploring }: ScheduleOptions): boolean {
    const { length } = plan.parameters;
    if (length >= parameterWords) return false;
    const words = this.#words;
    this.memory.reset();
    this.#trace.reset();
    this.#fingerprint.reset();
    this.#filled = 0;
    this.#reader.skipAll();
    this.#parameters[0] = length;
    this.#parameters.set(plan.parameters, 1);
    words[Control.StrategyCode] = plan.strategy;
    words[Control.Exploring] = exploring ? 1 : 0;
    words[Control.LogLength] = 0;
    strategies[plan.strategy].begin(words.subarray(strategyAt, stepAt), plan.seed, plan.parameters);
    Atomics.store(words, Control.MainPending, 1);
    this.#parking.announceWork();
    if (this.#workers.length === 0) this.#attach();
    return true;
  }

  /** That of the latest schedule, as far as it has come. It is decoded when somebody wants to see it. */
  get trace(): Trace {
    this.#decode();
    return this.#trace;
  }
  /** What its threads told: see fingerprint.ts. */
  get fingerprint(): number {
    return this.#fingerprint.value;
  }

  /** What threads wait for: workers, room in the ring. */
  #tend(): void {
    this.#attachWorkers();
    if (this.#reader.filled > ringSlots / 4) this.#drain();
  }

  /** Waits a little; true when the run is over and no thread of it moves any more. */
  look(): boolean {
    const words = this.#words;
    const deadline = performance.now() + lookMs;
    for (;;) {
      const bell = Atomics.load(words, Control.Bell);
      if (this.#isQuiet) {
        this.#drain();
        return true;
      }
      this.#tend();
      const left = deadline - performance.now();
      if (left <= 0) return false;
      Atomics.wait(words, Control.Bell, bell, left);
    }
  }

  /** False while workers are on their way: the first schedules of a program may have to wait for a hundred of them. */
  get isManned(): boolean {
    return Atomics.load(this.#words, Control.Arrived) >= this.#workers.length;
  }

  /** Ends the run from outside. True once all its threads have noticed; false if one does not. */
  async stop(): Promise<boolean> {
    const words = this.#words;
    const position = Atomics.load(words, Control.RingTail);
    if (Atomics.compareExchange(words, Control.End, RunEnd.None, RunEnd.Stopped) === RunEnd.None) {
      Atomics.store(words, Control.EndPosition, position);
      Atomics.store(words, Control.Ended, 1);
    }
    const deadline = performance.now() + patienceMs;
    while (!this.#isQuiet && performance.now() < deadline) {
      this.#parking.wakeAll();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return this.#isQuiet;
  }

  /** Gives the workers back; those that do not come are terminated. */
  async close(): Promise<void> {
    const words = this.#words;
    Atomics.store(words, Control.Closed, 1);
    const deadline = performance.now() + patienceMs;
    do {
      this.#parking.wakeAll();
      await new Promise((resolve) => setTimeout(resolve, 1));
    } while (this.#workers.some((worker) => this.pool.isBusy(worker)) && performance.now() < deadline);
    const cameBack = this.#workers.every((worker) => !worker.isDead && !this.pool.isBusy(worker));
    await Promise.all(this.#workers.map((worker) => this.pool.release(worker)));
    if (cameBack) giveBackMemory(this.memory);
  }

  get #words(): Int32Array {
    return this.memory.words;
  }

  get #isQuiet(): boolean {
    return Atomics.load(this.#words, Control.Ended) === 1 && Atomics.load(this.#words, Control.Active) === 0;
  }

  #drain(): void {
    const words = this.#words;
    const end = Atomics.load(words, Control.Ended) === 1 ? (words[Control.EndPosition] as number) : null;
    for (;;) {
      const filled = this.#reader.read(this.#buffer, this.#filled, end);
      if (filled === this.#filled) return;
      this.#fingerprint.take(this.#buffer, this.#filled, filled);
      this.#filled = filled;
      if (filled === bufferWords) this.#decode();
    }
  }

  #decode(): void {
    if (this.#filled === 0) return;
    this.#trace.append(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #attachWorkers(): void {
    while (this.#workers.length < Math.min(Atomics.load(this.#words, Control.Live), workerSlots))
      this.#attach();
  }

  #attach(): void {
    const { program, request } = this;
    const plan: Plan = { parameters: this.#parameters, log: this.log };
    const message: AttachMessage = {
      memory: this.memory.buffer,
      worker: this.#workers.length,
      program: program.code,
      mode: 'controlled',
      plan,
      ...(this.#pipes ? { pipes: this.#pipes } : {}),
      seed: request.seed,
      traced: true,
      variant: request.variant,
      args: request.args,
      startedNs: 0,
    };
    Atomics.add(this.#words, Control.Attached, 1);
    this.#workers.push(
      this.pool.attach(message, (reason) => {
        this.#lost = reason;
      }),
    );
  }
}

function newPipes(): Pipes {
  const words = (): Int32Array => new Int32Array(new SharedArrayBuffer(4 * workerSlots));
  return { descriptors: words(), idle: words() };
}
