/**
 * Every quick fix that the detector offers in its own fixtures: applied to the text, the finding is gone and nothing
 * new is found. A repair that needs a person's judgement is not offered at all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../../../src/analysis/finding.js';
import { fixOf, repair } from '../../../src/server/repairs/repair.js';
import { analyserOf } from '../analysis/parsing.js';

const root = join(import.meta.dirname, '../../fixtures/analysis');

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascriptreact',
};

/** Single files that are expected to have findings. */
function badFixtures(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /[\\/]bad-[^\\/]+\.(?:py|jsx?|tsx?)$/.test(file) && file.split(/[\\/]/).length === 2)
    .sort();
}

async function findings(name: string, text: string): Promise<readonly Finding[]> {
  return (await analyserOf({ [name]: text })).findings();
}

const summary = ({ rule, confidence }: Finding): string => `${rule} ${confidence}`;

it('repairs what it offers to repair', async () => {
  const repaired: Partial<Record<Fix['kind'], number>> = {};
  for (const file of badFixtures()) {
    const name = file.split(/[\\/]/)[1] as string;
    const text = readFileSync(join(root, file), 'utf8');
    const before = await findings(name, text);
    for (const finding of before) {
      const fix = fixOf(finding);
      const language = languages[name.split('.').at(-1) ?? ''] ?? 'typescript';
      const document = TextDocument.create(`file:///${name}`, language, 1, text);
      const found = fix && repair(fix, document);
      if (!found) continue;
      const { kind, edits } = found;
      repaired[kind] = (repaired[kind] ?? 0) + 1;
      const after = (await findings(name, TextDocument.applyEdits(document, edits))).map(summary);
      const rest = before.filter((other) => other !== finding).map(summary);
      expect(after.length, `${file}, ${kind}: ${after.join(', ')}`).toBeLessThanOrEqual(rest.length);
    }
  }
  for (const kind of [
    'use-with',
    'try-finally',
    'use-reentrant-lock',
    'while-around-wait',
    'move-out-of-lock',
  ])
    expect(repaired, 'each kind was tried').toHaveProperty(kind);
});
