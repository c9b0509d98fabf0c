// Mutated real files: parsing, lowering, analysing and saying always end. A few hundred by default, always the same;
// THREADLANES_FUZZ=10000 asks for more, THREADLANES_FUZZ_FOLDER=DIR for the files of another folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { say } from '../../../../src/analysis/wording/say.js';
import { chance, mutate } from '../mutate.js';
import { analyserOf } from '../parsing.js';

const count = Number(process.env.THREADLANES_FUZZ ?? 300);
const folder = process.env.THREADLANES_FUZZ_FOLDER;
const folders = folder === undefined ? ['test/fixtures/analysis', 'examples'] : [folder];
/** Files of a test take a second or so. */
const filesOfATest = 50;

const sources = folders
  .flatMap((each) =>
    readdirSync(each, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .map((name) => join(each, name)),
  )
  .sort();

describe('mutated Python files', () => {
  for (let first = 0; first < count; first += filesOfATest) {
    it(`from ${first} on are analysed to the end`, async () => {
      const random = chance(first + 1);
      for (let i = first; i < Math.min(first + filesOfATest, count); i++) {
        const source = sources[Math.floor(random() * sources.length)] ?? '';
        let text = readFileSync(source, 'utf8');
        const changes = 1 + Math.floor(random() * 8);
        for (let change = 0; change < changes; change++) text = mutate(text, random);
        const findings = (await analyserOf({ 'mutated.py': text })).findings();
        const lines = text.split('\n').length;
        for (const finding of findings) {
          expect(finding.range.line, `${source}, file ${i}`).toBeLessThanOrEqual(lines);
          expect(say(finding.message, 'zh-cn')).not.toBe('');
        }
      }
    });
  }
});
