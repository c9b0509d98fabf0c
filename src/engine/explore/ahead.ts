/**
 * Runs the schedules of a search, several at once and ahead of the one that is asked for: on the recorder's own workers and
 * in companions. They are answered in the order in which they were begun, and the answers do not depend on where or when
 * each of them ran. That rests on two things:
 *
 * - A plan that was made ahead depends on nothing that its run is beside, and the same plan is the same run every time.
 * - A run is judged by what was known of the program's locks when it ran (Schedules.makersOfPassedOn). Ahead of its turn
 *   that is no more than at its turn, and knowing more only takes suspicions away: so one that shows nothing new ahead of its
 *   turn shows nothing new at its turn. One that does show something, or adds to what is known, is run once more then.
 */
import type { Plan } from '../../explore/planner.js';
import type { Companion } from './companion/companion.js';
import { type Companions, mostCompanions } from './companion/companions.js';
import type { Answer } from './companion/messages.js';
import type { RanSchedule, Schedules } from './schedules.js';
import type { Told } from './told.js';
import type { Verdicts } from './verdicts.js';

/** A search that is shorter is over before another process has started. */
const soonMs = 100;
/** Plans that are sent at once: they keep a companion busy while the recorder does not look. */
const plansAtOnce = 24;

interface Begun {
  readonly plan: Plan;
  /** A companion has it. */
  isAway: boolean;
  /** Of a run that was made ahead of its turn. */
  answer: Answer | undefined;
}

/** `ran` is undefined of a schedule that ran ahead, of which there is no trace. */
export interface Ran {
  readonly told: Told;
  readonly ran: RanSchedule | undefined;
}

export class Ahead {
  /** Begun and not answered, oldest first. */
  readonly #begun: Begun[] = [];
  readonly #companions: Companion[] = [];
  readonly #mostCompanions: number;
  #started = performance.now();
  /** Ends a wait for companions. */
  wake: () => void = () => {};

  /** Without `verdicts` each schedule is looked at, at its turn; with them what is known is not looked at again. */
  constructor(
    readonly schedules: Schedules,
    readonly pool: Companions,
    readonly verdicts: Verdicts | undefined,
  ) {
    const { lanes } = schedules.request;
    this.#mostCompanions = lanes === undefined ? mostCompanions : lanes - 1;
    // Who says how many wants them at once.
    if (lanes !== undefined) this.#started -= soonMs;
  }

  begin(plan: Plan): void {
    this.#begun.push({ plan, isAway: false, answer: undefined });
  }

  /** Of the oldest schedule that was begun. `isNews` says whether what is told of one needs its trace. */
  async next(isNews: (told: Told) => boolean): Promise<Ran> {
    const oldest = this.#begun[0] as Begun;
    this.#giveAway();
    while (oldest.isAway && !oldest.answer && !this.schedules.isStopped) await this.#useTheTime();
    this.#begun.shift();
    const { answer } = oldest;
    if (answer && !answer.teaches && !isNews(answer)) return { told: answer, ran: undefined };
    const ran = await this.schedules.run(oldest.plan, true, this.verdicts);
    return { told: ran.told, ran };
  }

  /** Ends those that were begun and are not wanted any more. */
  drop(): void {
    this.#begun.length = 0;
    for (const companion of this.#companions.splice(0)) this.pool.giveBack(companion);
  }

  /** A later schedule, while a companion is about to answer the oldest one. */
  async #useTheTime(): Promise<void> {
    const later = this.#begun.find(isFree);
    if (later) later.answer = await this.schedules.runAhead(later.plan, this.verdicts);
    else
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    this.#giveAway();
  }

  /** The oldest ones stay: they are wanted first. */
  #giveAway(): void {
    if (!this.verdicts || performance.now() - this.#started < soonMs) return;
    const isWaiting = this.#companions.some(({ waiting, isLost }) => waiting < plansAtOnce && !isLost);
    if (!isWaiting && this.#companions.length === this.#mostCompanions) return;
    const free = this.#begun.filter(isFree);
    if (free.length <= plansAtOnce) return;
    while (this.#companions.length < this.#mostCompanions) this.#join();
    for (const companion of this.#companions)
      if (companion.waiting < plansAtOnce && !companion.isLost && free.length > plansAtOnce)
        this.#send(companion, free.splice(1, plansAtOnce));
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

  #join(): void {
    const companion = this.pool.take();
    companion.onAnswers = () => this.wake();
    companion.begin(this.schedules.program, this.schedules.request);
    this.#companions.push(companion);
  }
}

/** Nobody has it, and nobody wants to see its decisions. */
function isFree({ plan, isAway, answer }: Begun): boolean {
  return !isAway && !answer && !plan.logged;
}
