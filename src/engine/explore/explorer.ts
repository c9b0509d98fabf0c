/** One exploration: schedule after schedule until one fails, nothing is left to try, or enough was tried. */
import { Classes } from '../../explore/classes.js';
import type { Planner } from '../../explore/planner.js';
import { aimedPlanner, plannerByName } from '../../explore/plannerByName.js';
import { StrategyCode } from '../../explore/strategies.js';
import type { RunProblem } from '../../protocol/page.js';
import { Control } from '../../runtime/memory.js';
import { type Schedule, type Switch, switchesOf } from '../../trace/schedule.js';
import { resultOf } from '../recorder/ending.js';
import type { Program } from '../recorder/programs.js';
import { recordsOf } from '../recorder/resend.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import { Aiming } from './aim.js';
import type { Aim, Explored, ExploreRequest, Failure, Progress } from './exploreApi.js';
import { failuresOf, type Judged, suspicionsOf } from './judge.js';
import { endsWell, passingLike } from './passing.js';
import { type RanSchedule, Schedules } from './schedules.js';
import { replayPlan, type Smallest, smallest } from './smallest.js';
import { whatDiffers } from './whatDiffers.js';

const progressMs = 200;

/** A schedule that is worth being told of, and why. */
interface Found {
  readonly name: string;
  readonly foundAt: number;
  readonly switches: readonly Switch[];
}

export class Explorer {
  readonly #schedules: Schedules;
  readonly #planner: Planner;
  readonly #classes = new Classes();
  readonly #aiming: Aiming | undefined;
  readonly #started = performance.now();
  #lastProgress = 0;
  #searched = 0;
  #pruned = 0;
  #failing = 0;
  #unfinished = 0;
  #hasPassed = false;
  /** The first schedule that failed. */
  #failure: Found | undefined;
  /** The first schedule after which something looks wrong although it went well. */
  #suspicion: Found | undefined;

  constructor(
    program: Program,
    readonly request: ExploreRequest,
    pool: WorkerPool,
    readonly tell: (progress: Progress) => void,
  ) {
    this.#schedules = new Schedules(program, request, pool);
    const { strategy, seed, depth, aim } = request;
    this.#aiming = aim && new Aiming(aim, this.#schedules.trace);
    const aiming = this.#aiming;
    this.#planner = aiming
      ? aimedPlanner(seed, () => aiming.parameters)
      : plannerByName(strategy, seed, depth);
  }

  stop(): void {
    this.#schedules.isStopped = true;
  }

  async run(): Promise<Explored> {
    const problems = this.#aiming?.unknownPlaces.map(nothingThere) ?? [];
    if (problems.length === 0) await this.#search();
    const found = this.#failure ?? this.#suspicion;
    const elapsedMs = this.#elapsedMs;
    const failure = found === undefined ? null : await this.#failureOf(found);
    await this.#schedules.close();
    return {
      schedules: this.#searched,
      elapsedMs,
      classes: this.#classes.count,
      pruned: this.#pruned,
      failing: this.#failing,
      unfinished: this.#unfinished,
      exhausted: this.#planner.exhausted,
      stopped: this.#schedules.isStopped,
      failure,
      aim: this.#aiming?.report ?? null,
      loadProblems: [],
      problems,
    };
  }

  get #elapsedMs(): number {
    return performance.now() - this.#started;
  }

  get #isEnough(): boolean {
    const { request } = this;
    return (
      this.#schedules.isStopped || this.#searched >= request.schedules || this.#elapsedMs >= request.timeMs
    );
  }

  /** Until a schedule fails, or enough was tried. */
  async #search(): Promise<void> {
    while (!this.#isEnough && (this.request.keepsGoing || !this.#failure)) {
      const plan = this.#planner.next();
      if (!plan) return;
      const ran = await this.#schedules.run(plan, true);
      if (this.#schedules.isStopped) return;
      this.#planner.learn({ ...ran, decisions: plan.logged ? this.#schedules.decisions() : undefined });
      this.#count(ran);
      if (plan.strategy === StrategyCode.Aimed) this.#aiming?.count(this.#schedules.memory.words);
      this.#aiming?.learnNames();
      this.#look(this.#aiming?.concerned(ran) ?? ran);
      this.#tellSometimes('searching');
    }
  }

  #look(ran: Judged): void {
    const [name] = failuresOf(ran);
    const [suspicion] = suspicionsOf(ran);
    if (name !== undefined) {
      this.#failing++;
      this.#failure ??= this.#foundBy(name);
    } else if (suspicion !== undefined) this.#suspicion ??= this.#foundBy(suspicion);
  }

  #foundBy(name: string): Found {
    return { name, foundAt: this.#searched, switches: switchesOf(this.#schedules.trace.log) };
  }

  /** Runs that were given up are no schedules of their own. */
  #count(ran: RanSchedule): void {
    if (ran.pruned) this.#pruned++;
    else {
      this.#searched++;
      this.#schedules.countClass(this.#classes);
    }
    if (ran.outcome === 'timeout') this.#unfinished++;
    if (endsWell(ran)) this.#hasPassed = true;
  }

  #tellSometimes(phase: Progress['phase']): void {
    const elapsedMs = this.#elapsedMs;
    if (elapsedMs - this.#lastProgress < progressMs) return;
    this.#lastProgress = elapsedMs;
    this.tell({ schedules: this.#searched, elapsedMs, classes: this.#classes.count, phase });
  }

  async #failureOf({ name, foundAt, switches }: Found): Promise<Failure> {
    this.#lastProgress = 0;
    this.#tellSometimes('shrinking');
    const small = await smallest(this.#schedules, name, switches);
    const passing = await passingLike(this.#schedules, small.handOvers);
    return this.#replayed(small, foundAt, passing);
  }

  /** Runs the small schedule twice, as whoever replays it will. */
  async #replayed(
    { switches, preemptions }: Smallest,
    foundAt: number,
    passing: readonly Switch[] | undefined,
  ): Promise<Failure> {
    const { trace, memory } = this.#schedules;
    const started = performance.now();
    await this.#schedules.run(replayPlan(switches), false);
    const first = [...recordsOf(trace.log)];
    const ran = await this.#schedules.run(replayPlan(switches), false);
    const records = [...recordsOf(trace.log)];
    const end = {
      outcome: ran.outcome,
      findings: ran.findings,
      problems: ran.problems,
      clockNs: memory.double(Control.Clock),
      wallMs: performance.now() - started,
      heldBackMs: 0,
      result: resultOf(memory),
    };
    return {
      schedule: this.#scheduleOf(switches),
      preemptions,
      passing: passing ? this.#scheduleOf(passing) : null,
      foundAt,
      header: { ...trace.header, strategy: 'replay' },
      records,
      end,
      dependsOnSchedule: this.#hasPassed || passing !== undefined,
      nondeterminism: whatDiffers(trace, first, records),
    };
  }

  #scheduleOf(switches: Smallest['switches']): Schedule {
    return {
      format: 'threadlanes-schedule',
      version: 1,
      program: this.#schedules.trace.header.files.map((file) => file.hash),
      variant: this.request.variant,
      seed: this.request.seed,
      switches,
    };
  }
}

function nothingThere({ file, line }: Aim['places'][number]): RunProblem {
  return {
    message: `line ${line} of ${file} has no operation for threads to meet at`,
    file,
    line,
    column: 1,
  };
}
