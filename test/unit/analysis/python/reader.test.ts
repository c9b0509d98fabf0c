// The fast reader gives the model that tree-sitter's tree gives, or leaves the text to it.
// THREADLANES_FUZZ_FOLDER=DIR compares the Python files of another folder as well.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pythonFrontEnd } from '../../../../src/analysis/python/frontEnd.js';
import { chance, mutate } from '../mutate.js';
import { plainPythonModelOf } from '../parsing.js';
import { pythonFiles } from '../pythonFiles.js';

const read = (text: string) => pythonFrontEnd.lowerText?.(text, 'a.py');

describe('a file that is read without a tree', () => {
  it('has the same model', async () => {
    let left = 0;
    for (const file of pythonFiles) {
      const text = readFileSync(file, 'utf8');
      const model = read(text);
      if (model) expect(model, file).toEqual(await plainPythonModelOf('a.py', text));
      else left++;
    }
    expect(left / pythonFiles.length).toBeLessThan(0.05);
  });

  it('may be anything', () => {
    const random = chance(1);
    for (let round = 0; round < 300; round++) {
      const file = pythonFiles[Math.floor(random() * pythonFiles.length)] ?? '';
      expect(() => read(mutate(readFileSync(file, 'utf8'), random)), file).not.toThrow();
    }
  });

  it.each([
    ['precedence', 'x = -a ** b * c() + d or not e() in f and g() | h ^ i & j << k() if l() else await m()'],
    ['comparisons', 'a() < b() <= c is not d() not in e() != f()'],
    ['chains of targets', 'a = b.c, (d, *e) = [f[g()], h] = yield i()'],
    ['annotations', 'a: int = f()\nb: "C"\nself.d: list[int] = []'],
    ['all kinds of arguments', 'f(a, *b(), c=d(), **e())\nf(g(h) for h in i() if j() for k in l)'],
    ['comprehensions', 'x = [a() for a, b in c() if d], {e: f() for e in g}, {h() async for h in i}'],
    ['splats', 'x = [*a, *b(), c], (*d(), e), {**f(), "g": h()}'],
    ['slices', 'x = a[b():c(), ::d(), ...][e() :]'],
    [
      'parameters',
      'def f(a, /, b: int = g(), *c: str, d="e", **h) -> None: pass\nx = lambda i, *j, k=l(): m()',
    ],
    ['strings', 'f("a" \'b\' r"\\\\", """c\n"d\\"""" "", f"{g(h)!r:>{i}} {{", b\'\')'],
    ['lines that go on', 'if a() and \\\n   b(\n  # comment\n  c):\n  d()'],
    ['two statements in a line', 'a(); b(); return c(),\nwhile a(): b(); break'],
    ['Windows lines', 'if a():\r\n    b() # c\r\n    # d\r\nelse:\r\n\tc()\r\n'],
    ['comments at the end of blocks', 'def f():\n  if a:\n    b()\n    # of b\n  # of f\n# of nobody\n\nc()'],
    ['except', 'try:\n  a()\nexcept* B as b: c()\nexcept (D, E): pass\nelse:\n  f()\nfinally:\n  g()'],
    [
      'with',
      'with a() as b, (c()): d()\nwith (e() as f, g() as h.i,): j()\nwith (k, l): m()\nwith (n).o() as (p, q): r()',
    ],
    [
      'match',
      'match a(), b:\n  case C(d=[*_], e="f") | {"g": 1} if h(): i()\n  case _:\n    j()\n    # k\nmatch = match(l)',
    ],
    ['decorators', '@a.b(c())\n@d\nasync def f():\n  async with g(): yield\n  async for h in i(): await j'],
    ['classes', 'class A[T](B, metaclass=C()):\n  """D."""\n  e = f()\n  def g(self): return super().h()'],
    [
      'imports',
      'import a.b as c, d\nfrom . import e\nfrom ...f.g import (h as i,\n  j,)\nfrom k import *\nfrom __future__ import l',
    ],
  ])('reads %s', async (_, text) => {
    const model = read(text);
    expect(model).toBeDefined();
    expect(model).toEqual(await plainPythonModelOf('a.py', text));
  });

  it.each([
    ['a mistake', 'def f(:\n  pass'],
    ['a block without statements', 'if a:\nb()'],
    ['an uneven dedent', 'if a:\n    b()\n  c()'],
    ['an open bracket', 'f(\n'],
    ['Python 2', 'print >>f, a'],
    ['letters beyond ASCII in a name', 'ä = f()'],
    ['a quote inside a field with that quote', 'f"{a["b"]}"'],
    ['what tree-sitter reads otherwise', '[*f()]'],
    ['deep nesting', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['a long chain of not', `x = ${'not '.repeat(10_000)}a`],
    ['a long chain of signs', `x = ${'-'.repeat(10_000)}a`],
    ['a long chain of powers', `x = a${' ** a'.repeat(10_000)}`],
    ['a long chain of conditions', `x = a${' if b else a'.repeat(10_000)}`],
    ['a long chain of targets', `${'a = '.repeat(10_000)}b`],
    ['a long chain of yields', `${'yield '.repeat(10_000)}a`],
    ['deep lambdas', `x = ${'lambda: '.repeat(10_000)}a`],
    ['deep blocks', Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n')],
  ])('leaves %s to the tree', (_, text) => {
    expect(read(text)).toBeUndefined();
  });
});
