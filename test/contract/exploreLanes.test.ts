/**
 * Schedules run beside each other, and what is known of a class is not looked at again: both may make a search faster, and
 * nothing else. Through the built package, and with its parts one by one.
 */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Explored, ExploreRequest } from '../../src/engine/explore/exploreApi.js';
import { failuresOf, judge, suspicionsOf } from '../../src/engine/explore/judge.js';
import { Schedules } from '../../src/engine/explore/schedules.js';
import { Verdicts } from '../../src/engine/explore/verdicts.js';
import { Programs } from '../../src/engine/recorder/programs.js';
import { WorkerPool } from '../../src/engine/recorder/workerPool.js';
import { plannerByName } from '../../src/explore/plannerByName.js';

const root = join(import.meta.dirname, '../..');
const programPath = join(root, 'dist', 'program.cjs');
const engine = new Engine({ recorderPath: join(root, 'dist', 'recorder.cjs'), programPath });
afterAll(() => engine.dispose());

function requestOf(entry: string, given: Partial<ExploreRequest>): ExploreRequest {
  const limits = { depth: 3, schedules: 100, timeMs: 60_000, timeoutMs: 20_000, keepsGoing: true };
  const asked = { variant: 'broken', args: [], strategy: 'portfolio', seed: 1 } as const;
  return { entry: join(root, entry), program: 'lanes', ...asked, ...limits, ...given };
}

/** All of an answer that does not say how long it took. */
function withoutTimes({ elapsedMs: _, failure, ...rest }: Explored): unknown {
  return { ...rest, failure: failure && { ...failure, end: { ...failure.end, wallMs: 0 } } };
}

describe('two lanes', () => {
  it.each([
    ['portfolio', 'test/fixtures/explore/philosophers.ts'],
    ['random', 'test/fixtures/explore/lostUpdate.ts'],
    ['pct', 'test/fixtures/explore/twoPreemptions.ts'],
    ['bounded', 'test/fixtures/explore/lostWakeup.ts'],
    ['dpor', 'test/fixtures/explore/boundedBuffer.ts'],
  ] as const)('answer %s as one does', async (strategy, entry) => {
    const [one, two] = [1, 2].map((lanes) => requestOf(entry, { strategy, lanes }));
    const alone = await engine.explore(one as ExploreRequest, () => {}).done;
    const beside = await engine.explore(two as ExploreRequest, () => {}).done;
    expect(alone.failure).not.toBeNull();
    expect(withoutTimes(beside)).toEqual(withoutTimes(alone));
  });

  it('end the schedule that was begun ahead of the end of the search, and leave no worker behind', async () => {
    const entry = 'test/fixtures/explore/account.ts';
    const request = requestOf(entry, { variant: 'correct', strategy: 'random', schedules: 101, lanes: 2 });
    for (let round = 0; round < 5; round++)
      expect(await engine.explore(request, () => {}).done).toMatchObject({ schedules: 101, unfinished: 0 });
  });
});

describe('what is known of a class', () => {
  const pool = new WorkerPool(programPath);
  it.each([
    'checkThenAct',
    'ifInsteadOfWhile',
    'lostUpdateAtomics',
    'lostWakeup',
    'philosophers',
    'threeLocks',
    'wrongLock',
  ])('is what looking at each schedule of %s shows', async (name) => {
    const request = requestOf(`test/fixtures/explore/${name}.ts`, {});
    const schedules = new Schedules(new Programs().load(request), request, pool);
    const planner = plannerByName('random', 7, 3);
    const verdicts = new Verdicts();
    for (let count = 0; count < 80; count++) {
      const plan = planner.next();
      if (!plan) throw new Error('a random walk never ends');
      schedules.begin(plan, true);
      const known = await schedules.next(verdicts);
      const seen = judge(schedules.memory, schedules.trace, new Set());
      expect(known.outcome).toBe(seen.outcome);
      expect(failuresOf(known).length > 0).toBe(failuresOf(seen).length > 0);
      expect(suspicionsOf(known).map((each) => each.name)).toEqual(
        suspicionsOf(seen).map((each) => each.name),
      );
    }
    expect(verdicts.spared).toBeGreaterThan(0);
    await schedules.close();
  });
});
