/** Async functions, wherever they are written, do what JavaScript says of them, in both modes. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

it.each(['controlled', 'live'] as const)('async and await in every place, %s', async (mode) => {
  const entry = join(import.meta.dirname, '../fixtures/runs/asyncSyntax.ts');
  const { result, problems } = await runner.run({ entry, mode });
  expect({ result, problems }).toEqual({
    problems: [],
    result: [
      2,
      8,
      'block',
      6,
      10,
      11,
      'computed',
      5,
      12,
      'quoted',
      14,
      'caught it',
      'a b ab c d d',
      4,
      'number',
      'there',
      'nested',
      'yes',
    ],
  });
});
