/** Planners that draw each schedule anew. */
import type { Plan, PlannedRun, Planner } from './planner.js';
import { seedOf } from './planner.js';
import { StrategyCode } from './strategies.js';

/** Plans that only tell apart by their seed. */
class Sampling implements Planner {
  readonly exhausted = false;
  readonly isReady = true;
  #schedule = 0;

  constructor(
    readonly strategy: StrategyCode,
    readonly seed: number,
  ) {}

  next(): Plan | undefined {
    const seed = seedOf(this.seed, this.#schedule++);
    return { strategy: this.strategy, seed, parameters: this.parameters(), logged: false };
  }
  learn(_run: PlannedRun): void {}
  protected parameters(): readonly number[] {
    return [];
  }
}

export function randomPlanner(seed: number): Planner {
  return new Sampling(StrategyCode.Random, seed);
}

export function posPlanner(seed: number): Planner {
  return new Sampling(StrategyCode.Pos, seed);
}

/** Before anything is known. */
const guessedPoints = 32;

class PctPlanner extends Sampling {
  /** Points of the longest run so far. */
  #points = 0;

  constructor(
    seed: number,
    readonly depth: number,
  ) {
    super(StrategyCode.Pct, seed);
  }
  override learn({ points }: PlannedRun): void {
    this.#points = Math.max(this.#points, points);
  }
  protected override parameters(): readonly number[] {
    return [this.depth, this.#points || guessedPoints];
  }
}

/** Bugs of up to this depth; the length of a run is taken from those before. */
export function pctPlanner(seed: number, depth: number): Planner {
  return new PctPlanner(seed, depth);
}

/** What it is steered for may become known only with the first schedules. */
export class AimedPlanner extends Sampling {
  constructor(
    seed: number,
    readonly aim: () => readonly number[],
  ) {
    super(StrategyCode.Aimed, seed);
  }
  protected override parameters(): readonly number[] {
    return this.aim();
  }
}

/** There is only one such schedule. */
export class RoundRobinPlanner implements Planner {
  exhausted = false;
  #isGiven = false;

  get isReady(): boolean {
    return this.exhausted || !this.#isGiven;
  }

  next(): Plan | undefined {
    if (this.exhausted) return undefined;
    this.#isGiven = true;
    return { strategy: StrategyCode.RoundRobin, seed: 0, parameters: [], logged: false };
  }
  learn(): void {
    this.exhausted = true;
  }
}
