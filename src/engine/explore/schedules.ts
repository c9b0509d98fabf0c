/**
 * Runs schedules of one program, and gives way to the host's messages in between. They are answered in the order in which
 * they were begun, so nobody can tell how many of them run at once: it changes how fast the answers come, and nothing else.
 */
import { availableParallelism } from 'node:os';
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
import type { ScheduleOptions } from './sharedRun.js';
import type { Verdicts } from './verdicts.js';

/** How often the host's messages are let in. */
const breathMs = 20;
/** Two keep two processors busy: one of them alone spends most of its time waiting for the next thread to wake. */
const mostLanes = Math.min(2, availableParallelism());
/** A short search is over before a second set of workers has started. */
const schedulesBeforeSecondLane = 50;
/** Each of them holds some 10 MB. */
const mostWorkersTwice = 16;

export interface RanSchedule extends Judged {
  readonly points: number;
  readonly threads: number;
  /** Its happens-before class; undefined if it never ended, or too much happened to tell. */
  readonly class: number | undefined;
}

export class Schedules {
  readonly header: TraceHeader;
  isStopped = false;
  /** Sites that made locks which others than their holders release, in any schedule so far. */
  readonly makersOfPassedOn = new Set<number>();
  readonly #lanes: Lane[] = [];
  readonly #mostLanes: number;
  /** Begun, and without a lane yet. */
  readonly #planned: ScheduleOptions[] = [];
  /** Lanes of those that run or wait to be looked at, oldest first. */
  readonly #running: Lane[] = [];
  /** That of the schedule that was answered last. */
  #latest: Lane;
  #ran = 0;
  #lastBreath = performance.now();

  constructor(
    readonly program: Program,
    readonly request: ExploreRequest,
    readonly pool: WorkerPool,
  ) {
    this.header = headerOf(program.loaded, { ...request, mode: 'controlled', schedule: null });
    this.#mostLanes = request.lanes ?? mostLanes;
    this.#latest = this.#newLane();
  }

  /** Runs one schedule to its end; its trace is there until the next. */
  run(plan: Plan, exploring: boolean): Promise<RanSchedule> {
    this.begin(plan, exploring);
    return this.next();
  }

  /** A schedule to be run, after those that were begun before or beside them. */
  begin(plan: Plan, exploring: boolean): void {
    this.#planned.push({ plan, exploring });
  }

  /**
   * The end of the oldest schedule that was begun and not answered. Its trace is there until the next one is asked for.
   * What `verdicts` know of it is not looked at again.
   */
  async next(verdicts?: Verdicts): Promise<RanSchedule> {
    await this.#breathe();
    this.#start();
    const lane = this.#running[0] as Lane;
    const isOver = await this.#wait(lane);
    this.#running.shift();
    this.#latest = lane;
    this.#ran++;
    const { words } = lane.memory;
    const length = this.#logLength;
    const itsClass = isOver && length > 0 ? classOf(lane.log, length) : undefined;
    return {
      ...(isOver ? this.#judge(lane, itsClass, verdicts) : unfinished),
      points: words[Control.Points] as number,
      threads: words[Control.ThreadCount] as number,
      class: itsClass,
    };
  }

  #judge(lane: Lane, itsClass: number | undefined, verdicts: Verdicts | undefined): Judged {
    const look = (): Judged => judge(lane.memory, lane.trace, this.makersOfPassedOn);
    return verdicts && itsClass !== undefined ? verdicts.of(lane, itsClass, look) : look();
  }

  /** Ends those that were begun and are not wanted any more. */
  async drop(): Promise<void> {
    this.#planned.length = 0;
    await Promise.all(this.#running.splice(0).map((lane) => lane.end()));
  }

  /** Of the schedule that was answered last, as is all that follows. */
  get trace(): Trace {
    return this.#latest.trace;
  }
  get memory(): Lane['memory'] {
    return this.#latest.memory;
  }

  /** Undefined if they were too many. */
  decisions(): Decision[] | undefined {
    const length = this.#logLength;
    return length < 0 ? undefined : readDecisions(this.#latest.log, length);
  }

  get #logLength(): number {
    return this.memory.words[Control.LogLength] as number;
  }

  async close(): Promise<void> {
    await this.drop();
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #newLane(): Lane {
    const lane = new Lane(this.program, this.request, this.pool, this.header);
    this.#lanes.push(lane);
    return lane;
  }

  /** On the first lane that is free, so that one after the other has the same one. */
  #start(): void {
    for (let next = this.#planned[0]; next; next = this.#planned[0]) {
      const free = this.#lanes.find((lane) => !this.#running.includes(lane));
      if (!free && !this.#mayHaveAnotherLane) return;
      const lane = free ?? this.#newLane();
      this.#planned.shift();
      this.#running.push(lane);
      lane.begin(next);
    }
  }

  get #mayHaveAnotherLane(): boolean {
    return (
      this.#lanes.length < this.#mostLanes &&
      this.#ran >= schedulesBeforeSecondLane &&
      this.#lanes.every((lane) => lane.workers <= mostWorkersTwice)
    );
  }

  /** Until the lane's schedule is over; false when it had to be ended. */
  async #wait(lane: Lane): Promise<boolean> {
    while (!lane.look()) {
      for (const other of this.#running) if (other !== lane) other.tend();
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
