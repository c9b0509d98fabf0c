/** Aimed search, from the engine: a suspicion becomes a failing schedule, or an honest "not in so many". */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Aim, Explored, ExploreRequest } from '../../src/engine/explore/exploreApi.js';

const root = join(import.meta.dirname, '../..');
const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

function explore(file: string, variant: string, aim: Partial<Aim>, schedules = 200): Promise<Explored> {
  const request: ExploreRequest = {
    entry: join(root, 'test', 'fixtures', 'explore', file),
    program: file,
    variant,
    args: [],
    strategy: 'portfolio',
    depth: 3,
    schedules,
    timeMs: 60_000,
    seed: 1,
    timeoutMs: 20_000,
    aim: { places: [], objects: [], kinds: [], ...aim },
  };
  return engine.explore(request, () => {}).done;
}
const line = (file: string, number: number) => ({ file, line: number });

describe('an aimed search', () => {
  it('makes two acquisitions in opposite orders meet at once', async () => {
    const { failure } = await explore('twoLocks.ts', 'broken', { places: [line('twoLocks.ts', 9)] });
    expect(failure?.end.findings[0]?.kind).toBe('deadlock');
    expect(failure?.foundAt).toBeLessThan(5);
  });

  it('can be given the names of objects', async () => {
    const { failure, aim } = await explore('lostUpdate.ts', 'broken', { objects: ['count'] });
    expect(failure?.end.findings[0]?.kind).toBe('race');
    expect(aim?.objects[0]?.name).toBe('count');
  });

  it('says of what does not happen in how many schedules it did not, and how often threads came there', async () => {
    const explored = await explore('twoLocks.ts', 'correct', { places: [line('twoLocks.ts', 9)] }, 90);
    expect(explored).toMatchObject({ failure: null, schedules: 90, exhausted: false });
    expect(explored.aim).toMatchObject({ steered: 60, met: 0, places: [{ line: 9, reached: 60 }] });
  });

  it('passes over what is not aimed at', async () => {
    const aim = { places: [line('lostUpdate.ts', 6)], kinds: ['deadlock'] as const };
    const { failure, schedules } = await explore('lostUpdate.ts', 'broken', aim, 60);
    expect({ failure, schedules }).toEqual({ failure: null, schedules: 60 });
  });

  it('refuses a line without any operation', async () => {
    const { problems, schedules } = await explore('twoLocks.ts', 'broken', {
      places: [line('twoLocks.ts', 2)],
    });
    expect({ problems, schedules }).toMatchObject({
      problems: [{ message: 'line 2 of twoLocks.ts has no operation for threads to meet at', line: 2 }],
      schedules: 0,
    });
  });
});
