// Whatever a file holds, lowering it ends, and gives a model.
import { describe, expect, it } from 'vitest';
import { lower } from './lower.js';

const deep = 10_000;

describe('deep nesting', () => {
  const nested: Readonly<Record<string, string>> = {
    brackets: '['.repeat(deep) + ']'.repeat(deep),
    'brackets that are not closed': '{['.repeat(deep),
    calls: 'f('.repeat(deep) + ')'.repeat(deep),
    arrows: `x = ${'() => '.repeat(deep)}1`,
    blocks: '{'.repeat(deep) + '}'.repeat(deep),
    'promise chains': `a${'.then((b) => b())'.repeat(deep)}`,
    sums: `a = ${'b + '.repeat(deep)}c`,
    members: `a${'.b'.repeat(deep)}()`,
    branches: `${'if (a) b(); else '.repeat(deep)}c();`,
    classes: 'class A { m() {'.repeat(1000),
    'TSX elements': '<a>'.repeat(deep) + '</a>'.repeat(deep),
  };
  for (const [what, text] of Object.entries(nested)) {
    it(`of ${what} does not overflow the stack`, async () => {
      const model = await lower(text, 'deep.tsx');
      expect(model.functions[0]?.name).toBe('<module>');
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    });
  }
});

describe('what is no program', () => {
  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFFconst a = 1;'],
    ['bytes', String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))],
    ['lone surrogates', 'const a = "\uD800"; f(\uDC00);'],
    ['an unfinished class', 'class A { m( { x = '],
    ['an unfinished import', 'import { a, b as'],
    ['a shebang', '#!/usr/bin/env node\nf();'],
    ['a merge conflict', '<<<<<<< HEAD\nlock.acquire();\n=======\nlock.release();\n>>>>>>> other\n'],
  ])('%s gives a model', async (_, text) => {
    const model = await lower(text, 'odd.ts');
    expect(model.functions.length).toBeGreaterThan(0);
    expect(model.lineStarts[0]).toBe(0);
  });

  it('counts offsets in UTF-16 units', async () => {
    const text = 'const s = "🔒🔒"; lock.acquire();';
    const [main] = (await lower(text, 'a.js')).functions;
    const last = main?.body[main.body.length - 1];
    expect(text.slice(last?.start, last?.end)).toBe('lock.acquire()');
  });
});
