// The bundled examples are what their sidecars say, and a wrong sidecar is refused by file and key.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findExample, isPythonOnly, readCatalogue } from '../../../src/engine/examples/catalogue.js';

const bundled = join(import.meta.dirname, '..', '..', '..', 'examples');

describe('the bundled examples', () => {
  const examples = readCatalogue(bundled);

  it('are found by id', () => {
    for (const id of ['thread-join', 'race-counter', 'deadlock-two-locks', 'producer-consumer']) {
      expect(findExample(examples, id)?.id).toBe(id);
    }
    expect(findExample(examples, 'no-such')).toBeUndefined();
  });

  it('have a program in Python each', () => {
    expect(examples.filter(({ python }) => !existsSync(join(bundled, python)))).toEqual([]);
  });
});

describe('a catalogue', () => {
  let folder: string;
  const sidecar = {
    id: 'one',
    chapter: 'locks',
    order: 1,
    title: { en: 'One', 'zh-cn': '一' },
    summary: { en: 'One.', 'zh-cn': '一。' },
    lookFor: [],
    question: { en: 'One?', 'zh-cn': '一？' },
    variants: [],
    expected: { outcome: 'completed', text: { en: 'This.', 'zh-cn': '这样。' } },
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'threadlanes-catalogue-'));
    mkdirSync(join(folder, 'locks'));
    writeFileSync(join(folder, 'locks', 'one.ts'), '');
    writeFileSync(
      join(folder, 'chapters.json'),
      JSON.stringify([{ id: 'locks', title: { en: 'Locks', 'zh-cn': '锁' } }]),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function readWith(content: unknown) {
    writeFileSync(join(folder, 'locks', 'one.json'), JSON.stringify(content));
    return readCatalogue(folder);
  }

  it('is read', () => {
    expect(readWith(sidecar)[0]).toMatchObject({
      id: 'one',
      file: 'locks/one.ts',
      python: 'locks/one.py',
      expected: { outcome: 'completed', findings: [], text: { en: 'This.' } },
      telling: null,
    });
  });

  it('has an example in Python only where there is no other program', () => {
    renameSync(join(folder, 'locks', 'one.ts'), join(folder, 'locks', 'one.py'));
    expect(readWith(sidecar).map(({ file }) => file)).toEqual(['locks/one.py']);
    expect(readWith(sidecar).every(isPythonOnly)).toBe(true);
    const variants = [{ name: 'two', title: sidecar.title }];
    expect(() => readWith({ ...sidecar, variants })).toThrow(/one\.json: "variants": must be empty/);
    rmSync(join(folder, 'locks', 'one.py'));
    expect(() => readWith(sidecar)).toThrow(/one\.json: "id": there is no program locks\/one\.ts, nor/);
  });

  it('says of a variant what it does not say of the example', () => {
    const [example] = readWith({
      ...sidecar,
      variants: [
        { name: 'race', title: sidecar.title, findings: ['race'] },
        { name: 'stuck', title: sidecar.title, outcome: 'deadlock' },
      ],
      telling: { variant: 'race', lines: ['lock.acquire();'] },
    });
    expect(example?.variants).toMatchObject([
      { name: 'race', outcome: 'completed', findings: ['race'] },
      { name: 'stuck', outcome: 'deadlock', findings: [] },
    ]);
    expect(example?.telling).toEqual({ variant: 'race', lines: ['lock.acquire();'] });
  });

  it.each([
    [{ ...sidecar, id: 'two' }, /one\.json: "id": must be "one"/],
    [{ ...sidecar, title: { en: 'One' } }, /one\.json: "title\.zh-cn": must be a text/],
    [{ ...sidecar, order: '1' }, /one\.json: "order": must be a number/],
    [{ ...sidecar, lookFor: [{ en: 'x' }] }, /one\.json: "lookFor\[0\]\.zh-cn": must be a text/],
    [{ ...sidecar, variants: [{ name: '' }] }, /one\.json: "variants\[0\]\.name": must be a text/],
    [
      { ...sidecar, expected: { ...sidecar.expected, outcome: 'fine' } },
      /"expected\.outcome": must be one of/,
    ],
    [{ ...sidecar, telling: {} }, /one\.json: "telling\.lines": must be a list/],
    [{ ...sidecar, expected: 'completed' }, /one\.json: "expected": must be an object/],
    [null, /one\.json: must be an object/],
  ])('is refused by file and key', (content, message) => {
    expect(() => readWith(content)).toThrow(message);
  });
});
