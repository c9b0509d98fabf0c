/** One exploration: schedule after schedule until one fails, nothing is left to try, or enough was tried. */
import { Classes } from '../../explore/classes.js';
import type { Planner } from '../../explore/planner.js';
import { plannerByName } from '../../explore/plannerByName.js';
import { StrategyCode } from '../../explore/strategies.js';
import { Control } from '../../runtime/memory.js';
import { type Schedule, type Switch, switchesOf } from '../../trace/schedule.js';
import { resultOf } from '../recorder/ending.js';
import type { Program } from '../recorder/programs.js';
import { recordsOf } from '../recorder/resend.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import type { Explored, ExploreRequest, Failure, Progress } from './exploreApi.js';
import { failuresOf, suspicionsOf } from './judge.js';
import { type RanSchedule, Schedules } from './schedules.js';
import { replayPlan, type Smallest, smallest } from './smallest.js';
import { whatDiffers } from './whatDiffers.js';

const progressMs = 200;
/** Schedules tried in search of one that ends well, where none did before the first failure. */
const triesToPass = 50;

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
    this.#planner = plannerByName(request.strategy, request.seed, request.depth);
  }

  stop(): void {
    this.#schedules.isStopped = true;
  }

  async run(): Promise<Explored> {
    await this.#search();
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
      loadProblems: [],
      problems: [],
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
      this.#look(ran);
      this.#tellSometimes('searching');
    }
  }

  #look(ran: RanSchedule): void {
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
    if (ran.outcome === 'completed' && failuresOf(ran).length === 0) this.#hasPassed = true;
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
    const dependsOnSchedule = this.#hasPassed || (await this.#canPass());
    return this.#replayed(small, foundAt, dependsOnSchedule);
  }

  /** Runs the small schedule twice, as whoever replays it will. */
  async #replayed(
    { switches, preemptions }: Smallest,
    foundAt: number,
    dependsOnSchedule: boolean,
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
      foundAt,
      header: { ...trace.header, strategy: 'replay' },
      records,
      end,
      dependsOnSchedule,
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

  /** Whether some schedule ends well, so that it is the schedule that matters. */
  async #canPass(): Promise<boolean> {
    for (let seed = 1; seed <= triesToPass && !this.#schedules.isStopped; seed++) {
      const strategy = seed === 1 ? StrategyCode.Replay : StrategyCode.Random;
      const ran = await this.#schedules.run({ strategy, seed, parameters: [], logged: false }, true);
      if (ran.outcome === 'completed' && failuresOf(ran).length === 0) return true;
    }
    return false;
  }
}
