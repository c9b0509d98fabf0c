/** The systematic strategies, counted by hand and against brute force. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundingPlanner } from '../../../src/explore/bounding.js';
import { DporPlanner } from '../../../src/explore/dpor.js';
import { acquire, type Program, read, release, runAll, write } from './model.js';

const everything = (program: Program) => runAll(program, new BoundingPlanner(Number.POSITIVE_INFINITY, 1));
const section = [acquire(1), write(2), release(1)];

describe('brute force', () => {
  it.each<[string, Program, number]>([
    [
      'two threads of 2 steps: 4 over 2',
      [
        [write(1), write(1)],
        [write(1), write(1)],
      ],
      6,
    ],
    [
      'two threads of 3 steps: 6 over 3',
      [
        [write(1), write(2), write(3)],
        [write(1), write(2), write(3)],
      ],
      20,
    ],
    [
      'three threads of 2 steps: 6! / 2!^3',
      [
        [write(1), write(1)],
        [write(2), write(2)],
        [read(1), read(2)],
      ],
      90,
    ],
    ['two critical sections: one after the other', [section, section], 2],
    ['three critical sections', [section, section, section], 6],
  ])('%s', (_, program, count) => {
    const runs = everything(program);
    expect(runs).toHaveLength(count);
    expect(new Set(runs.map(({ order }) => order.join())).size).toBe(count);
  });
});

describe('preemption bounding', () => {
  const program: Program = [
    [write(1), write(1)],
    [write(1), write(1)],
  ];
  it.each([
    [0, 2],
    [1, 4],
    [2, 6],
  ])('with at most %i preemptions runs %i of the 6 schedules', (bound, count) => {
    expect(runAll(program, new BoundingPlanner(bound, 1))).toHaveLength(count);
  });
  it('tries schedules with fewer preemptions first', () => {
    const preemptions = everything([
      [write(1), write(1)],
      [write(1), write(1)],
      [write(1), write(1)],
    ]).map(({ order }) => order.filter((thread, i) => i > 0 && thread !== order[i - 1]).length - 2);
    // A switch from a thread at its end is none; with three threads there are two of those.
    expect(preemptions).toEqual([...preemptions].sort((a, b) => a - b));
  });
});

/** One schedule for each class of those that brute force finds, and no other complete one. */
function expectOneOfEach(program: Program): void {
  const classes = new Set(everything(program).map(({ happensBefore }) => happensBefore));
  const planner = new DporPlanner();
  const runs = runAll(program, planner).filter(({ pruned }) => !pruned);
  expect(runs.map(({ happensBefore }) => happensBefore).sort()).toEqual([...classes].sort());
  expect(planner.classes).toBe(classes.size);
  expect(planner.exhausted).toBe(true);
}

describe('DPOR runs exactly one schedule of each happens-before class', () => {
  it.each<[string, Program]>([
    [
      'of threads that have nothing in common: one',
      [
        [write(1), write(1)],
        [write(2), write(2)],
      ],
    ],
    ['of readers: one', [[read(1)], [read(1)], [read(1)]]],
    ['of a writer and two readers: four', [[write(1)], [read(1)], [read(1)]]],
    ['of three writers: six', [[write(1)], [write(1)], [write(1)]]],
    ['of critical sections', [section, section, section]],
    [
      'of a lost update',
      [
        [read(1), write(1)],
        [read(1), write(1)],
      ],
    ],
    [
      'of two locks in opposite orders, deadlock included',
      [
        [acquire(1), acquire(2), release(2), release(1)],
        [acquire(2), acquire(1), release(1), release(2)],
      ],
    ],
    [
      'of work before a lock',
      [
        [acquire(1), release(1), write(2)],
        [write(3), acquire(1), release(1), write(2)],
      ],
    ],
    [
      'of the readers that the paper begins with',
      [[write(1)], [read(2), read(1)], [read(3), read(1)], [write(2)], [write(3)]],
    ],
  ])('%s', (_, program) => expectOneOfEach(program));

  it('counts by hand: 1, 4, 6, 2 deadlocking among the schedules of two locks', () => {
    const classes = (program: Program): number => {
      const planner = new DporPlanner();
      runAll(program, planner);
      return planner.classes;
    };
    expect(
      classes([
        [write(1), write(1)],
        [write(2), write(2)],
      ]),
    ).toBe(1);
    expect(classes([[write(1)], [read(1)], [read(1)]])).toBe(4);
    expect(classes([[write(1)], [write(1)], [write(1)]])).toBe(6);
  });

  it('of any small program', () => {
    const cell = fc.constantFrom(1, 2, 3);
    const access = fc.oneof(cell.map(read), cell.map(write)).map((operation) => [operation]);
    const guarded = fc
      .tuple(fc.constantFrom(10, 11), fc.oneof(cell.map(read), cell.map(write)))
      .map(([lock, operation]) => [acquire(lock), operation, release(lock)]);
    const nested = fc
      .constantFrom([10, 11] as const, [11, 10] as const)
      .map(([one, other]) => [acquire(one), acquire(other), release(other), release(one)]);
    const thread = fc
      .array(fc.oneof(access, guarded, nested), { minLength: 1, maxLength: 2 })
      .map((parts) => parts.flat().slice(0, 4).concat(parts.flat().slice(4)));
    const program = fc
      .array(thread, { minLength: 2, maxLength: 3 })
      .filter((threads) => threads.reduce((sum, steps) => sum + steps.length, 0) <= 11);
    fc.assert(fc.property(program, expectOneOfEach), { numRuns: 150, seed: 7 });
  });
});
