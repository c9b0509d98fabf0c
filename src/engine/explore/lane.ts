/**
 * Where one schedule after the other runs: a memory, workers that stay, and the trace of the latest one.
 */
import type { TraceHeader } from '../../trace/header.js';
import { Trace } from '../../trace/trace.js';
import type { RunRequest } from '../engineApi.js';
import type { Program } from '../recorder/programs.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import { type ScheduleOptions, SharedRun } from './sharedRun.js';

type LaneRequest = Pick<RunRequest, 'seed' | 'variant' | 'args' | 'threadLimit' | 'timeoutMs'>;

export class Lane {
  readonly #trace: Trace;
  #run: SharedRun;
  /** False for a schedule whose parameters do not fit: it never began. */
  #hasBegun = false;
  #deadline = 0;

  constructor(
    readonly program: Program,
    readonly request: LaneRequest,
    readonly pool: WorkerPool,
    header: TraceHeader,
  ) {
    this.#trace = new Trace(header, new TextDecoder());
    this.#run = this.#newRun();
  }

  /** That of the latest schedule, until the next one begins; so is all that follows. */
  get trace(): Trace {
    return this.#run.trace;
  }
  get fingerprint(): number {
    return this.#run.fingerprint;
  }
  get memory(): SharedRun['memory'] {
    return this.#run.memory;
  }
  /** Its decisions, in the first Control.LogLength words. */
  get log(): Int32Array {
    return this.#run.log;
  }

  begin(options: ScheduleOptions): void {
    this.#hasBegun = this.#run.start(options);
    this.#deadline = performance.now() + this.request.timeoutMs;
  }

  /** Gives the schedule what it needs to go on, and waits a little for its end; answers whether it has come. */
  look(): boolean {
    return !this.#hasBegun || this.#run.look();
  }

  /** Whether the schedule will not come to its end, or not in the time that it has, which begins when all workers are there. */
  isLost(): boolean {
    if (!this.#run.isManned) this.#deadline = performance.now() + this.request.timeoutMs;
    return this.#run.lost !== '' || performance.now() >= this.#deadline;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** A thread that loops without any operation is only got rid of together with its worker and its memory. */
  async end(): Promise<void> {
    if (!this.#hasBegun || (await this.#run.stop())) return;
    await this.#run.close();
    this.#run = this.#newRun();
  }

  async close(): Promise<void> {
    await this.#run.close();
  }

  #newRun(): SharedRun {
    return new SharedRun(this.program, this.request, this.pool, this.#trace);
  }
}
