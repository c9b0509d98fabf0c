/** Async functions, wherever they are written, do what JavaScript says of them, in both modes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
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

it.each(['controlled', 'live'] as const)('async generators and the loops over them, %s', async (mode) => {
  const entry = join(import.meta.dirname, '../fixtures/runs/asyncGenerators.ts');
  const { result, problems } = await runner.run({ entry, mode });
  expect({ result, problems }).toEqual({
    problems: [],
    result: [
      [0, 1, 2, 2, 3, 7, 'C', 'x', 'y', 'soon', 'late'],
      10,
      [
        [false, 'begin'],
        [false, 'one'],
        [false, 'caught two'],
        [true, 'done'],
        [true, null],
        0,
        'next(): asynchronous generator is already running',
      ],
      true,
      [3, 2, 4, 4, 4, 5, 6, 7, 'at 1', 9].map((each) => (typeof each === 'number' ? `closed ${each}` : each)),
    ],
  });
});

/** What main of a fixture answers where JavaScript itself runs it. */
async function inJavaScript(entry: string): Promise<unknown> {
  const text = readFileSync(entry, 'utf8')
    .replace(/^import .*$/gm, '')
    .replace('export ', '');
  const compilerOptions = { target: ts.ScriptTarget.ESNext };
  const { outputText } = ts.transpileModule(`${text}\nreturn main();`, { compilerOptions });
  const run = new Function('sleep', `return (async () => {${outputText}})();`);
  return run((_seconds: number, value?: unknown) => Promise.resolve(value));
}

it.each(['controlled', 'live'] as const)(
  'yield*, super and variables named as parameters do what they do in JavaScript, %s',
  async (mode) => {
    const entry = join(import.meta.dirname, '../fixtures/runs/asyncGeneratorScope.ts');
    const { result, problems } = await runner.run({ entry, mode });
    expect(problems).toEqual([]);
    const answers = result as unknown[];
    expect(answers).toHaveLength(8);
    expect(answers).toEqual(await inJavaScript(entry));
  },
);
