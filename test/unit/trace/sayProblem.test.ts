/** What is wrong with a program is told in a person's language, wherever it was found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoadError } from '../../../src/engine/load/loadError.js';
import { loadProgram } from '../../../src/engine/load/loadProgram.js';
import { problemsInChinese } from '../../../src/trace/words/problemsInChinese.js';
import { problemWords, sayProblem } from '../../../src/trace/words/sayProblem.js';

const root = join(import.meta.dirname, '../../..');
const refused = join(root, 'test/fixtures/refused');
const chinese = /\p{Script=Han}/u;

describe('problems in Chinese', () => {
  it('say what they are about, and where', () => {
    const message = 'the program did not end within 5 s; walker was here';
    expect(sayProblem({ file: 'walk.ts', line: 7, message }, 'zh-cn')).toBe(
      'walk.ts:7: 程序未在 5 秒内结束；walker 运行到此处',
    );
    expect(sayProblem({ file: 'walk.ts', line: 7, message }, 'en')).toBe(`walk.ts:7: ${message}`);
  });

  it('put nothing in the place of what a program says itself', () => {
    expect(problemWords('ValueError: $& {0}', 'zh-cn')).toBe('ValueError: $& {0}');
    expect(problemWords('the worker of $1 died: {0} $&', 'zh-cn')).toBe('$1 的工作者意外终止：{0} $&');
  });

  for (const name of readdirSync(refused)) {
    it(`are told of ${name}`, () => {
      for (const message of messagesOf(join(refused, name)))
        expect(problemWords(message, 'zh-cn')).toMatch(chinese);
    });
  }

  it('have the holes of the English text, and belong to a text that is still written', () => {
    const sources = ['src/engine', 'src/python', 'src/trace'].flatMap(textsOf).join('\n');
    for (const [english, translated] of problemsInChinese)
      expect(holesOf(translated), english).toEqual(holesOf(english));
    const gone = problemsInChinese.filter(([english]) => !sources.includes(longestPart(english)));
    expect(gone).toEqual([]);
  });
});

function messagesOf(path: string): string[] {
  try {
    loadProgram(path, (file) => readFileSync(file, 'utf8'));
    return [];
  } catch (error) {
    if (error instanceof LoadError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

function textsOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('problemsInChinese.ts'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'));
}

/** What stands in one piece in the code that tells of it. */
function longestPart(english: string): string {
  const parts = english.replace(/^(?:the program|this class) /, '').split(/\{\d\}|[.,:;] /);
  const [longest = ''] = parts.sort((a, b) => b.length - a.length);
  return longest.trim();
}

function holesOf(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}
