/** Every example is tested as a row, has a twin, and says all that a learner is told before and after running it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPythonOnly, readCatalogue } from '../../src/engine/examples/catalogue.js';

const folder = join(import.meta.dirname, '../../examples');
const examples = readCatalogue(folder);

function idsOfRows(): string[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    const single = [...text.matchAll(/describe(?:Python)?Row\('([\w-]+)'/g)].map(([, id = '']) => id);
    const lists = [...text.matchAll(/for \(const id of \[([^\]]*)\]\)\s+\{?\s*describeRow\(id/g)];
    return [...single, ...lists.flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? [])];
  });
}

describe('every example', () => {
  it('is tested as a row, and every row is an example', () => {
    expect(idsOfRows().sort()).toEqual(examples.map(({ id }) => id).sort());
  });

  it('is in TypeScript, except for what only Python has', () => {
    expect(examples.filter(isPythonOnly).map(({ id }) => id)).toEqual(['fork-with-held-lock']);
  });

  it('has an id of its own, and no file of its chapter is left over', () => {
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
    for (const chapter of new Set(examples.map((each) => each.chapter))) {
      const known = examples.filter((each) => each.chapter === chapter);
      const files = readdirSync(join(folder, chapter)).filter((name) => !name.startsWith('__'));
      const expected = known.flatMap(({ id, file, python }) => [
        `${id}.json`,
        ...new Set([basename(file), basename(python)]),
      ]);
      expect(files.sort()).toEqual(expected.sort());
    }
  });
});

describe.each(examples.map((example) => [example.id, example] as const))('%s', (_, example) => {
  it('has two to four things to look for', () => {
    expect(example.lookFor.length).toBeGreaterThanOrEqual(2);
    expect(example.lookFor.length).toBeLessThanOrEqual(4);
  });

  it('has a twin that can be given each of its variants', () => {
    const twin = join(folder, example.python);
    expect(existsSync(twin)).toBe(true);
    if (example.variants.length > 0) expect(readFileSync(twin, 'utf8')).toContain('main(*sys.argv[1:');
  });

  it('marks lines that are there', () => {
    const lines = readFileSync(join(folder, example.file), 'utf8').split('\n');
    for (const telling of example.telling?.lines ?? [])
      expect(lines.some((line) => line.trim().startsWith(telling))).toBe(true);
  });
});
