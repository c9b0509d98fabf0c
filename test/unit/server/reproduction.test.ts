// "Try to reproduce": offered where a program runs on threadlanes and some order of its steps shows the mistake.

import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DetectorSettings } from '../../../src/protocol/detector.js';
import { codeActions } from '../../../src/server/codeActions.js';
import { diagnosticOf } from '../../../src/server/diagnostics.js';
import { serverWords } from '../../../src/server/words.js';
import { analyserOf } from '../analysis/parsing.js';

const settings: DetectorSettings = { enabled: true, rules: {}, exclude: [], showUncertain: true };
const uriOf = (name: string): string => `file:///project/${name}`;

async function offered(name: string, text: string) {
  const analyser = await analyserOf({ [name]: text });
  const shown = analyser.findings().flatMap((finding) => {
    const diagnostic = diagnosticOf(finding, { settings, language: 'en', uriOf });
    return diagnostic ? [{ finding, diagnostic }] : [];
  });
  const document = TextDocument.create(uriOf(name), 'typescript', 1, text);
  const actions = codeActions(
    shown,
    { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
    { words: serverWords('en'), uri: uriOf(name), uriOf, documentOf: () => document },
  );
  return {
    rules: shown.map(({ finding }) => finding.rule),
    data: shown.map(({ diagnostic }) => diagnostic.data),
    commands: actions.flatMap(({ title, command }) =>
      title === 'Try to reproduce' && command ? [command] : [],
    ),
  };
}

const opposite = `import { Lock, Thread } from 'threadlanes';

const accounts = new Lock();
const journal = new Lock();

export function transfer() {
  accounts.acquire();
  journal.acquire();
  journal.release();
  accounts.release();
}

export function audit() {
  journal.acquire();
  accounts.acquire();
  accounts.release();
  journal.release();
}

export function main() {
  const threads = [new Thread({ target: transfer }), new Thread({ target: audit })];
  for (const thread of threads) thread.start();
}
`;

describe('Try to reproduce', () => {
  it('aims at every line of the story, that of the finding first', async () => {
    const { rules, commands, data } = await offered('bank.ts', opposite);
    expect(rules).toContain('lock-order-inversion');
    const uri = uriOf('bank.ts');
    const [command] = commands;
    const places = [8, 7, 14, 15].map((line) => ({ uri, line }));
    expect(command?.command).toBe('threadlanes.tryToReproduce');
    expect(command?.arguments).toEqual([{ uri, kind: 'lock-order-inversion', places }]);
    expect(data[rules.indexOf('lock-order-inversion')]).toEqual({
      locks: [
        { name: 'accounts', line: 3 },
        { name: 'journal', line: 4 },
      ],
      places,
    });
  });

  it('is not offered where the program runs on something else', async () => {
    const { rules, commands } = await offered(
      'mutex.ts',
      `import { Mutex } from 'async-mutex';
const mutex = new Mutex();
export async function update() {
  await mutex.runExclusive(async () => {
    await mutex.runExclusive(async () => 1);
  });
}
`,
    );
    expect(rules).toEqual(['self-deadlock']);
    expect(commands).toEqual([]);
  });

  it('is not offered for what no order of steps shows', async () => {
    const { rules, commands } = await offered(
      'early.ts',
      opposite.replace(
        '  journal.acquire();\n  accounts',
        '  journal.acquire();\n  if (Math.random()) return;\n  accounts',
      ),
    );
    expect(rules).toContain('missing-release');
    expect(commands.every(({ arguments: given }) => given?.[0].kind !== 'missing-release')).toBe(true);
  });
});
