// Mutated real files: parsing, lowering, analysing and saying always end. A few hundred by default, always the same;
// THREADLANES_FUZZ=10000 asks for more, THREADLANES_FUZZ_FOLDER=DIR for the files of another folder.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModuleModel } from '../../../src/analysis/model/module.js';
import { say } from '../../../src/analysis/wording/say.js';
import { chance, mutate } from './mutate.js';
import { analyserOf, modelOf } from './parsing.js';

const count = Number(process.env.THREADLANES_FUZZ ?? 300);
const folder = process.env.THREADLANES_FUZZ_FOLDER;
/** Files of a test take a second or so. */
const filesOfATest = 50;

/** What is wrong with a model; empty when it is whole. */
function faults(model: ModuleModel, text: string): string[] {
  const found: string[] = [];
  model.functions.forEach((each, index) => {
    if (each === undefined) found.push(`function ${index} is missing`);
    else if (each.start > each.end || each.end > text.length) found.push(`${each.name} is outside the text`);
    else if (index > 0 && (each.parent === undefined || each.parent >= model.functions.length))
      found.push(`${each.name} has no function around it`);
  });
  model.classes.forEach((each, index) => {
    if (each === undefined) found.push(`class ${index} is missing`);
  });
  return found;
}

async function check(path: string, text: string, about: string): Promise<void> {
  expect(faults(await modelOf(path, text), text), about).toEqual([]);
  const findings = (await analyserOf({ [path]: text })).findings();
  const lines = text.split('\n').length;
  for (const finding of findings) {
    expect(finding.range.line, about).toBeLessThanOrEqual(lines);
    expect(say(finding.message, 'zh-cn'), about).not.toBe('');
  }
}

/** Tests over mutations of the files below `folders` whose names `isSource` accepts. */
export function describeMutatedFiles(
  what: string,
  folders: readonly string[],
  isSource: (name: string) => boolean,
): void {
  const sources = (folder === undefined ? folders : [folder])
    .flatMap((each) =>
      readdirSync(each, { recursive: true, encoding: 'utf8' })
        .filter(isSource)
        .map((name) => join(each, name)),
    )
    .sort();

  describe(`mutated ${what} files`, () => {
    for (let first = 0; first < count; first += filesOfATest) {
      it(`from ${first} on are analysed to the end`, async () => {
        const random = chance(first + 1);
        for (let i = first; i < Math.min(first + filesOfATest, count); i++) {
          const source = sources[Math.floor(random() * sources.length)] ?? '';
          let text = readFileSync(source, 'utf8');
          const changes = 1 + Math.floor(random() * 8);
          for (let change = 0; change < changes; change++) text = mutate(text, random);
          await check(`mutated${extname(source)}`, text, `${source}, file ${i}`);
        }
      });
    }
  });
}
