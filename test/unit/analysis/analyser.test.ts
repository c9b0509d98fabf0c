// The analyser keeps what it knows: after any edit it says what a fresh one would say.
import { describe, expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import type { Finding } from '../../../src/analysis/finding.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { say } from '../../../src/analysis/wording/say.js';
import { analyserOf, modelOf } from './parsing.js';

const locks = 'import threading\n\na = threading.Lock()\nb = threading.Lock()\n';
const first = 'from locks import a, b\n\ndef one():\n    with a:\n        with b:\n            pass\n';
const second = 'from locks import a, b\n\ndef two():\n    with b:\n        with a:\n            pass\n';
const files = { 'locks.py': locks, 'first.py': first, 'second.py': second };

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ path, range, message, related }) =>
    [path, range.line, say(message, 'en'), ...related.map((step) => `${step.path}:${step.range.line}`)].join(
      ' ',
    ),
  );
}

describe('an edit', () => {
  const edits: readonly (readonly [what: string, path: string, text: string | undefined])[] = [
    ['that moves lines', 'first.py', `\n\n${first}`],
    [
      'that repairs the order',
      'second.py',
      second.replace('with b', 'with x').replace('with a', 'with b').replace('with x', 'with a'),
    ],
    ['of another file’s locks', 'locks.py', locks.replace('b = threading.Lock()', 'b = a')],
    [
      'that makes a lock reentrant',
      'locks.py',
      locks.replace('a = threading.Lock()', 'a = threading.RLock()'),
    ],
    ['that renames a lock', 'locks.py', locks.replace('b =', 'c =')],
    ['that takes a file away', 'second.py', undefined],
    ['that breaks a file', 'second.py', 'def two(:\n  with'],
    ['that adds a file', 'third.py', 'from first import one\n\none()\n'],
    ['that adds a file which hides another', 'second/__init__.py', 'x = 1\n'],
  ];

  it.each(edits)('%s leads to what a fresh analyser finds', async (_, path, text) => {
    const analyser = await analyserOf(files);
    expect(analyser.findings().map((finding) => finding.rule)).toEqual(['lock-order-inversion']);
    analyser.setFile(path, text === undefined ? undefined : await modelOf(path, text));
    const changed: Record<string, string> = { ...files, ...(text !== undefined && { [path]: text }) };
    if (text === undefined) delete changed[path];
    expect(told(analyser.findings())).toEqual(told((await analyserOf(changed)).findings()));
  });

  it('and its undoing lead back', async () => {
    const analyser = await analyserOf(files);
    const before = told(analyser.findings());
    for (const [, path, text] of edits) {
      analyser.setFile(path, text === undefined ? undefined : await modelOf(path, text));
      analyser.findings();
      const original = (files as Record<string, string>)[path];
      analyser.setFile(path, original === undefined ? undefined : await modelOf(path, original));
      expect(told(analyser.findings())).toEqual(before);
    }
  });

  it('of a helper reaches the callers of its callers', async () => {
    const analyser = await analyserOf({
      'locks.py': locks,
      'leaf.py': 'from locks import a\n\ndef leaf():\n    pass\n',
      'middle.py': 'from leaf import leaf\n\ndef middle():\n    leaf()\n',
      'top.py':
        'from locks import a\nfrom middle import middle\n\ndef top():\n    with a:\n        middle()\n',
    });
    expect(analyser.findings()).toEqual([]);
    analyser.setFile(
      'leaf.py',
      await modelOf('leaf.py', 'from locks import a\n\ndef leaf():\n    with a:\n        pass\n'),
    );
    expect(analyser.findings().map((finding) => `${finding.path}:${finding.range.line}`)).toEqual([
      'top.py:6',
    ]);
  });
});

describe('a subclass in another file', () => {
  const base = `import threading

class Store:
    def __init__(self):
        self._lock = threading.Lock()

    def put(self):
        with self._lock:
            self.changed()

    def changed(self):
        pass
`;
  const quiet = 'from store import Store\n\nclass Counting(Store):\n    pass\n';
  const taking = `${quiet.replace('    pass\n', '')}    def changed(self):\n        with self._lock:\n            pass\n`;

  it('counts from the moment when it overrides a method, until it no longer does', async () => {
    const analyser = await analyserOf({ 'store.py': base, 'counting.py': quiet });
    const found = () => analyser.findings().map((each) => `${each.path}:${each.range.line} ${each.rule}`);
    expect(found()).toEqual([]);
    analyser.setFile('counting.py', await modelOf('counting.py', taking));
    expect(found()).toEqual(['store.py:9 self-deadlock']);
    analyser.setFile('counting.py', await modelOf('counting.py', quiet));
    expect(found()).toEqual([]);
    analyser.setFile('other.py', await modelOf('other.py', taking));
    expect(found()).toEqual(['store.py:9 self-deadlock']);
    analyser.setFile('other.py', undefined);
    expect(found()).toEqual([]);
  });
});

describe('locks and their order', () => {
  it('say where each lock is taken and what is taken under it', async () => {
    const analyser = await analyserOf(files);
    const info = analyser.locks().find((lock) => lock.name === 'a');
    expect(info?.taken.map((place) => `${place.path}:${place.range.line} ${place.function}`)).toEqual([
      'first.py:4 one',
      'second.py:5 two',
    ]);
    expect(info?.thenTaken.map((place) => `${place.path}:${place.range.line} ${place.lock}`)).toEqual([
      'first.py:5 locks.py:b',
    ]);
    expect(info?.declared?.range.line).toBe(3);
  });

  it('mark the edges of a reported cycle', async () => {
    const edges = (await analyserOf(files)).lockOrder();
    expect(edges.map(({ from, to, inCycle }) => `${from} > ${to} ${inCycle}`).sort()).toEqual([
      'locks.py:a > locks.py:b true',
      'locks.py:b > locks.py:a true',
    ]);
  });
});

describe('functions that all call each other and keep what they take', () => {
  it('come to an end: more locks than a person can hold in mind are not followed', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `f${i}`);
    const bodies = names.map(
      (name) =>
        `def ${name}():\n    l_${name}.acquire()\n${names.map((other) => `    ${other}()\n`).join('')}`,
    );
    const made = names.map((name) => `l_${name} = threading.Lock()\n`).join('');
    const analyser = await analyserOf({ 'knot.py': `import threading\n${made}\n${bodies.join('\n')}` });
    expect(analyser.findings().some(({ rule }) => rule === 'self-deadlock')).toBe(true);
  });
});

describe('a model', () => {
  it('of another path is refused', async () => {
    const model = await modelOf('a.py', '');
    expect(() => new Analyser(frontEnds).setFile('b.py', model)).toThrow('the model of b.py is of a.py');
  });
});
