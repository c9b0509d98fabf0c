/** Programs whose plain variables, closures or fields would silently be copies: each says itself what is refused, and where. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoadError, type Problem } from '../../../src/engine/load/loadError.js';
import { loadProgram } from '../../../src/engine/load/loadProgram.js';

const folder = join(import.meta.dirname, '../../fixtures/refused');
const fixtures = readdirSync(folder);

function problemsOf(path: string): readonly Problem[] {
  try {
    loadProgram(path, (file) => readFileSync(file, 'utf8'));
    return [];
  } catch (error) {
    if (error instanceof LoadError) return error.problems;
    throw error;
  }
}

describe('what is not shared never looks shared', () => {
  it('has at least twelve fixtures', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(12);
  });
  for (const name of fixtures) {
    it(name, () => {
      const path = join(folder, name);
      const expected = readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const part = line.split('// refused: ')[1];
          return part === undefined ? [] : [{ line: index + 1, part }];
        });
      const problems = problemsOf(path);
      expect(problems.map((problem) => problem.line)).toEqual(expected.map(({ line }) => line));
      expected.forEach(({ part }, index) => {
        expect(problems[index]?.message).toContain(part);
      });
    });
  }
});
