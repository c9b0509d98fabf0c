/** The primitives of processes on real cores: nothing is lost, doubled or let in twice between memories either. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';
import { expectConserved, type Item } from './conservation.js';

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

async function resultOf(variant: string, kind: string, processes: number, times: number): Promise<unknown> {
  const { outcome, findings, problems, result } = await runner.run({
    entry: join(import.meta.dirname, 'programs', 'processes.ts'),
    mode: 'live',
    variant,
    args: [kind, `${processes}`, `${times}`],
    timeoutMs: 120_000,
  });
  expect({ outcome, findings, problems }).toEqual({ outcome: 'completed', findings: [], problems: [] });
  return result;
}

describe('eight processes that add to one number', () => {
  it.each(['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition'])(
    'lose no addition under a %s',
    async (lock) => {
      expect(await resultOf('excludes', lock, 8, 1_000)).toBe(8_000);
    },
  );
});

describe('four producing and four consuming processes', () => {
  it.each(['Queue', 'bounded', 'JoinableQueue', 'SimpleQueue'])(
    'move every item once, in the order of its producer: %s',
    async (queue) => {
      expectConserved((await resultOf('conserves', queue, 4, 500)) as Item[][], 4, 500);
    },
  );
});

describe('between processes', () => {
  it('a pipe keeps the order of its messages', async () => {
    expect(await resultOf('echoes', '', 2, 3_000)).toEqual(Array.from({ length: 3_000 }, (_, i) => i));
  });

  it('a manager misses no call', async () => {
    expect(await resultOf('manages', '', 4, 250)).toBe(1_000);
  });

  it('a pool carries out each task once', async () => {
    expect(await resultOf('pools', '', 4, 600)).toBe((599 * 600 * 1199) / 6);
  });
});
