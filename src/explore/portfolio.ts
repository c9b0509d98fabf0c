/** Several planners that take turns: no single strategy finds all bugs first. */
import type { Plan, PlannedRun, Planner } from './planner.js';

export class Portfolio implements Planner {
  #turn = -1;
  readonly #left: Planner[];
  #asked: Planner | undefined;
  #exhausted = false;

  constructor(planners: readonly Planner[]) {
    this.#left = [...planners];
  }

  /** One of them has tried everything, so there is nothing for the others. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  next(): Plan | undefined {
    while (this.#left.length > 0 && !this.#exhausted) {
      this.#turn = (this.#turn + 1) % this.#left.length;
      const planner = this.#left[this.#turn] as Planner;
      const plan = planner.next();
      this.#asked = planner;
      if (plan) return plan;
      this.#left.splice(this.#turn--, 1);
    }
    return undefined;
  }

  learn(run: PlannedRun): void {
    this.#asked?.learn(run);
    if (this.#asked?.exhausted) this.#exhausted = true;
  }
}
