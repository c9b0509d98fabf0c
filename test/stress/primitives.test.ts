/** The primitives on real cores, with all the haste there is: nobody is let in twice, no wake-up and no item is lost. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';
import { expectConserved, type Item } from './conservation.js';

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

const folder = join(import.meta.dirname, 'programs');
const timeoutMs = 120_000;

/** What main returns; the run completes and nothing is found. */
async function resultOf(program: string, variant: string | undefined, ...args: number[]): Promise<unknown> {
  const { outcome, findings, problems, result } = await runner.run({
    entry: join(folder, program),
    mode: 'live',
    ...(variant === undefined ? {} : { variant }),
    args: args.map(String),
    timeoutMs,
  });
  expect({ outcome, findings, problems }).toEqual({ outcome: 'completed', findings: [], problems: [] });
  return result;
}

const gates = [
  'lock',
  'rlock',
  'reentered',
  'condition',
  'conditionOnLock',
  'semaphore',
  'bounded',
  'queue',
  'timeout',
  'tryAgain',
];
const threads = 8;
const sections = 100_000 / gates.length / threads;

describe('eight threads and 100,000 critical sections in all', () => {
  it('use every way to lock there is', async () => {
    expect(await resultOf('mutualExclusion.ts', undefined)).toEqual(gates);
  });

  it.each(gates)('never meet inside: %s', async (gate) => {
    const result = await resultOf('mutualExclusion.ts', gate, threads, sections);
    expect(result).toEqual({ count: threads * sections, violations: 0 });
  });
});

describe('10,000 rounds over a condition', () => {
  it.each(['rlock', 'lock'])('lose no wake-up, on its %s', async (lock) => {
    expect(await resultOf('conditionRounds.ts', lock, 10_000)).toBe(20_000);
  });
});

describe('four producers and four consumers', () => {
  const items = 2_000;

  it.each(['unbounded', 'bounded', 'single', 'simple'])(
    'move every item once, in the order of its producer: %s',
    async (queue) => {
      expectConserved((await resultOf('queueConservation.ts', queue, 4, items)) as Item[][], 4, items);
    },
  );
});

describe('a process that is ended by force in the middle of everything', () => {
  it('leaves what it shared in order, a hundred times', async () => {
    expect(await resultOf('endedByForce.ts', undefined, 100)).toBe(100);
  });
});
