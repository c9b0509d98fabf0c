/** Planners that are asked for the next schedule before it is known what came of the last one, as two lanes do. */
import { describe, expect, it } from 'vitest';
import { BoundingPlanner } from '../../../src/explore/bounding.js';
import { DporPlanner } from '../../../src/explore/dpor.js';
import { preemptionsOf } from '../../../src/explore/handOver.js';
import type { Plan, Planner } from '../../../src/explore/planner.js';
import { plannerByName } from '../../../src/explore/plannerByName.js';
import { RoundRobinPlanner } from '../../../src/explore/sampling.js';
import { type ModelRun, type Program, read, runOne, write } from './model.js';

const program: Program = [
  [write(1), read(2), write(1)],
  [write(1), write(2)],
];

interface Ahead {
  readonly plans: readonly Plan[];
  readonly runs: readonly ModelRun[];
  readonly preemptions: readonly number[];
}

/** Every schedule that the planner plans, `ahead` of them before the first of these is learned from. */
function runAhead(planner: Planner, ahead: number, most: number): Ahead {
  const plans: Plan[] = [];
  const runs: ModelRun[] = [];
  const preemptions: number[] = [];
  const open: Plan[] = [];
  while (runs.length < most) {
    while (open.length < ahead && planner.isReady) {
      const plan = planner.next();
      if (!plan) break;
      plans.push(plan);
      open.push(plan);
    }
    const plan = open.shift();
    if (!plan) break;
    const { run, decisions } = runOne(program, plan);
    runs.push(run);
    preemptions.push(preemptionsOf(decisions));
    planner.learn({ points: decisions.length, threads: program.length, pruned: run.pruned, decisions });
    if (planner.exhausted) break;
  }
  return { plans: plans.slice(0, runs.length), runs, preemptions };
}

const ordersOf = (runs: readonly ModelRun[]): string[] => runs.map(({ order }) => order.join());

describe('planning ahead', () => {
  it('changes nothing of what a portfolio plans: another of its planners is asked each time', () => {
    const one = runAhead(plannerByName('portfolio', 3, 3), 1, 40);
    const two = runAhead(plannerByName('portfolio', 3, 3), 2, 40);
    expect(two.plans).toEqual(one.plans);
  });

  it('leaves preemption bounding every schedule, each once, those with fewer preemptions first', () => {
    const one = ordersOf(runAhead(new BoundingPlanner(9, 1), 1, 1000).runs);
    const { runs, preemptions } = runAhead(new BoundingPlanner(9, 1), 2, 1000);
    expect(new Set(ordersOf(runs))).toEqual(new Set(one));
    expect(runs).toHaveLength(one.length);
    expect(preemptions).toEqual([...preemptions].sort((a, b) => a - b));
  });

  it.each([
    ['DPOR', () => new DporPlanner()],
    ['round-robin', () => new RoundRobinPlanner()],
  ])('is refused by %s', (_, planner) => {
    const asked = planner();
    expect(asked.isReady).toBe(true);
    asked.next();
    expect(asked.isReady).toBe(false);
  });
});
