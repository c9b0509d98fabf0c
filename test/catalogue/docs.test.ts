/** The documentation of the examples is what the catalogue says. `npm run docs` makes it anew. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/engine/examples/catalogue.js';
import { draw, hasPicture, mark, pageOf, pages, pictureFile } from './harness/exampleDocs.js';
import { endRuns } from './harness/runs.js';

const root = join(import.meta.dirname, '../..');
const examples = readCatalogue(join(root, 'examples'));
const pictured = examples.filter(hasPicture);
/** The clerks of lock-counter hand the lock over a hundred times. */
const mostKb = 90;

afterAll(endRuns);

beforeAll(async () => {
  if (process.env.UPDATE_DOCS !== '1') return;
  for (const language of ['en', 'zh-cn'] as const)
    writeFileSync(join(root, pages[language]), pageOf(examples, language));
  rmSync(join(root, 'docs/examples'), { recursive: true, force: true });
  mkdirSync(join(root, 'docs/examples'));
  for (const example of pictured) writeFileSync(join(root, pictureFile(example)), await draw(example));
}, 300_000);

describe('the documentation of the examples', () => {
  it.each(['en', 'zh-cn'] as const)(
    'is what the catalogue says: %s (npm run docs makes it anew)',
    (language) => {
      const text = readFileSync(join(root, pages[language]), 'utf8').replaceAll('\r\n', '\n');
      expect(text === pageOf(examples, language)).toBe(true);
    },
  );

  it('has a picture of each that has one, and no other (npm run docs)', () => {
    const files = readdirSync(join(root, 'docs/examples')).map((name) => `docs/examples/${name}`);
    expect(files.sort()).toEqual(pictured.map(pictureFile).sort());
  });

  it.each(pictured.map((example) => [example.id, example] as const))(
    '%s: its picture is of this program',
    (_, example) => {
      const svg = readFileSync(join(root, pictureFile(example)), 'utf8');
      expect(svg).toContain(mark(example));
      expect(svg.length / 1000).toBeLessThan(mostKb);
    },
  );

  it('draws now what it drew then, as far as names go', async () => {
    const [first] = pictured;
    if (!first) throw new Error('there are no examples');
    const names = (svg: string): string[] =>
      [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text = '']) => text);
    expect(names(await draw(first))).toEqual(names(readFileSync(join(root, pictureFile(first)), 'utf8')));
  });
});
