/** Several planners that take turns: no single strategy finds all bugs first. */
import type { Plan, PlannedRun, Planner } from './planner.js';

export class Portfolio implements Planner {
  /** Index of the planner whose turn it is. */
  #turn = 0;
  readonly #left: Planner[];
  /** Whose plans were not learned from yet, oldest first. */
  readonly #asked: Planner[] = [];
  #exhausted = false;

  constructor(planners: readonly Planner[]) {
    this.#left = [...planners];
  }

  /** One of them has tried everything, so there is nothing for the others. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  get isReady(): boolean {
    return this.#left[this.#turn]?.isReady ?? true;
  }

  next(): Plan | undefined {
    while (this.#left.length > 0 && !this.#exhausted) {
      const planner = this.#left[this.#turn] as Planner;
      const plan = planner.next();
      if (plan) {
        this.#asked.push(planner);
        this.#turn = (this.#turn + 1) % this.#left.length;
        return plan;
      }
      this.#left.splice(this.#turn, 1);
      if (this.#turn === this.#left.length) this.#turn = 0;
    }
    return undefined;
  }

  learn(run: PlannedRun): void {
    const asked = this.#asked.shift();
    asked?.learn(run);
    if (asked?.exhausted) this.#exhausted = true;
  }
}
