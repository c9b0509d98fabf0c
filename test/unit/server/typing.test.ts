// A person types into a file of a workspace: after each edit the detector says what a fresh one would say of the same
// texts, to the last column.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { OpenDocument } from '../../../src/server/openDocument.js';
import { Syntax } from '../../../src/workspace/syntax.js';

const root = join(import.meta.dirname, '../../fixtures/analysis');

let syntax: Syntax;
beforeAll(async () => {
  syntax = await Syntax.open(join(import.meta.dirname, '../../../dist/grammars'), frontEnds);
});

const pieces = [
  '',
  'x',
  '\n',
  '\n    ',
  '\n\ndef f():\n    pass\n',
  'lock',
  'self.lock = threading.Lock()\n    ',
  'with lock:\n        ',
  'return threading.Lock()\n    ',
  '@property\n    ',
  '(',
  '"',
  '#',
];

function checkTyping(name: string, text: string, others: Readonly<Record<string, string>>): void {
  const edit = fc.record({ at: fc.nat(text.length), length: fc.nat(6), text: fc.constantFrom(...pieces) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const document = new OpenDocument(syntax, `file:///${name}`, 'python', 1, text, name);
      const analyser = new Analyser(frontEnds);
      const add = (to: Analyser) => {
        for (const [path, each] of Object.entries(others)) to.setFile(path, syntax.lower(path, each));
      };
      add(analyser);
      analyser.setFile(name, document.model());
      analyser.findings();
      edits.forEach(({ at, length, text: typed }, version) => {
        const range = { start: document.text.positionAt(at), end: document.text.positionAt(at + length) };
        document.change([{ range, text: typed }], version + 2);
        analyser.setFile(name, document.model());
        const fresh = new Analyser(frontEnds);
        add(fresh);
        fresh.setFile(name, syntax.lower(name, document.text.getText()));
        expect(analyser.findings()).toEqual(fresh.findings());
      });
      document.close();
    }),
    { numRuns: 2 },
  );
}

describe('typing', () => {
  const rules = readdirSync(root);
  it.each(rules)('into examples of %s changes what a fresh start would say', (rule) => {
    const names = readdirSync(join(root, rule)).filter((name) => name.endsWith('.py'));
    const texts = names.map((name) => readFileSync(join(root, rule, name), 'utf8'));
    // All of them in one file, so that most of it only moves.
    checkTyping('typed.py', texts.join('\n'), {
      'user.py':
        'import typed\nfrom typed import *\n\ndef use(x: typed.Pool):\n    with typed.lock:\n        x.take()\n',
    });
  });
});
