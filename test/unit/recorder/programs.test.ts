/** Where a program's text comes from, and when it is read again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LoadError } from '../../../src/engine/load/loadError.js';
import { Programs } from '../../../src/engine/recorder/programs.js';

let folder = '';
let entry = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadlanes-'));
  mkdirSync(join(folder, 'inner'));
  entry = join(folder, 'inner', 'main.ts');
  writeFileSync(entry, "import { two } from '../two.js';\nexport function main() { return two; }");
  writeFileSync(join(folder, 'two.ts'), 'export const two = 2;');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('imports from its own folder only, unless a wider one is allowed', () => {
  const programs = new Programs();
  expect(() => programs.load({ entry })).toThrow(LoadError);
  const { loaded } = programs.load({ entry, folder });
  expect(loaded.files.map(({ path }) => path).sort()).toEqual(['inner/main.ts', 'two.ts']);
});

it('takes what is in an editor instead of what is on disk, for imported files too', () => {
  const two = join(folder, 'two.ts');
  const programs = new Programs();
  const first = programs.load({ entry, folder, texts: { [two]: 'export const two = 22;' } });
  expect(first.loaded.files.find(({ path }) => path === 'two.ts')?.text).toContain('22');
  expect(programs.load({ entry, folder }).loaded.files.find(({ path }) => path === 'two.ts')?.text).toBe(
    'export const two = 2;',
  );
});

it('loads again only what has changed', () => {
  const programs = new Programs();
  const first = programs.load({ entry, folder });
  expect(programs.load({ entry, folder })).toBe(first);
  const typed = programs.load({ entry, folder, texts: { [entry]: 'export function main() {}' } });
  expect(typed.code.id).not.toBe(first.code.id);
});
