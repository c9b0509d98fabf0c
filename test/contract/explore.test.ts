/**
 * Planted bugs, and small programs of the literature written anew, each with a correct twin in the same file. Its first line
 * says what is to be found and how many preemptions it takes. Through the engine of the built package.
 *
 * EXPLORE=full runs 20 seeds of each and 20,000 schedules of each twin, as the figures that we promise are about.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Explored, ExploreRequest } from '../../src/engine/explore/exploreApi.js';
import type { RunEnded } from '../../src/protocol/page.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test', 'fixtures', 'explore');
const isFull = process.env.EXPLORE === 'full';
const seeds = Array.from({ length: isFull ? 20 : 2 }, (_, i) => i + 1);
const schedulesOfTwins = isFull ? 20_000 : 150;
const minutes = 60_000;

const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

function explore(file: string, variant: string, given: Partial<ExploreRequest>): Promise<Explored> {
  const request: ExploreRequest = {
    entry: join(folder, file),
    program: file,
    variant,
    args: [],
    strategy: 'portfolio',
    depth: 3,
    schedules: 2000,
    timeMs: 10 * minutes,
    seed: 1,
    timeoutMs: 20_000,
    ...given,
  };
  return engine.explore(request, () => {}).done;
}

/** Runs a schedule as `run --schedule` does. */
async function replayed(file: string, failure: NonNullable<Explored['failure']>): Promise<RunEnded> {
  const { schedule } = failure;
  const request = {
    entry: join(folder, file),
    program: file,
    mode: 'controlled',
    strategy: 'replay',
    seed: schedule.seed,
    variant: schedule.variant,
    args: [],
    schedule,
    timeoutMs: 20_000,
  } as const;
  return engine.run(request, { started: () => {}, records: () => {}, findings: () => {} }).done;
}

/** What a run showed, in one word. */
function kindOf({ outcome, findings }: RunEnded): string {
  const told = findings.filter(({ kind }) => kind !== 'uncaught-exception' || outcome !== 'failed');
  return told[0]?.kind ?? outcome;
}

interface Fixture {
  readonly file: string;
  readonly finds: string;
  readonly preemptions: number;
}
const fixtures: Fixture[] = readdirSync(folder).map((file) => {
  const expected = /^\/\/ finds: ([\w-]+); preemptions: (\d)/.exec(readFileSync(join(folder, file), 'utf8'));
  return { file, finds: expected?.[1] ?? '', preemptions: Number(expected?.[2]) };
});

describe.each(fixtures)('$file', ({ file, finds, preemptions }) => {
  it.each(seeds)(
    `shows a ${finds} with ${preemptions} preemptions, found, made small and replayed with seed %i`,
    async (seed) => {
      const { failure, problems, loadProblems } = await explore(file, 'broken', { seed });
      expect([...problems, ...loadProblems]).toEqual([]);
      if (!failure) throw new Error('no schedule failed');
      expect({ kind: kindOf(failure.end), preemptions: failure.preemptions }).toEqual({
        kind: finds,
        preemptions,
      });
      expect(failure.nondeterminism).toBe('');
      expect(failure.dependsOnSchedule || finds === 'race').toBe(true);
      const again = await replayed(file, failure);
      expect({ outcome: again.outcome, findings: again.findings }).toEqual({
        outcome: failure.end.outcome,
        findings: failure.end.findings,
      });
    },
    5 * minutes,
  );

  it(
    'has a twin of which no schedule fails',
    async () => {
      const explored = await explore(file, 'correct', { schedules: schedulesOfTwins });
      expect(explored.failure).toBeNull();
      expect(explored.unfinished).toBe(0);
    },
    30 * minutes,
  );
});

describe('the order of locks', () => {
  it('says nothing of a lock that the last reader releases for the first, seen in any schedule', async () => {
    const entry = join(root, 'examples', 'beyond-the-tutorial', 'starvation.ts');
    const explored = await explore('starvation', 'turnstile', { entry, schedules: 60 });
    expect(explored).toMatchObject({ schedules: 60, failure: null, problems: [], loadProblems: [] });
  });
});

describe('DPOR', () => {
  it('runs every happens-before class of a small program once, and knows that it has', async () => {
    const explored = await explore('account.ts', 'correct', { strategy: 'dpor' });
    expect(explored).toMatchObject({ exhausted: true, failure: null, classes: 2, schedules: 2 });
  });
});
