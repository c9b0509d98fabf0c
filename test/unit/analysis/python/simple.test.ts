// What is read from the text is what the tree says, over every Python file of the repository.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simpleExpression } from '../../../../src/analysis/python/simple.js';
import { modelOf, plainPythonModelOf } from '../parsing.js';
import { pythonFiles } from '../pythonFiles.js';

describe('expressions read from the text', () => {
  it('are those of the tree', async () => {
    for (const file of pythonFiles) {
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
