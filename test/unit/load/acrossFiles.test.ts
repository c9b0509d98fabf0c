import { describe, expect, it } from 'vitest';
import { LoadError } from '../../../src/engine/load/loadError.js';
import { problemsOf, refusals } from './program.js';

const state =
  'export let count = 0;\nexport const items: number[] = [];\nexport class Bank { static total = 0 }';
const inMain = (body: string) => ({
  'main.ts': `import { count, items as all, Bank } from './state';\nimport * as state from './state';\nexport function main() {\n${body}\n}`,
  'state.ts': state,
});

describe('across files', () => {
  it.each([
    ['count++', 'count is a plain variable'],
    ['all.push(1)', 'all is a plain value'],
    ['Bank.total++', 'Bank is a plain value'],
    ['state.items.push(1)', 'state.items is a plain value'],
    ['state.count = 2', 'state is a plain value'],
  ])('%s is refused', (body, message) => {
    expect(refusals(inMain(body))).toEqual([expect.stringContaining(`4: ${message}`)]);
  });

  it('problems name their file, in order of position', () => {
    const problems = problemsOf({
      'main.ts': "import { f } from './a';\nexport function main() {}\nenum E {}",
      'a.ts': 'let n = 0;\nexport function f() {\n  n = 1;\n}\nlet m = 0; export function g() { m++; n++; }',
    });
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'a.ts:3',
      'a.ts:5',
      'a.ts:5',
      'main.ts:3',
    ]);
    expect(new LoadError(problems).message).toMatch(/^a\.ts:3:3: n is a plain variable/);
  });
});
