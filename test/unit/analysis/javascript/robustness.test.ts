// Whatever a JavaScript file holds, reading it ends, and the analyser has something or nothing to say about it.
import { describe, expect, it } from 'vitest';
import { analyserOf, modelOf } from '../parsing.js';

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
    getters: `${'a.get b() { return '.repeat(deep)}`,
    'else-if chains': `if (a) f(); ${'else if (b) g(); '.repeat(deep)}`,
    'switch cases': `switch (a) { ${'case 1: f(); '.repeat(deep)} }`,
    'ternary chains': `x = ${'a ? f() : '.repeat(deep)}c`,
    awaits: `async () => { ${'await '.repeat(deep)}f(); }`,
    'TSX elements': '<a>'.repeat(deep) + '</a>'.repeat(deep),
  };
  for (const [what, text] of Object.entries(nested)) {
    it(`of ${what} does not overflow the stack`, async () => {
      const model = await modelOf('deep.tsx', text);
      expect(model.functions[0]?.name).toBe('<module>');
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect((await analyserOf({ 'deep.tsx': text })).findings()).toEqual([]);
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
    const model = await modelOf('odd.ts', text);
    expect(model.functions.length).toBeGreaterThan(0);
    expect(model.lineStarts[0]).toBe(0);
    expect((await analyserOf({ 'odd.ts': text })).findings()).toEqual([]);
  });

  it('counts offsets in UTF-16 units', async () => {
    const text = 'const s = "🔒🔒"; lock.acquire();';
    const [main] = (await modelOf('a.js', text)).functions;
    const last = main?.body[main.body.length - 1];
    expect(text.slice(last?.start, last?.end)).toBe('lock.acquire()');
  });
});
