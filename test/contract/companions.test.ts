/**
 * Other processes run schedules of a search, and what is known of a class is not looked at again: both may make it faster,
 * and nothing else. Through the built package, and with its parts one by one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { Companions } from '../../src/engine/explore/companion/companions.js';
import type { Explored, ExploreRequest } from '../../src/engine/explore/exploreApi.js';
import { Explorer } from '../../src/engine/explore/explorer.js';
import { failuresOf, judge, suspicionsOf } from '../../src/engine/explore/judge.js';
import { Schedules } from '../../src/engine/explore/schedules.js';
import { Verdicts } from '../../src/engine/explore/verdicts.js';
import { Programs } from '../../src/engine/recorder/programs.js';
import { WorkerPool } from '../../src/engine/recorder/workerPool.js';
import { plannerByName } from '../../src/explore/plannerByName.js';
import { exploreRequest } from '../exploreRequest.js';

const root = join(import.meta.dirname, '../..');
const programPath = join(root, 'dist', 'program.cjs');
const engine = new Engine({ recorderPath: join(root, 'dist', 'recorder.cjs'), programPath });
const pool = new WorkerPool(programPath);
const warm = new Companions(join(root, 'dist', 'companion.cjs'));
afterAll(() => engine.dispose());

function requestOf(file: string, given: Partial<ExploreRequest>): ExploreRequest {
  return exploreRequest(file, { variant: 'broken', strategy: 'portfolio', ...given });
}

/** All of an answer that does not say how long it took. */
function withoutTimes({ elapsedMs: _, failure, ...rest }: Explored): unknown {
  return { ...rest, failure: failure && { ...failure, end: { ...failure.end, wallMs: 0 } } };
}

const patience = { timeout: 50_000, interval: 20 };

/** Processes that run schedules for this one. */
function companionsNow(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => parentOf(id) === process.pid);
}

/** Looks for those that were not there when this was called. */
function newCompanions(): () => number[] {
  const before = new Set(companionsNow());
  return () => companionsNow().filter((id) => !before.has(id));
}

/** 0 where it is not known, or the process has ended. */
function parentOf(id: number): number {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const isCompanion = readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('companion.cjs');
    return isCompanion ? Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) : 0;
  } catch {
    return 0;
  }
}

/** Explores in this process, so that a test has the companions in its hands. */
function exploreHere(request: ExploreRequest, companions: Companions): Promise<Explored> {
  const program = new Programs().load(request);
  return new Explorer(program, request, { workers: pool, companions }, () => {}).run();
}

/** So many that have started: a search would be over before. */
async function readyCompanions(count: number): Promise<Companions> {
  const taken = Array.from({ length: count }, () => warm.take());
  await expect.poll(() => taken.every(({ isReady }) => isReady), patience).toBe(true);
  for (const each of taken) warm.giveBack(each);
  return warm;
}

describe('two companions', () => {
  it.each([
    ['portfolio', 'test/fixtures/explore/philosophers.ts'],
    ['random', 'test/fixtures/explore/lostUpdate.ts'],
    ['pct', 'test/fixtures/explore/twoPreemptions.ts'],
    ['bounded', 'test/fixtures/explore/lostWakeup.ts'],
    ['dpor', 'test/fixtures/explore/boundedBuffer.ts'],
  ] as const)('answer %s as none do', async (strategy, entry) => {
    const [none, two] = [0, 2].map((companions) =>
      requestOf(entry, { strategy, companions, schedules: 200 }),
    );
    const companions = await readyCompanions(2);
    const alone = await exploreHere(none as ExploreRequest, companions);
    const beside = await exploreHere(two as ExploreRequest, companions);
    expect(alone.failure).not.toBeNull();
    expect(withoutTimes(beside)).toEqual(withoutTimes(alone));
  });

  it('that never say that they are there hold nothing up', async () => {
    const silent = new Companions(join(root, 'test/fixtures/silentCompanion.cjs'));
    const given = { schedules: 200, strategy: 'random', companions: 2 } as const;
    const explored = await exploreHere(requestOf('test/fixtures/explore/lostUpdate.ts', given), silent);
    expect(explored.schedules).toBe(200);
  });

  it('run all of a search but its beginning, and end with those who asked for them', async () => {
    const entry = 'test/fixtures/explore/account.ts';
    const request = requestOf(entry, {
      variant: 'correct',
      strategy: 'random',
      schedules: 3_000,
      companions: 2,
    });
    const own = new Engine({ recorderPath: join(root, 'dist', 'recorder.cjs'), programPath });
    const born = newCompanions();
    const searching = own.explore(request, () => {});
    await expect.poll(() => born().length, patience).toBe(2);
    expect(await searching.done).toMatchObject({ schedules: 3_000, unfinished: 0 });
    await own.dispose();
    await expect.poll(() => born().length, patience).toBe(0);
  });

  it('may die: what they had is run by others', async () => {
    const entry = 'test/fixtures/explore/account.ts';
    const given = { variant: 'correct', strategy: 'random', schedules: 2_000 } as const;
    const alone = await engine.explore(requestOf(entry, { ...given, companions: 0 }), () => {}).done;
    const own = new Engine({ recorderPath: join(root, 'dist', 'recorder.cjs'), programPath });
    const born = newCompanions();
    const searching = own.explore(requestOf(entry, { ...given, companions: 2 }), () => {});
    await expect.poll(() => born().length, patience).toBe(2);
    for (const id of born()) process.kill(id, 'SIGKILL');
    expect(withoutTimes(await searching.done)).toEqual(withoutTimes(alone));
    await own.dispose();
  });
});

describe('what is known of a class', () => {
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
      const known = await schedules.run(plan, true, verdicts);
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
