/** Runs schedules of one program, one after the other, and gives way to the host's messages in between. */
import { classOf } from '../../explore/classes.js';
import { type Decision, readDecisions } from '../../explore/decisions.js';
import type { Plan } from '../../explore/planner.js';
import { Control } from '../../runtime/memory.js';
import type { TraceHeader } from '../../trace/header.js';
import type { Trace } from '../../trace/trace.js';
import { headerOf } from '../recorder/prepare.js';
import type { Program } from '../recorder/programs.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import type { ExploreRequest } from './exploreApi.js';
import { type Judged, judge, unfinished } from './judge.js';
import { Lane } from './lane.js';
import { type Told, toldOf } from './told.js';
import type { Verdicts } from './verdicts.js';

/** How often the host's messages are let in. */
const breathMs = 20;

export interface RanSchedule extends Judged {
  readonly told: Told;
}

export class Schedules {
  readonly header: TraceHeader;
  isStopped = false;
  /** Sites that made locks which others than their holders release, in any schedule so far. */
  readonly makersOfPassedOn = new Set<number>();
  readonly #lane: Lane;
  #lastBreath = performance.now();

  constructor(
    readonly program: Program,
    readonly request: ExploreRequest,
    pool: WorkerPool,
  ) {
    this.header = headerOf(program.loaded, { ...request, mode: 'controlled', schedule: null });
    this.#lane = new Lane(program, request, pool, this.header);
  }

  /**
   * Runs one schedule to its end; its trace is there until the next. While exploring, threads that would have to wait are not
   * let on. What `verdicts` know of it is not looked at again.
   */
  async run(plan: Plan, exploring: boolean, verdicts?: Verdicts): Promise<RanSchedule> {
    const isOver = await this.#runToEnd(plan, exploring);
    const { words } = this.memory;
    const length = this.#logLength;
    const itsClass = isOver && length > 0 ? classOf(this.#lane.log, length) : undefined;
    const judged = isOver ? this.#judge(itsClass, verdicts) : unfinished;
    const points = words[Control.Points] as number;
    const threads = words[Control.ThreadCount] as number;
    return { ...judged, told: toldOf(judged, { points, threads, class: itsClass }) };
  }

  #judge(itsClass: number | undefined, verdicts: Verdicts | undefined): Judged {
    const look = (): Judged => judge(this.memory, this.trace, this.makersOfPassedOn);
    return verdicts && itsClass !== undefined ? verdicts.of(this.#lane, itsClass, look) : look();
  }

  /** Of the schedule that ran last, as is all that follows. */
  get trace(): Trace {
    return this.#lane.trace;
  }
  get memory(): Lane['memory'] {
    return this.#lane.memory;
  }

  /** Its decisions; undefined if they were too many. */
  decisions(): Decision[] | undefined {
    const length = this.#logLength;
    return length < 0 ? undefined : readDecisions(this.#lane.log, length);
  }
  /** The same, as a copy of the words. */
  log(): Int32Array | undefined {
    const length = this.#logLength;
    return length < 0 ? undefined : this.#lane.log.slice(0, length);
  }

  get #logLength(): number {
    return this.memory.words[Control.LogLength] as number;
  }

  close(): Promise<void> {
    return this.#lane.close();
  }

  /** False when it had to be ended, or never began. */
  async #runToEnd(plan: Plan, exploring: boolean): Promise<boolean> {
    const lane = this.#lane;
    await this.#breathe();
    lane.begin({ plan, exploring });
    while (!lane.look()) {
      await this.#breathe();
      if (!this.isStopped && !lane.isLost()) continue;
      await lane.end();
      return false;
    }
    return lane.hasBegun;
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < breathMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#lastBreath = performance.now();
  }
}
