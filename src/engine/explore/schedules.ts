/** Runs schedules of one program, one after the other, and gives way to the host's messages in between. */
import type { Classes } from '../../explore/classes.js';
import { type Decision, readDecisions } from '../../explore/decisions.js';
import type { Plan } from '../../explore/planner.js';
import { Control } from '../../runtime/memory.js';
import { Trace } from '../../trace/trace.js';
import { headerOf } from '../recorder/prepare.js';
import type { Program } from '../recorder/programs.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import type { ExploreRequest } from './exploreApi.js';
import { type Judged, judge, unfinished } from './judge.js';
import { SharedRun } from './sharedRun.js';

/** How often the host's messages are let in. */
const breathMs = 20;

export interface RanSchedule extends Judged {
  readonly points: number;
  readonly threads: number;
}

export class Schedules {
  readonly trace: Trace;
  isStopped = false;
  /** Schedules that were run, for whatever purpose. */
  count = 0;
  #run: SharedRun;
  #lastBreath = performance.now();

  constructor(
    readonly program: Program,
    readonly request: ExploreRequest,
    readonly pool: WorkerPool,
  ) {
    const header = headerOf(program.loaded, { ...request, mode: 'controlled', schedule: null });
    this.trace = new Trace(header, new TextDecoder());
    this.#run = this.#newRun();
  }

  /** Runs one schedule to its end; its trace is there until the next. */
  async run(plan: Plan, exploring: boolean): Promise<RanSchedule> {
    this.count++;
    await this.#breathe();
    const isOver = this.#run.start({ plan, exploring }) && (await this.#wait());
    const { words } = this.#run.memory;
    const judged = isOver ? judge(this.#run.memory, this.trace) : unfinished;
    return {
      ...judged,
      points: words[Control.Points] as number,
      threads: words[Control.ThreadCount] as number,
    };
  }

  /** The decisions of the last run; undefined if they were too many. */
  decisions(): Decision[] | undefined {
    const length = this.#logLength;
    return length < 0 ? undefined : readDecisions(this.#run.log, length);
  }

  /** Takes the last run's happens-before class into account. */
  countClass(classes: Classes): void {
    if (this.#logLength > 0) classes.see(this.#run.log, this.#logLength);
  }

  get #logLength(): number {
    return this.#run.memory.words[Control.LogLength] as number;
  }

  /** What main of the last run returned and when it ended. */
  get memory(): SharedRun['memory'] {
    return this.#run.memory;
  }

  async close(): Promise<void> {
    await this.#run.close();
  }

  #newRun(): SharedRun {
    return new SharedRun(this.program, this.request, this.pool, this.trace);
  }

  /** Until the run is over; false when it had to be ended. */
  async #wait(): Promise<boolean> {
    let deadline = performance.now() + this.request.timeoutMs;
    while (!this.#run.look()) {
      await this.#breathe();
      if (!this.#run.isManned) deadline = performance.now() + this.request.timeoutMs;
      if (!this.isStopped && this.#run.lost === '' && performance.now() < deadline) continue;
      if (!(await this.#run.stop())) await this.#replace();
      return false;
    }
    return true;
  }

  /** A thread that loops without any operation is only got rid of together with its worker and its memory. */
  async #replace(): Promise<void> {
    await this.#run.close();
    this.#run = this.#newRun();
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < breathMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#lastBreath = performance.now();
  }
}
