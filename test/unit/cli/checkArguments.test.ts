/** What `check` is asked to do, and how it says that it was asked wrongly. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCheckArguments } from '../../../src/cli/check/checkArguments.js';

const root = mkdtempSync(join(tmpdir(), 'threadlanes-'));
mkdirSync(join(root, 'a', 'deep'), { recursive: true });
mkdirSync(join(root, 'ab'));
writeFileSync(join(root, 'a', 'x.py'), '');
writeFileSync(join(root, 'a', 'x.txt'), '');
const parse = (...args: string[]) => parseCheckArguments(args, new Set(['.py']));

describe('the arguments of check', () => {
  it('take files and folders, and find the folder that holds them all', () => {
    const { files, folders, base, format } = parse(join(root, 'a', 'x.py'), join(root, 'ab'));
    expect({ files, folders, base, format }).toEqual({
      files: [join(root, 'a', 'x.py')],
      folders: [join(root, 'ab')],
      base: root,
      format: 'text',
    });
  });

  it('look from a single folder from that folder', () => {
    expect(parse(join(root, 'a'), '--format', 'sarif')).toMatchObject({
      base: join(root, 'a'),
      format: 'sarif',
    });
  });

  it.each([
    [[], /which files or folders/],
    [['--nope', '.'], /check: .*--nope/],
    [['.', '--format', 'xml'], /text, json or sarif, not "xml"/],
    [['none'], /cannot read none: there is no such file/],
    [[join(root, 'a', 'x.txt')], /no file of \.py/],
  ])('%j are refused', (args, words) => {
    expect(() => parse(...args)).toThrow(words);
  });
});
