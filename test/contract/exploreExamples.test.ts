/**
 * Exploring programs of those that share a thread: the thousandth schedule on workers that stayed is as the first on fresh ones,
 * and what is found is replayed exactly. EXPLORE=full runs 1,000 schedules of each, else 30.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Explored } from '../../src/engine/explore/exploreApi.js';
import { exploreRequest } from '../exploreRequest.js';

const root = join(import.meta.dirname, '../..');
const schedules = process.env.EXPLORE === 'full' ? 1000 : 30;

function newEngine(): Engine {
  return new Engine({
    recorderPath: join(root, 'dist', 'recorder.cjs'),
    programPath: join(root, 'dist', 'program.cjs'),
  });
}

function explore(engine: Engine, file: string, variant: string | null, all: boolean): Promise<Explored> {
  const request = exploreRequest(`examples/${file}`, { variant, schedules, keepsGoing: all });
  return engine.explore(request, () => {}).done;
}
const seen = ({ classes, failing, unfinished, schedules: count }: Explored) => ({
  classes,
  failing,
  unfinished,
  count,
});

const examples: readonly [string, string | null][] = [
  ['gil/why-lock-with-gil.ts', 'without-lock'],
  ['coroutines/greenlet-switch.ts', null],
  ['coroutines/gevent-sleep.ts', null],
  ['coroutines/gevent-unpatched.ts', null],
  ['coroutines/gevent-monkey-patch.ts', null],
  ['coroutines/generator-coroutine.ts', null],
  ['io-models/io-selectors.ts', null],
  ['io-models/io-async.ts', null],
];

describe.each(examples)('%s', (file, variant) => {
  it('shows on workers that stayed what it shows on fresh ones', { timeout: 400_000 }, async () => {
    const engine = newEngine();
    const first = await explore(engine, file, variant, true);
    const second = await explore(engine, file, variant, true);
    await engine.dispose();
    const fresh = newEngine();
    const third = await explore(fresh, file, variant, true);
    await fresh.dispose();
    expect([...first.problems, ...first.loadProblems]).toEqual([]);
    expect(first.schedules).toBe(schedules);
    expect(seen(second)).toEqual(seen(first));
    expect(seen(third)).toEqual(seen(first));
    expect(first.failure?.nondeterminism ?? '').toBe('');
  });
});

describe('a schedule in which the Gil is taken away in the middle of += ', () => {
  it('is found, made small, and replayed to the same findings', { timeout: 120_000 }, async () => {
    const engine = newEngine();
    const { failure } = await explore(engine, 'gil/why-lock-with-gil.ts', 'without-lock', false);
    if (!failure) throw new Error('no schedule failed');
    const { schedule } = failure;
    const request = {
      entry: join(root, 'examples', 'gil/why-lock-with-gil.ts'),
      program: 'why-lock-with-gil',
      mode: 'controlled',
      strategy: 'replay',
      seed: 1,
      variant: 'without-lock',
      args: [],
      schedule,
      timeoutMs: 20_000,
    } as const;
    const again = await engine.run(request, { started() {}, records() {}, findings() {} }).done;
    await engine.dispose();
    expect(again.findings).toEqual(failure.end.findings);
    expect(again.result).toBe(failure.end.result);
    expect(failure.nondeterminism).toBe('');
  });
});
