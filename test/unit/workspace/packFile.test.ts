/** The file of named texts: whole or not there. */
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PackFile, PackWriter } from '../../../src/workspace/packFile.js';

const folder = mkdtempSync(join(tmpdir(), 'threadlanes-'));
const textOf = (pack: PackFile, name: string): string | undefined => pack.bytes(name)?.toString('utf8');

function written(name: string): string {
  const path = join(folder, 'deep', name);
  const writer = new PackWriter(path, 'one');
  writer.add('a', Buffer.from('first 锁'));
  writer.add('b', Buffer.alloc(0));
  writer.finish();
  return path;
}

it('gives back what was written', () => {
  const pack = PackFile.read(written('whole'), 'one');
  expect([textOf(pack, 'a'), textOf(pack, 'b'), textOf(pack, 'c')]).toEqual(['first 锁', '', undefined]);
});

it('is empty for another stamp, and where there is no file', () => {
  expect(textOf(PackFile.read(written('stamped'), 'two'), 'a')).toBeUndefined();
  expect(textOf(PackFile.read(join(folder, 'none'), 'one'), 'a')).toBeUndefined();
});

it('is empty when it was cut off, wherever', () => {
  const path = written('cut');
  const { length } = readFileSync(path);
  for (let at = length - 1; at >= 0; at -= 7) {
    truncateSync(path, at);
    expect(textOf(PackFile.read(path, 'one'), 'a')).toBeUndefined();
  }
});

it('is empty for something else', () => {
  const path = join(folder, 'other');
  writeFileSync(path, 'hello');
  expect(textOf(PackFile.read(path, 'one'), 'a')).toBeUndefined();
});

it('keeps the old file until the new one is whole', () => {
  const path = written('kept');
  const writer = new PackWriter(path, 'one');
  writer.add('a', Buffer.from('second'));
  expect(textOf(PackFile.read(path, 'one'), 'a')).toBe('first 锁');
  writer.abandon();
  expect(textOf(PackFile.read(path, 'one'), 'a')).toBe('first 锁');
});
