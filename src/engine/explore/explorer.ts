/** One exploration: schedule after schedule until one fails, nothing is left to try, or enough was tried. */
import { Classes } from '../../explore/classes.js';
import type { Plan, Planner } from '../../explore/planner.js';
import { aimedPlanner, plannerByName } from '../../explore/plannerByName.js';
import { StrategyCode } from '../../explore/strategies.js';
import type { RunProblem } from '../../protocol/page.js';
import { type Switch, switchesOf } from '../../trace/schedule.js';
import type { Program } from '../recorder/programs.js';
import { recordsOf } from '../recorder/resend.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import { Ahead, type Ran } from './ahead.js';
import { Aiming } from './aim.js';
import type { Companions } from './companion/companions.js';
import type { Aim, Explored, ExploreRequest, Failure, Progress } from './exploreApi.js';
import { failuresOf, type Judged, type Suspicion, suspicionsOf } from './judge.js';
import { passingLike } from './passing.js';
import { Schedules } from './schedules.js';
import { scheduleOf, shownRun } from './shownRun.js';
import { replayPlan, type Smallest, smallest } from './smallest.js';
import { endedWell, type Told } from './told.js';
import { Verdicts } from './verdicts.js';
import { whatDiffers } from './whatDiffers.js';

const progressMs = 200;
/** Schedules that are planned before it is known what came of the one before: at most, and while few have run. */
const mostAhead = 128;
const fewAhead = 2;

/** Where schedules run: on workers of this process, and in processes beside it. */
export interface Places {
  readonly workers: WorkerPool;
  readonly companions: Companions;
}

/** A schedule that is worth being told of, and why. */
interface Found {
  readonly name: string;
  readonly foundAt: number;
  readonly switches: readonly Switch[];
}

interface Suspected extends Found {
  /** Sites that made the locks which are held in it. */
  readonly makers: readonly number[];
}

export class Explorer {
  readonly #schedules: Schedules;
  readonly #ahead: Ahead;
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
  /** Schedules after which something looked wrong although they went well: the first of each kind, in order. */
  readonly #suspicions = new Map<string, Suspected>();

  constructor(
    program: Program,
    readonly request: ExploreRequest,
    { workers, companions }: Places,
    readonly tell: (progress: Progress) => void,
  ) {
    this.#schedules = new Schedules(program, request, workers);
    const { strategy, seed, depth, aim } = request;
    this.#aiming = aim && new Aiming(aim, this.#schedules.header);
    const aiming = this.#aiming;
    // What counts as a finding changes as the names that are aimed at become known.
    this.#ahead = new Ahead(this.#schedules, companions, aiming ? undefined : new Verdicts());
    this.#planner = aiming
      ? aimedPlanner(seed, () => aiming.parameters)
      : plannerByName(strategy, seed, depth);
  }

  stop(): void {
    this.#schedules.isStopped = true;
    this.#ahead.wake();
  }

  async run(): Promise<Explored> {
    const problems = this.#aiming?.unknownPlaces.map(nothingThere) ?? [];
    if (problems.length === 0) await this.#search();
    this.#ahead.drop();
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
    const begun: Plan[] = [];
    while (!this.#isEnough && (this.request.keepsGoing || !this.#failure)) {
      this.#planAhead(begun);
      const plan = begun.shift();
      if (!plan) return;
      const ran = await this.#ahead.next((told) => this.#isNews(told));
      if (this.#schedules.isStopped) return;
      this.#learn(plan, ran);
      if (this.#planner.exhausted) return;
    }
  }

  /**
   * As far ahead whether or not there is somebody to run them: what is planned, and with it the answer, does not depend on
   * that. At first not far, as some planners learn how long a run is.
   */
  #planAhead(begun: Plan[]): void {
    const far = this.#aiming ? 1 : Math.min(mostAhead, fewAhead + this.#searched);
    const most = Math.min(far, this.request.schedules - this.#searched);
    while (begun.length < most && this.#planner.isReady) {
      const plan = this.#planner.next();
      if (!plan) return;
      begun.push(plan);
      this.#ahead.begin(plan);
    }
  }

  /** Whether what is told of a schedule is worth a look at its trace. */
  #isNews({ failures, suspicions }: Told): boolean {
    if (failures.length > 0) return !this.#failure;
    return suspicions.some((name) => !this.#suspicions.has(name));
  }

  #learn(plan: Plan, { told, decisions, ran }: Ran): void {
    this.#planner.learn({ ...told, decisions });
    this.#count(told);
    if (ran) this.#look(this.#aiming ? this.#concerned(this.#aiming, plan, ran) : ran);
    else if (told.failures.length > 0) this.#failing++;
    this.#tellSometimes('searching');
  }

  /** Of an aimed search, what of a schedule's findings is about its aim. */
  #concerned(aiming: Aiming, plan: Plan, ran: Judged): Judged {
    if (plan.strategy === StrategyCode.Aimed) aiming.count(this.#schedules.memory.words);
    aiming.learnNames(this.#schedules.trace.state);
    return aiming.concerned(ran);
  }

  #look(ran: Judged): void {
    const [name] = failuresOf(ran);
    if (name !== undefined) {
      this.#failing++;
      this.#failure ??= this.#foundBy(name);
    } else for (const suspicion of suspicionsOf(ran)) this.#suspect(suspicion);
  }

  #suspect({ name, locks }: Suspicion): void {
    if (this.#suspicions.has(name)) return;
    const { objects } = this.#schedules.trace.state;
    const makers = locks.map((lock) => objects[lock]?.site ?? 0);
    this.#suspicions.set(name, { ...this.#foundBy(name), makers });
  }

  /** A later schedule may have shown that one of the locks is released by others, so that the order of locks says nothing. */
  get #suspicion(): Found | undefined {
    const { makersOfPassedOn } = this.#schedules;
    return [...this.#suspicions.values()].find(
      ({ makers }) => !makers.some((maker) => makersOfPassedOn.has(maker)),
    );
  }

  #foundBy(name: string): Found {
    return { name, foundAt: this.#searched, switches: switchesOf(this.#schedules.trace.log) };
  }

  /** Runs that were given up are no schedules of their own. */
  #count(told: Told): void {
    if (told.pruned) this.#pruned++;
    else {
      this.#searched++;
      if (told.class !== undefined) this.#classes.add(told.class);
    }
    if (told.outcome === 'timeout') this.#unfinished++;
    if (endedWell(told)) this.#hasPassed = true;
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
    const schedules = this.#schedules;
    const startedMs = performance.now();
    await schedules.run(replayPlan(switches), false);
    const first = [...recordsOf(schedules.trace.log)];
    const ran = await schedules.run(replayPlan(switches), false);
    const shown = shownRun(schedules, ran, { strategy: 'replay', outcome: ran.outcome, startedMs });
    return {
      ...shown,
      schedule: scheduleOf(schedules, switches),
      preemptions,
      passing: passing ? scheduleOf(schedules, passing) : null,
      foundAt,
      dependsOnSchedule: this.#hasPassed || passing !== undefined,
      nondeterminism: whatDiffers(schedules.trace, first, shown.records),
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
