/** The planner that a strategy's name stands for. */
import { BoundingPlanner } from './bounding.js';
import { DporPlanner } from './dpor.js';
import type { Planner } from './planner.js';
import { Portfolio } from './portfolio.js';
import { AimedPlanner, pctPlanner, posPlanner, RoundRobinPlanner, randomPlanner } from './sampling.js';

export const plannerNames = ['portfolio', 'random', 'round-robin', 'pct', 'pos', 'bounded', 'dpor'] as const;
export type PlannerName = (typeof plannerNames)[number];

/** Depth of bugs that PCT aims at, and most preemptions of a bounded search, where nobody says. */
export const defaultDepth = 3;

/** Steered for what `parameters` say then, and in between all schedules in order, so that the search may come to an end. */
export function aimedPlanner(seed: number, parameters: () => readonly number[]): Planner {
  return new Portfolio([
    new AimedPlanner(seed, parameters),
    new AimedPlanner(seed + 1, parameters),
    new BoundingPlanner(Number.POSITIVE_INFINITY, seed),
  ]);
}

export function plannerByName(name: PlannerName, seed: number, depth: number): Planner {
  switch (name) {
    case 'portfolio':
      return new Portfolio([
        new BoundingPlanner(Number.POSITIVE_INFINITY, seed),
        posPlanner(seed),
        pctPlanner(seed, 2),
        randomPlanner(seed),
        pctPlanner(seed, depth),
      ]);
    case 'random':
      return randomPlanner(seed);
    case 'round-robin':
      return new RoundRobinPlanner();
    case 'pct':
      return pctPlanner(seed, depth);
    case 'pos':
      return posPlanner(seed);
    case 'bounded':
      return new BoundingPlanner(depth, seed);
    case 'dpor':
      return new DporPlanner();
  }
}
