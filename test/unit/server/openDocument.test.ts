/** A document that is typed in gives, after any edits, the model that its text gives when read afresh. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import type { ModuleModel } from '../../../src/analysis/model/module.js';
import { moved } from '../../../src/analysis/syntax/moved.js';
import { OpenDocument } from '../../../src/server/openDocument.js';
import { Syntax } from '../../../src/workspace/syntax.js';
import { Afresh } from './afresh.js';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await Syntax.open(join(import.meta.dirname, '../../../dist/grammars'), frontEnds);
});

const start = `import threading

lock = threading.Lock()

def f(key=lock.acquire()):
    with lock:
        g("锁 😀", key)

class Pool(make()):
    free = make(lambda: lock)

    def take(self, size: int = f()):
        def inner(x=f()):
            return lambda: f(x)
        return inner

    @property
    @cached(lambda self: f())
    def size(self):
        class Local(f()):
            at = f()
        return Local

    def take(self):
        yield f()

@wrap(lambda: f())
def f(): lock.release()

f()
`;

/** The same model as if everything had just been lowered where it stands. */
function settled(model: ModuleModel): ModuleModel {
  const shiftOf = (index: number | undefined) => {
    const { start: from = 0, origin = from } = model.functions[index ?? 0] ?? {};
    return from - origin;
  };
  const functions = model.functions.map(({ origin: _, ...each }, index) => ({
    ...each,
    body: moved(each.body, shiftOf(index)),
    parameters: moved(each.parameters, shiftOf(each.parent)),
  }));
  const classes = model.classes.map((each) => ({
    ...each,
    bases: moved(each.bases, shiftOf(each.parent)),
    attributes: moved(each.attributes, shiftOf(each.parent)),
  }));
  return { ...model, functions, classes };
}

const pieces = [
  '',
  'x',
  '\n',
  '    ',
  '):\n',
  'with lock:\n    ',
  '"',
  '锁',
  '😀',
  'lock.acquire()\r\n',
  '#',
];

it('keeps up with any edits, wherever they are', () => {
  const edit = fc.record({ at: fc.nat(start.length), length: fc.nat(12), text: fc.constantFrom(...pieces) });
  const afresh = new Afresh();
  const expectAfresh = (document: OpenDocument) =>
    afresh.expectSame(syntax, 'a.py', document.text.getText(), document.model(), settled);
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const document = new OpenDocument(syntax, 'file:///a.py', 'python', 1, start, 'a.py');
      document.model();
      edits.forEach(({ at, length, text }, version) => {
        const from = Math.min(at, document.text.getText().length);
        const range = { start: document.text.positionAt(from), end: document.text.positionAt(from + length) };
        document.change([{ range, text }], version + 2);
        expectAfresh(document);
      });
      const end = document.text.positionAt(document.text.getText().length);
      document.change([{ range: { start: { line: 0, character: 0 }, end }, text: start }], edits.length + 2);
      expectAfresh(document);
      document.close();
    }),
    { numRuns: 75 },
  );
  afresh.expectFewToDiffer();
});

it('keeps the bodies of what an edit only moves', () => {
  const document = new OpenDocument(syntax, 'file:///a.py', 'python', 1, start, 'a.py');
  const bodies = () => new Map(document.model().functions.map(({ name, body }) => [name, body]));
  const before = bodies();
  const position = document.text.positionAt(start.indexOf('with lock'));
  document.change([{ range: { start: position, end: position }, text: 'g()\n    ' }], 2);
  const after = bodies();
  document.close();
  const kept = [...after].filter(([name, body]) => before.get(name) === body).map(([name]) => name);
  expect([...after.keys()].filter((name) => !kept.includes(name))).toEqual(['<module>', 'f']);
});

it('takes a whole new text as well', () => {
  const document = new OpenDocument(syntax, 'file:///a.py', 'python', 1, start, 'a.py');
  document.model();
  document.change([{ text: 'x = 1\n' }], 2);
  expect(document.model()).toEqual(syntax.lower('a.py', 'x = 1\n'));
  document.close();
});

it('knows an untitled document by its language', () => {
  const named = (language: string) =>
    new OpenDocument(syntax, 'untitled:Untitled-1', language, 1, '', 'untitled:Untitled-1');
  expect(named('typescriptreact').name).toBe('untitled:Untitled-1.tsx');
  expect([named('python').known, named('markdown').known]).toEqual([true, false]);
});
