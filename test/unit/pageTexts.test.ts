/** What the page says: both languages have the same keys by their type; here, that nobody translates what nobody says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chinese as chinesePhrases } from '../../src/trace/words/chinese.js';
import { english as englishPhrases } from '../../src/trace/words/english.js';
import { chinese } from '../../webview/text/chinese.js';
import { english } from '../../webview/text/english.js';

const root = join(import.meta.dirname, '../..');

/** All TypeScript of a folder, but for the files that hold the texts. */
function codeOf(folder: string, texts: RegExp): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !texts.test(file.replaceAll('\\', '/')))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');
}

function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [path + key, ...keysOf(value, `${path}${key}.`)]
      : [path + key],
  );
}

describe('the texts', () => {
  it('of the page are the same keys in both languages', () => {
    expect(keysOf(chinese)).toEqual(keysOf(english));
  });
  it('of the page are all said', () => {
    const code = codeOf('webview', /^text\//);
    const unused = Object.keys(english).filter((key) => !new RegExp(`\\b${key}\\b`).test(code));
    const { following } = english;
    const unsaid = Object.keys(following).filter((key) => !new RegExp(`\\b${key}\\b`).test(code));
    expect([...unused, ...unsaid]).toEqual([]);
  });
  it('about a trace are the same keys in both languages, and all said', () => {
    expect(Object.keys(chinesePhrases).sort()).toEqual(Object.keys(englishPhrases).sort());
    const code = codeOf('src', /words\/(?:english|chinese|phrases)\.ts$/) + codeOf('webview', /^text\//);
    expect(
      Object.keys(englishPhrases).filter((key) => !new RegExp(`[.'"]${key}\\b|\\b${key}[,:} ]`).test(code)),
    ).toEqual([]);
  });
});
