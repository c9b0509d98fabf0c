// Mutated real files: lowering always ends with a model whose parts refer to each other and to the text.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModuleModel } from '../../../../src/analysis/model/module.js';
import { chance, mutate } from '../mutate.js';
import { lower } from './lower.js';

const folders = ['test/fixtures/analysis', 'src/runtime', 'src/engine', 'webview', 'examples', 'scripts'];
const source = /\.(?:[cm]?js|tsx?)$/;
const rounds = 6;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => source.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** What is wrong with a model; empty when it is whole. */
function faults(model: ModuleModel, text: string): string[] {
  const found: string[] = [];
  model.functions.forEach((each, index) => {
    if (each === undefined) found.push(`function ${index} is missing`);
    else if (each.start > each.end || each.end > text.length) found.push(`${each.name} is outside the text`);
    else if (index > 0 && (each.parent === undefined || each.parent >= model.functions.length)) {
      found.push(`${each.name} has no function around it`);
    }
  });
  model.classes.forEach((each, index) => {
    if (each === undefined) found.push(`class ${index} is missing`);
  });
  return found;
}

describe('mutated files', () => {
  for (const [seed, folder] of folders.entries()) {
    it(`of ${folder} are lowered whole`, async () => {
      const random = chance(seed + 1);
      for (const file of filesBelow(folder)) {
        let text = readFileSync(file, 'utf8');
        for (let round = 0; round < rounds; round++) {
          text = mutate(text, random);
          const path = `mutated${extname(file)}`;
          const model = await lower(text, path);
          expect(faults(model, text), `${file}, round ${round}`).toEqual([]);
        }
      }
    });
  }
});
