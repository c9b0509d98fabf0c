// Every phrase that the rules make has a sentence in each language, with the same values.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../../src/analysis/finding.js';
import { phrase } from '../../../src/analysis/phrase.js';
import { chinese } from '../../../src/analysis/wording/chinese.js';
import { english } from '../../../src/analysis/wording/english.js';
import { say } from '../../../src/analysis/wording/say.js';

const rules = 'src/analysis/rules';
const sources = readdirSync(rules).map((name) => readFileSync(join(rules, name), 'utf8'));
const keys = Object.keys(english);

describe('the dictionaries', () => {
  it('have the same keys', () => {
    expect(Object.keys(chinese).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('speak of the same values in %s', (key) => {
    const values = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(values(chinese[key])).toEqual(values(english[key]));
  });

  it('have a sentence for every phrase of the rules', () => {
    const said = sources.flatMap((text) =>
      [...text.matchAll(/phrase\('([\w.-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(said.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('speak of every rule', () => {
    const silent = ruleNames.filter(
      (rule) => !keys.some((key) => key === rule || key.startsWith(`${rule}.`)),
    );
    expect(silent).toEqual([]);
  });
});

describe('say', () => {
  it('joins names and sentences as each language does', () => {
    const names = ['a', 'b', 'c'].map((name) => phrase('name', { name }));
    const thread = (number: number) =>
      phrase('lock-order-inversion.thread', {
        number,
        function: 'f',
        first: 'a',
        firstLine: 1,
        second: 'b',
        secondLine: 2,
      });
    const message = phrase('lock-order-inversion.more', { locks: names, threads: [thread(1), thread(2)] });
    expect(say(message, 'en')).toBe(
      'a, b and c are taken in a circle: Thread 1 in f takes a (line 1) then b (2); Thread 2 in f takes a (line 1) then b (2)',
    );
    expect(say(message, 'zh-cn')).toContain('a、b和c 被循环获取');
  });

  it('throws for a phrase without a sentence', () => {
    expect(() => say(phrase('no-such-phrase'), 'en')).toThrow('no sentence for no-such-phrase in en');
  });
});
