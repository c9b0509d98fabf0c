// Whatever a Python file holds, reading it ends, and the analyser has something or nothing to say about it.
import { describe, expect, it } from 'vitest';
import { analyserOf, modelOf } from '../parsing.js';

const deep = 10_000;

describe('deep nesting', () => {
  const nested: Readonly<Record<string, string>> = {
    brackets: '['.repeat(deep) + ']'.repeat(deep),
    'brackets that are not closed': 'x = {['.repeat(deep),
    calls: 'f('.repeat(deep) + ')'.repeat(deep),
    lambdas: `x = ${'lambda: '.repeat(deep)}1`,
    attributes: `a${'.b'.repeat(deep)}()`,
    'call chains': `a${'.b()'.repeat(deep)}`,
    sums: `a = ${'f() + '.repeat(deep)}c`,
    negations: `if ${'not '.repeat(deep)}a: pass`,
    'elif chains': `if a: pass\n${'elif f(): g()\n'.repeat(deep)}`,
    'match cases': `match a:\n${'    case 1: g()\n'.repeat(deep)}`,
    decorators: `${'@f\n'.repeat(deep)}def g(): pass\n`,
    blocks: Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join(''),
    functions: Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}def f():\n`).join(''),
    'with blocks': Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}with a:\n`).join(''),
  };
  for (const [what, text] of Object.entries(nested)) {
    it(`of ${what} does not overflow the stack`, async () => {
      const model = await modelOf('deep.py', text);
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect((await analyserOf({ 'deep.py': text })).findings()).toEqual([]);
    });
  }
});

describe('what is no program', () => {
  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFFimport threading\n'],
    ['bytes', String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))],
    ['lone surrogates', 'a = "\uD800"\nf(\uDC00)\n'],
    ['Latin-1 read as UTF-8', '# -*- coding: latin-1 -*-\nname = "Bj\uFFFDrn"\n'],
    ['Windows line ends', 'import threading\r\nlock = threading.Lock()\r\nwith lock:\r\n    pass\r\n'],
    ['an unfinished class', 'class A(\n    def f(self'],
    ['an unfinished string', 'a = """\nwith lock:\n'],
    ['Python 2', 'print "x"\nexec "y"\nraise ValueError, "z"\n'],
    ['a merge conflict', '<<<<<<< HEAD\nlock.acquire()\n=======\nlock.release()\n>>>>>>> other\n'],
  ])('%s gives a model and no finding', async (_, text) => {
    const model = await modelOf('odd.py', text);
    expect(model.functions[0]?.name).toBe('<module>');
    expect((await analyserOf({ 'odd.py': text })).findings()).toEqual([]);
  });

  it('is read around: what still parses is still checked', async () => {
    const text = [
      'import threading',
      'lock = threading.Lock()',
      'def broken(:',
      '    pass',
      'def f():',
      '    with lock:',
      '        with lock:',
      '            pass',
      '',
    ].join('\n');
    const [found] = (await analyserOf({ 'a.py': text })).findings();
    expect([found?.rule, found?.range.line]).toEqual(['self-deadlock', 7]);
  });
});

describe('programs that go round in circles', () => {
  it.each([
    ['imports of each other', { 'a.py': 'from b import x\ny = x\n', 'b.py': 'from a import y\nx = y\n' }],
    ['an import of itself', { 'a.py': 'import a\nfrom a import *\nx = a.x\n' }],
    [
      'a class that is its own base',
      { 'a.py': 'class A(A):\n    pass\nclass B(C): pass\nclass C(B): pass\nC().x()\n' },
    ],
    [
      'functions that call each other',
      { 'a.py': 'def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(1)\n' },
    ],
    ['a name that is its own value', { 'a.py': 'x = x\ny = [y]\nz = z.next\nz.next = z\nz.acquire()\n' }],
    [
      'an object that holds itself',
      {
        'a.py':
          'class A:\n    def __init__(self):\n        self.me = self\n        self.other = A()\nA().me.me.other.me.run()\n',
      },
    ],
  ])('%s end', async (_, files) => {
    expect((await analyserOf(files)).findings()).toEqual([]);
  });
});
