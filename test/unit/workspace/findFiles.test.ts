/** Which files of a folder are its own source. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/workspace/findFiles.js';
import { IgnoreRules } from '../../../src/workspace/ignoreRules.js';

/** A folder with these files; a name with a colon is the name and the text. */
function tree(...files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'threadlanes-'));
  for (const file of files) {
    const [name = '', text = ''] = file.split(': ');
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text.replaceAll('\\n', '\n'));
  }
  return root;
}

async function found(root: string, exclude: readonly string[] = [], below = ''): Promise<string[]> {
  const files = await findFiles(join(root, below), {
    extensions: new Set(['.py', '.js']),
    exclude,
    unreadable: (folder, why) => {
      throw new Error(`${folder}: ${why}`);
    },
  });
  return files.map((file) => relative(root, file).split(sep).join('/'));
}

describe('a walk', () => {
  it('finds the languages it is asked for, in order', async () => {
    expect(await found(tree('b.py', 'a/z.js', 'a/c.py', 'readme.md'))).toEqual(['a/c.py', 'a/z.js', 'b.py']);
  });

  it("leaves out other people's code", async () => {
    const root = tree(
      'own.py',
      'node_modules/x/index.js',
      'env/pyvenv.cfg',
      'env/lib/a.py',
      '.tox/a.py',
      '__pycache__/a.py',
      'lib/site-packages/a.py',
      'page.min.js',
    );
    expect(await found(root)).toEqual(['own.py']);
  });

  it('leaves out what git ignores, in folders too, and keeps what is taken back', async () => {
    const root = tree(
      '.gitignore: build/\\n*.gen.py\\n!keep.gen.py',
      'build/a.py',
      'a.gen.py',
      'keep.gen.py',
      'sub/.gitignore: own.py',
      'sub/own.py',
      'sub/b.py',
      'own.py',
    );
    expect(await found(root)).toEqual(['keep.gen.py', 'own.py', 'sub/b.py']);
  });

  it('obeys patterns above the folder, up to the repository', async () => {
    const root = tree('.git/HEAD', '.gitignore: /sub/out/', 'sub/out/a.py', 'sub/b.py');
    expect(await found(root, [], 'sub')).toEqual(['sub/b.py']);
  });

  it('searches a folder that was asked for although its repository ignores it', async () => {
    const root = tree('.git/HEAD', '.gitignore: /out', 'out/lib/a.py');
    expect(await found(root, [], 'out/lib')).toEqual(['out/lib/a.py']);
  });

  it('leaves out what the settings name', async () => {
    expect(await found(tree('a.py', 'legacy/b.py', 'x/legacy/c.py'), ['legacy/'])).toEqual(['a.py']);
  });

  it('ends where folders link to themselves', async () => {
    const root = tree('a.py');
    symlinkSync(root, join(root, 'again'));
    expect(await found(root)).toEqual(['a.py']);
  });
});

it('tells of a single file whether a walk would meet it', () => {
  const root = tree('.gitignore: build/', 'build/a.py', 'src/a.py', 'node_modules/a.js');
  const left = (name: string): boolean => IgnoreRules.leavesOut(root, join(root, name), []);
  expect([left('build/a.py'), left('src/a.py'), left('node_modules/a.js')]).toEqual([true, false, true]);
});
