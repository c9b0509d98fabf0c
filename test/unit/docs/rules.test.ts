/**
 * The pages of the rules: one for each rule and language, with the same examples, which do what the page says.
 * The examples of a page are its fixtures: nothing is written twice.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../../src/analysis/finding.js';
import { ruleTitles } from '../../../src/analysis/ruleTitles.js';
import { analyserOf } from '../analysis/parsing.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'docs', 'rules');
const page = (rule: string, language: '' | '.zh-cn' = ''): string =>
  readFileSync(join(folder, `${rule}${language}.md`), 'utf8');

interface Example {
  readonly language: string;
  readonly text: string;
}

/** The blocks of code below the page's first and second heading: what is wrong, and what is right. */
function examples(text: string): { bad: Example[]; good: Example[] } {
  const [, bad = '', good = ''] = text.split(/^## /m);
  const blocks = (part: string): Example[] =>
    [...part.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
      language,
      text: code,
    }));
  return { bad: blocks(bad), good: blocks(good) };
}

async function rulesFoundIn({ language, text }: Example): Promise<string[]> {
  const analyser = await analyserOf({ [language === 'python' ? 'example.py' : 'example.ts']: text });
  return analyser.findings().map(({ rule }) => rule);
}

it('there is a page for every rule in both languages, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(
    ruleNames.flatMap((rule) => [`${rule}.md`, `${rule}.zh-cn.md`]).sort(),
  );
});

describe.each(ruleNames)('%s', (rule) => {
  it('begins with the title of the rule', () => {
    expect(page(rule)).toContain(`# ${rule}\n\n**${ruleTitles.en[rule]}.**`);
    expect(page(rule, '.zh-cn')).toContain(`# ${rule}\n\n**${ruleTitles['zh-cn'][rule]}。**`);
  });

  it('has the same examples in both languages, of the same programs before and after', () => {
    const { bad, good } = examples(page(rule));
    expect(examples(page(rule, '.zh-cn'))).toEqual({ bad, good });
    expect(bad.length).toBeGreaterThan(0);
    expect(good.map(({ language }) => language)).toEqual(bad.map(({ language }) => language));
  });

  it('finds this rule, and only this, in what is wrong', async () => {
    for (const example of examples(page(rule)).bad)
      expect([...new Set(await rulesFoundIn(example))], example.text).toEqual([rule]);
  });

  it('finds nothing in what is right', async () => {
    for (const example of examples(page(rule)).good)
      expect(await rulesFoundIn(example), example.text).toEqual([]);
  });
});
