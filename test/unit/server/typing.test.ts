// A person types into a file of a workspace: after each edit the detector says what a fresh one would say of the same
// texts, to the last column. TYPING=N tries N random series of edits a rule.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { OpenDocument } from '../../../src/server/openDocument.js';
import { Syntax } from '../../../src/workspace/syntax.js';
import { printModule } from '../analysis/printModel.js';
import { Afresh } from './afresh.js';

const root = join(import.meta.dirname, '../../fixtures/analysis');

const numRuns = Number(process.env.TYPING ?? 1);
const timeout = 60_000 * numRuns;

let syntax: Syntax;
beforeAll(async () => {
  syntax = await Syntax.open(join(import.meta.dirname, '../../../dist/grammars'), frontEnds);
});

const afresh = new Afresh();
afterAll(() => afresh.expectFewToDiffer());

interface Language {
  readonly id: string;
  /** What people type. */
  readonly pieces: readonly string[];
  /** Another file, which uses what is typed. */
  readonly other: readonly [name: string, text: string];
}

const python: Language = {
  id: 'python',
  other: [
    'user.py',
    'import typed\nfrom typed import *\n\ndef use(x: typed.Pool):\n    with typed.lock:\n        x.take()\n',
  ],
  pieces: [
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
  ],
};

const javascript: Language = {
  id: 'javascript',
  other: [
    'user.js',
    "import { lock, Pool } from './typed.js';\nexport async function use() {\n  await lock.acquire();\n  new Pool().take();\n}\n",
  ],
  pieces: [
    '',
    'x',
    '\n',
    ' ',
    '\nfunction f() {}\n',
    'const x = 1;\n',
    'lock',
    'this.lock = new Lock();\n',
    'await ',
    '() => ',
    '{',
    '}',
    '(',
    '`',
    '//',
  ],
};

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** Applies the edits one after the other to the file, and compares with a fresh start after each. */
function checkEdits(name: string, text: string, language: Language, edits: readonly Edit[]): void {
  const {
    id,
    other: [path, other],
  } = language;
  const document = new OpenDocument(syntax, `file:///${name}`, id, 1, text, name);
  const analyser = new Analyser(frontEnds);
  const add = (to: Analyser) => to.setFile(path, syntax.lower(path, other));
  add(analyser);
  analyser.setFile(name, document.model());
  analyser.findings();
  // In the end everything is as it was, and whatever a broken text has left behind would show.
  const repair = { at: 0, length: Number.POSITIVE_INFINITY, text };
  [...edits, repair].forEach(({ at, length, text: typed }, version) => {
    const range = { start: document.text.positionAt(at), end: document.text.positionAt(at + length) };
    document.change([{ range, text: typed }], version + 2);
    const model = document.model();
    const freshModel = afresh.expectSame(syntax, name, document.text.getText(), model, printModule);
    analyser.setFile(name, model);
    const fresh = new Analyser(frontEnds);
    add(fresh);
    fresh.setFile(name, freshModel ?? model);
    expect(analyser.findings()).toEqual(fresh.findings());
  });
  document.close();
}

async function checkTyping(name: string, text: string, language: Language): Promise<void> {
  const edit = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(6),
    text: fc.constantFrom(...language.pieces),
  });
  const sessions = fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
    checkEdits(name, text, language, edits);
    // The test runner wants to hear from a long run.
    await setImmediate();
  });
  await fc.assert(sessions, { numRuns });
}

/** All examples of a rule in one file, so that most of it only moves. */
function examples(rule: string, extension: string): string {
  const names = readdirSync(join(root, rule)).filter((name) => name.endsWith(extension));
  return names.map((name) => readFileSync(join(root, rule, name), 'utf8')).join('\n');
}

describe('typing', { timeout }, () => {
  const rules = readdirSync(root);
  it.each(rules)('into Python examples of %s changes what a fresh start would say', (rule) => {
    return checkTyping('typed.py', examples(rule, '.py'), python);
  });

  it.each(rules)('into JavaScript examples of %s changes what a fresh start would say', (rule) => {
    return checkTyping('typed.js', examples(rule, '.js'), javascript);
  });
});

describe('an object that others use', () => {
  it('is still the same one when an edit moves the call that makes it', () => {
    const text = `import threading
from concurrent.futures import Future

table = threading.Lock()
ready = Future()

def greet(future):
    with table:
        print(future)

ready.add_done_callback(greet)

def register():
    with table:
        ready.set_result(True)
`;
    checkEdits('typed.py', text, python, [{ at: 0, length: 0, text: '\n' }]);
  });
});

describe('a file that is typed in', () => {
  const text = `
    class Account {
      async pay() { await this.step(); }
      async take() { for (const each of this.list) await each.run(); }
    }
    export function open(name) { return platform(name); }
    const close = (name) => { const { a, b } = parts(name); return a; };
    const rest = () => { close(); };
  `;

  /** The functions of the file whose bodies are the very same objects after the edit. */
  function keptAfter(at: string, typed: string): string[] {
    const document = new OpenDocument(syntax, 'file:///a.js', 'javascript', 1, text, 'a.js');
    const before = new Set(document.model().functions.map(({ body }) => body));
    const position = document.text.positionAt(text.indexOf(at));
    document.change([{ range: { start: position, end: position }, text: typed }], 2);
    const after = document.model();
    expect(printModule(after)).toEqual(printModule(syntax.lower('a.js', document.text.getText())));
    document.close();
    return after.functions.filter(({ body }) => before.has(body)).map(({ name }) => name);
  }

  it('keeps the functions that it only moves', () => {
    expect(keptAfter('platform(', 'x.')).toEqual(['Account.pay', 'Account.take', '<arrow>', '<arrow>#2']);
    expect(keptAfter('this.step', 'x, ')).toEqual(['Account.take', 'open', '<arrow>', '<arrow>#2']);
  });

  it('lowers those again for which a name now means something else', () => {
    expect(keptAfter('class Account', 'const platform = 1;\n')).toEqual([
      'Account.pay',
      'Account.take',
      '<arrow>',
      '<arrow>#2',
    ]);
  });
});
