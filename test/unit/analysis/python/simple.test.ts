// What is read from the text is what the tree says, over every Python file of the repository.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simpleExpression } from '../../../../src/analysis/python/simple.js';
import { modelOf, plainPythonModelOf } from '../parsing.js';

const folders = [
  'test/fixtures/analysis',
  'examples',
  ...(process.env.THREADLANES_FUZZ_FOLDER?.split(',') ?? []),
];
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name)),
);

describe('expressions read from the text', () => {
  it('are those of the tree', async () => {
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(await modelOf('a.py', text), file).toEqual(await plainPythonModelOf('a.py', text));
    }
  });

  it.each([
    'a + b',
    'a if b else c',
    'not a',
    'await f()',
    'lambda: f()',
    'f(x for x in y)',
    'a[0]',
    'f(*args)',
    'f(a == b)',
    'f"{g()}"',
    '"a" "b"',
    "'a\\n'",
    'f(  # comment\n)',
    '1.5e3',
    'a.b:',
    '',
  ])('leave %j to the tree', (text) => {
    expect(simpleExpression(text, 0)).toBeUndefined();
  });
});
