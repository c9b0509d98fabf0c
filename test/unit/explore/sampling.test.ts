/** The strategies that draw schedules: PCT's guarantee, and what POS samples evenly. Seeds are fixed, so figures are too. */
import { describe, expect, it } from 'vitest';
import type { Planner } from '../../../src/explore/planner.js';
import { pctPlanner, posPlanner, randomPlanner } from '../../../src/explore/sampling.js';
import { type ModelRun, type Program, runAll, runOne, write } from './model.js';

const steps = (count: number, object: number) => Array.from({ length: count }, () => write(object));

/** Share of so many schedules of the program for which `bug` holds. */
function share(
  program: Program,
  planner: Planner,
  bug: (run: ModelRun) => boolean,
  schedules = 4000,
): number {
  return runAll(program, planner, schedules).filter(bug).length / schedules;
}
const placesOf = (run: ModelRun, thread: number) =>
  run.order.flatMap((each, i) => (each === thread ? [i] : []));

describe('PCT finds a bug of depth d with a probability of at least 1 / (n k^(d-1))', () => {
  const program: Program = [steps(8, 1), steps(8, 2), steps(4, 3)];
  const n = 3;
  const k = 20;

  it('of depth 1: thread 3 is through before thread 1 begins', () => {
    const bug = (run: ModelRun) => Math.max(...placesOf(run, 3)) < Math.min(...placesOf(run, 1));
    expect(share(program, pctPlanner(1, 1), bug)).toBeGreaterThan(1 / n);
  });
  it('of depth 2: thread 2 begins between the third and the fourth step of thread 1', () => {
    const bug = (run: ModelRun) => {
      const one = placesOf(run, 1);
      const begin = Math.min(...placesOf(run, 2));
      return begin > (one[2] as number) && begin < (one[3] as number);
    };
    expect(share(program, pctPlanner(1, 2), bug)).toBeGreaterThan(1 / (n * k));
  });
  it('of depth 3, and more often than a random walk', () => {
    // Thread 2 makes two steps between the third and the fourth of thread 1, and the others only after the last of that.
    const bug = (run: ModelRun) => {
      const [one, two] = [placesOf(run, 1), placesOf(run, 2)] as [number[], number[]];
      const at = (places: number[], i: number): number => places[i] as number;
      return at(one, 2) < at(two, 0) && at(two, 1) < at(one, 3) && at(one, 7) < at(two, 2);
    };
    const found = share(program, pctPlanner(1, 3), bug, 6000);
    expect(found).toBeGreaterThan(1 / (n * k * k));
    expect(found).toBeGreaterThan(2 * share(program, randomPlanner(1), bug, 6000));
  });
  it('does not find one of depth 2 with a depth of 1', () => {
    const bug = (run: ModelRun) => placesOf(run, 2)[0] === 3;
    expect(share(program, pctPlanner(1, 1), bug)).toBe(0);
  });
});

describe('POS', () => {
  it('draws each order of conflicting steps about as often, however much lies around them', () => {
    // One write of thread 2 among three of thread 1, after ten steps that concern nobody.
    const program: Program = [[...steps(3, 1)], [...steps(10, 2), write(1)]];
    const early = (run: ModelRun) => (placesOf(run, 2)[10] as number) < (placesOf(run, 1)[2] as number);
    expect(share(program, posPlanner(1), early)).toBeGreaterThan(0.05);
    expect(share(program, randomPlanner(1), early)).toBeLessThan(0.02);
  });
});

describe('seeds', () => {
  it.each([
    ['random', randomPlanner],
    ['pos', posPlanner],
    ['pct', (seed: number) => pctPlanner(seed, 3)],
  ])('%s plans the same schedules for the same seed, and others for another', (_, planner) => {
    const program: Program = [steps(6, 1), steps(6, 1)];
    const orders = (seed: number) => runAll(program, planner(seed), 20).map(({ order }) => order.join(''));
    expect(orders(3)).toEqual(orders(3));
    expect(orders(3)).not.toEqual(orders(4));
  });
  it('a plan by itself gives the same run', () => {
    const planner = randomPlanner(5);
    const plan = planner.next();
    if (!plan) throw new Error('there is always a next one');
    const program: Program = [steps(6, 1), steps(6, 1)];
    expect(runOne(program, plan).run.order).toEqual(runOne(program, plan).run.order);
  });
});
