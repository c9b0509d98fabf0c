import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newFolder } from '../../../src/python/recorder/folders.js';

/** A process that has ended: its number is not given again so soon. */
const { pid: deadPid } = spawnSync(process.execPath, ['--version']);

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'folders-'));
});
afterEach(() => rmSync(place, { recursive: true }));

/** The path of a folder that the process `pid` would make in `place`. */
function pathFor(pid: number, at = place): string {
  const mine = newFolder([at]);
  rmSync(mine, { recursive: true });
  return join(at, basename(mine).replace(`-${process.pid}-`, `-${pid}-`));
}

test('what a recorder that was killed has left behind goes when the next one starts', () => {
  const left = pathFor(deadPid);
  mkdirSync(left);
  writeFileSync(join(left, '17-4'), 'rows');
  const mine = newFolder([place]);
  expect(existsSync(left)).toBe(false);
  expect(existsSync(mine)).toBe(true);
});

test('folders of runs that go on stay, in this process and in others', () => {
  const others = pathFor(process.ppid);
  mkdirSync(others);
  const first = newFolder([place]);
  newFolder([place]);
  expect([first, others].map((path) => existsSync(path))).toEqual([true, true]);
});

test('where process numbers mean others, as in another container, nothing is taken away', () => {
  const foreign = pathFor(deadPid).replace(/threadlanes-\d+/, 'threadlanes-1');
  mkdirSync(foreign);
  newFolder([place]);
  expect(existsSync(foreign)).toBe(true);
});

test('a link with such a name leads nowhere', () => {
  const precious = join(place, 'precious');
  mkdirSync(precious);
  symlinkSync(precious, pathFor(deadPid), 'junction');
  newFolder([place]);
  expect(existsSync(precious)).toBe(true);
});

test('where there can be no folder in memory it lies among the temporary files', () => {
  expect(newFolder([join(place, 'missing'), place]).startsWith(join(place, 'threadlanes-'))).toBe(true);
});
