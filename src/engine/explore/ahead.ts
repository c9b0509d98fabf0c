/**
 * Runs the schedules of a search: many at once, in companions, once it goes on for a while, and before that on workers of
 * this process. They are answered in the order in which they were begun, and no answer depends on where or when it was run:
 *
 * - A plan is the same run wherever it is followed.
 * - A run is judged by what was known of the program's locks at that time (Schedules.makersOfPassedOn). A companion never
 *   knows more than is known here when the run's turn comes, and to know more only takes suspicions away. So what shows
 *   nothing new there shows nothing new here. What shows something, adds to what is known, or did not end, is run again here.
 */
import { type Decision, readDecisions } from '../../explore/decisions.js';
import type { Plan } from '../../explore/planner.js';
import type { Companion } from './companion/companion.js';
import { type Companions, mostCompanions } from './companion/companions.js';
import type { Answer } from './companion/messages.js';
import type { RanSchedule, Schedules } from './schedules.js';
import type { Told } from './told.js';
import type { Verdicts } from './verdicts.js';

/** A search that is shorter is over before another process has started. */
const soonMs = 100;
/** Plans that are sent at once. A companion gets the next ones before it has answered these, so it never waits for any. */
const plansAtOnce = 24;

interface Begun {
  readonly plan: Plan;
  /** A companion has it, or has answered. */
  isAway: boolean;
  answer: Answer | undefined;
}

export interface Ran {
  readonly told: Told;
  /** Of a plan that is logged; undefined if they were too many. */
  readonly decisions: readonly Decision[] | undefined;
  /** Undefined of a schedule that a companion ran: there is no trace of it. */
  readonly ran: RanSchedule | undefined;
}

export class Ahead {
  /** Ends a wait for companions. */
  wake: () => void = () => {};
  /** Begun and not answered, oldest first. */
  readonly #begun: Begun[] = [];
  readonly #companions: Companion[] = [];
  readonly #mostCompanions: number;
  /** When companions are worth their start. */
  readonly #soon: number;

  /** What `verdicts` know of a schedule is not looked at again. */
  constructor(
    readonly schedules: Schedules,
    readonly pool: Companions,
    readonly verdicts: Verdicts | undefined,
  ) {
    const { companions } = schedules.request;
    this.#mostCompanions = companions ?? mostCompanions;
    this.#soon = performance.now() + (companions === undefined ? soonMs : 0);
  }

  begin(plan: Plan): void {
    this.#begun.push({ plan, isAway: false, answer: undefined });
  }

  /** Of the oldest schedule that was begun. `isNews` says whether what is told of one is worth a look at its trace. */
  async next(isNews: (told: Told) => boolean): Promise<Ran> {
    const oldest = this.#begun[0] as Begun;
    this.#giveAway();
    while (oldest.isAway && !oldest.answer && !this.schedules.isStopped) await this.#someAnswers();
    this.#begun.shift();
    const { answer, plan } = oldest;
    if (answer && isSettled(answer) && !isNews(answer)) {
      const decisions = answer.log && readDecisions(answer.log, answer.log.length);
      return { told: answer, decisions, ran: undefined };
    }
    const ran = await this.schedules.run(plan, true, this.verdicts);
    return { told: ran.told, decisions: plan.logged ? this.schedules.decisions() : undefined, ran };
  }

  /** Those that were begun are not wanted any more. */
  drop(): void {
    this.#begun.length = 0;
    for (const companion of this.#companions.splice(0)) this.pool.giveBack(companion);
  }

  async #someAnswers(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.#giveAway();
  }

  #giveAway(): void {
    if (this.#mostCompanions === 0 || performance.now() < this.#soon) return;
    const mayJoin = this.#companions.length < this.#mostCompanions;
    if (!mayJoin && !this.#companions.some(wantsMore)) return;
    const free = this.#begun.filter(({ isAway }) => !isAway);
    if (free.length < plansAtOnce) return;
    while (this.#companions.length < this.#mostCompanions) this.#join();
    for (const companion of this.#companions)
      if (wantsMore(companion) && free.length > 0) this.#send(companion, free.splice(0, plansAtOnce));
  }

  #join(): void {
    const companion = this.pool.take();
    companion.onAnswers = () => this.wake();
    companion.begin(this.schedules.program, this.schedules.request);
    this.#companions.push(companion);
  }

  #send(companion: Companion, given: readonly Begun[]): void {
    for (const each of given) each.isAway = true;
    companion.run(
      given.map(({ plan }) => plan),
      (index, answer) => {
        const each = given[index] as Begun;
        each.answer = answer;
        each.isAway = answer !== undefined;
      },
    );
  }
}

/** Time is the one thing that is not the same everywhere: what came to no end there may come to one here. */
function isSettled({ teaches, outcome }: Answer): boolean {
  return !teaches && outcome !== 'timeout';
}

function wantsMore({ isReady, isLost, waiting }: Companion): boolean {
  return isReady && !isLost && waiting <= plansAtOnce;
}
