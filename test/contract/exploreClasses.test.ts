/**
 * DPOR against brute force, on the runtime itself: of every kind of primitive a small program, all its schedules one by one,
 * and the happens-before classes that they belong to. DPOR completes exactly one schedule of each. EXPLORE=full adds those
 * with more than 10,000 schedules, and those that another one here is much like.
 */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Explored } from '../../src/engine/explore/exploreApi.js';
import { exploreRequest } from '../exploreRequest.js';

const isFull = process.env.EXPLORE === 'full';
const root = join(import.meta.dirname, '../..');
const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

async function explore(file: string, variant: string, strategy: 'dpor' | 'bounded'): Promise<Explored> {
  const given = { variant, strategy, depth: 1000, schedules: 40_000 };
  const request = exploreRequest(`test/fixtures/classes/${file}`, given);
  const explored = await engine.explore(request, () => {}).done;
  expect([...explored.loadProblems, ...explored.problems]).toEqual([]);
  return explored;
}

const variants: Readonly<Record<string, readonly string[]>> = {
  'primitives.ts': [
    'lock',
    'trylock',
    'rlock',
    'timeout',
    'condition',
    'event',
    'semaphore',
    'queue',
    ...(isFull ? ['putters'] : []),
    'barrier',
    'sleep',
    'daemon',
  ],
  'underGil.ts': isFull ? ['once', 'increment', 'guarded'] : ['once'],
  'greenlets.ts': [''],
  'tasks.ts': [''],
  'sockets.ts': ['both-send', 'receive'],
};

describe.each(Object.entries(variants).flatMap(([file, of]) => of.map((variant) => ({ file, variant }))))(
  '$file $variant',
  ({ file, variant }) => {
    it('has as many classes for DPOR as for brute force, and one schedule of each', {
      timeout: 240_000,
    }, async () => {
      const all = await explore(file, variant, 'bounded');
      const reduced = await explore(file, variant, 'dpor');
      expect(all).toMatchObject({ exhausted: true, unfinished: 0 });
      expect(reduced).toMatchObject({
        exhausted: true,
        unfinished: 0,
        schedules: all.classes,
        classes: all.classes,
      });
    });
  },
);
