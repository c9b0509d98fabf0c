/** Shared variables and arrays: what the operations answer, that atomic ones lose nothing, and that plain ones race. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';

const entry = join(import.meta.dirname, 'programs', 'atomics.ts');
const runner = new ProgramRunner();
afterAll(() => runner.dispose());

const told: Readonly<Record<string, readonly string[]>> = {
  variables: [
    '6 6 6 10',
    '10 15 14 28 28',
    '28 1 1',
    '7 "two" "two" "three"',
    'false true false',
    '"three!" "three!"',
  ],
  copies: ['[1,2]', '[1,2,3]', '"throws TypeError"', '"throws TypeError"', '[1,2,3]'],
  updateOnlyComputes: ['"throws ThreadError"', '"throws ThreadError"', '"throws TypeError"', '5 false 6'],
  arrays: [
    '3 [1,2,3] [0,0,0] ["a","b"]',
    '10 "c" null null',
    '2 2 20 21',
    '3 8 -7 [10,21,-7]',
    '"throws RangeError"',
    '"throws RangeError"',
    '"throws RangeError"',
    '"throws RangeError"',
    '"throws RangeError"',
    '"throws RangeError"',
    '0 [10,21,-7]',
  ],
};

describe.each(Object.keys(told))('%s', (variant) => {
  it.each(['controlled', 'live'] as const)('answer and throw as they say, %s', async (mode) => {
    const { outcome, problems, lines } = await runner.run({ entry, mode, variant });
    expect({ outcome, problems, lines }).toEqual({
      outcome: 'completed',
      problems: [],
      lines: told[variant],
    });
  });
});

describe('atomic operations', () => {
  it('lose nothing among eight threads on real cores, and do not race', async () => {
    const [threads, times] = [8, 3_000];
    const { outcome, findings, result } = await runner.run({
      entry,
      mode: 'live',
      variant: 'haste',
      args: [`${threads}`, `${times}`],
      timeoutMs: 60_000,
    });
    const each = (threads * times) / 3;
    expect({ outcome, findings }).toEqual({ outcome: 'completed', findings: [] });
    expect(result).toEqual([
      5 + threads * times,
      [1 + each, 2 + each, 3 + each],
      [3 * times, 3 * times, 2 * times],
    ]);
  });
});

describe('plain accesses of an element', () => {
  it.each([1, 2, 3])('are found to race, at their line (seed %i)', async (seed) => {
    const line =
      readFileSync(entry, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('zeros[1] =')) + 1;
    const { findings, trace } = await runner.run({ entry, mode: 'controlled', variant: 'race', seed });
    const sites = findings.flatMap((each) =>
      each.kind === 'race' ? [each.first.site, each.second.site] : [],
    );
    const lines = sites.map((site) => trace?.place(site)?.line);
    expect(new Set(lines)).toEqual(new Set([line]));
  });
});
