/** Happens-before classes of runs, as counted from their decision logs: against the order of steps that the model knows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundingPlanner } from '../../../src/explore/bounding.js';
import { Classes, classOf } from '../../../src/explore/classes.js';
import type { Decision } from '../../../src/explore/decisions.js';
import { acquire, type Program, read, release, runOne, write } from './model.js';

/** As the runtime writes them. */
function logOf(decisions: readonly Decision[]): number[] {
  return decisions.flatMap(({ threads, waiting, chosen, current, timePassed, mayWait, step, ...last }) => {
    const circumstances = (timePassed ? 1 : 0) | (mayWait ? 2 : 0);
    const head = [threads.length, chosen, current, waiting.length, circumstances];
    return [...head, last.lastThread, last.lastSteps, ...threads, ...waiting, ...Array.from(step)];
  });
}

/** Every schedule of the program: what the model says of its order, and the class. */
function everySchedule(program: Program): { order: string; class: number; count: number }[] {
  const planner = new BoundingPlanner(Number.POSITIVE_INFINITY, 1);
  const classes = new Classes();
  const seen = [];
  for (let plan = planner.next(); plan; plan = planner.next()) {
    const { run, decisions } = runOne(program, plan);
    planner.learn({ points: decisions.length, threads: program.length, pruned: run.pruned, decisions });
    const log = Int32Array.from(logOf(decisions));
    const order = `${run.happensBefore} ${run.deadlocked}`;
    const itsClass = classOf(log, log.length);
    classes.add(itsClass);
    seen.push({ order, class: itsClass, count: classes.count });
  }
  return seen;
}

function expectSameClasses(program: Program): void {
  const seen = everySchedule(program);
  const orders = new Map(seen.map((run) => [run.order, run.class]));
  for (const run of seen) expect(run.class).toBe(orders.get(run.order));
  expect(new Set(orders.values()).size).toBe(orders.size);
  expect(seen.at(-1)?.count).toBe(orders.size);
}

describe('happens-before classes', () => {
  it.each<[string, Program, number]>([
    ['of threads that have nothing in common', [[write(1), write(1)], [write(2)]], 1],
    ['of a writer and two readers', [[write(1)], [read(1)], [read(1)]], 4],
    ['of three writers', [[write(1)], [write(1)], [write(1)]], 6],
    [
      'of two locks in opposite orders',
      [
        [acquire(1), acquire(2), release(2), release(1)],
        [acquire(2), acquire(1), release(1), release(2)],
      ],
      3,
    ],
  ])('%s', (_, program, count) => {
    expect(new Set(everySchedule(program).map((run) => run.class)).size).toBe(count);
    expectSameClasses(program);
  });

  it('of any small program: two runs are of one class exactly when they order the same', () => {
    const cell = fc.constantFrom(1, 2);
    const access = fc.oneof(cell.map(read), cell.map(write));
    const thread = fc.array(access, { minLength: 1, maxLength: 3 });
    const program = fc.array(thread, { minLength: 2, maxLength: 3 });
    fc.assert(fc.property(program, expectSameClasses), { numRuns: 100, seed: 3 });
  });
});
