/** Thousands of schedules in processes whose threads wake each other by pipes: each comes to its end, and to the same one. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Explored } from '../../src/engine/explore/exploreApi.js';
import { exploreRequest } from '../exploreRequest.js';

const root = join(import.meta.dirname, '..', '..');
const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

function explore(file: string, variant: string, companions: number): Promise<Explored> {
  const request = exploreRequest(`test/fixtures/${file}`, { variant, companions, schedules: 1000 });
  return engine.explore(request, () => {}).done;
}

it.each([
  ['explore/boundedBuffer.ts', 'correct'],
  ['explore/philosophers.ts', 'correct'],
  ['classes/primitives.ts', 'condition'],
  ['classes/primitives.ts', 'barrier'],
  ['classes/underGil.ts', 'increment'],
])('every schedule of %s %s ends, as it does without companions', async (file, variant) => {
  const without = await explore(file, variant, 0);
  const withTwo = await explore(file, variant, 2);
  expect(withTwo).toMatchObject({ schedules: 1000, unfinished: 0, problems: [] });
  expect(withTwo.classes).toBe(without.classes);
  expect(withTwo.failing).toBe(without.failing);
});
