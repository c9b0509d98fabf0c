/** A document that is typed in gives, after any edits, the model that its text gives when read afresh. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { OpenDocument } from '../../../src/server/openDocument.js';
import { Syntax } from '../../../src/workspace/syntax.js';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await Syntax.open(join(import.meta.dirname, '../../../dist/grammars'), frontEnds);
});

const start =
  'import threading\n\nlock = threading.Lock()\n\n\ndef f():\n    with lock:\n        g("锁 😀")\n';

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
  const edit = fc.record({ at: fc.nat(80), length: fc.nat(12), text: fc.constantFrom(...pieces) });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const document = new OpenDocument(syntax, 'file:///a.py', 'python', 1, start, 'a.py');
      document.model();
      edits.forEach(({ at, length, text }, version) => {
        const from = Math.min(at, document.text.getText().length);
        const range = { start: document.text.positionAt(from), end: document.text.positionAt(from + length) };
        document.change([{ range, text }], version + 2);
      });
      const typed = document.model();
      document.close();
      expect(typed).toEqual(syntax.lower('a.py', document.text.getText()));
    }),
    { numRuns: 300 },
  );
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
