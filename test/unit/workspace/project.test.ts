/** A folder that is being worked in: what counts is the editor's text, then the disk's. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { Project } from '../../../src/workspace/project.js';
import { Syntax } from '../../../src/workspace/syntax.js';

const wrong = 'import threading\nlock = threading.Lock()\nwith lock:\n    with lock:\n        pass\n';
const right = 'import threading\nlock = threading.Lock()\nwith lock:\n    pass\n';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await Syntax.open(join(import.meta.dirname, '../../../dist/grammars'), frontEnds);
});

function project(files: Readonly<Record<string, string | Uint8Array>>, cache?: string) {
  const root = mkdtempSync(join(tmpdir(), 'threadlanes-'));
  const write = (name: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const log: string[] = [];
  const made = new Project({
    root,
    syntax,
    analyser: new Analyser(frontEnds),
    cache: { folder: cache, stamp: 'test' },
    log: (line) => log.push(line),
  });
  const found = (): string[] => made.findings().map(({ path, rule }) => `${path} ${rule}`);
  return { project: made, write, log, found, root };
}

describe('a project', () => {
  it('reads its files once, and says what it left out', async () => {
    const {
      project: made,
      found,
      log,
    } = project({
      'a.py': wrong,
      'sub/b.py': right,
      'blob.py': new Uint8Array([0]),
    });
    await made.load([]);
    expect(found()).toEqual(['a.py self-deadlock']);
    expect(made.size).toEqual({ files: 2, lines: 9 });
    expect(log).toEqual(['left out blob.py: binary']);
  });

  it('takes the text of an editor for that of the disk, until the document closes', async () => {
    const { project: made, found } = project({ 'a.py': wrong });
    await made.load([]);
    made.shown('a.py', syntax.lower('a.py', right));
    expect(found()).toEqual([]);
    await made.load([]);
    expect(found()).toEqual([]);
    await made.closed('a.py');
    expect(found()).toEqual(['a.py self-deadlock']);
  });

  it('follows files that appear, change and go', async () => {
    const { project: made, write, found, root } = project({ '.gitignore': 'out/', 'a.py': right });
    await made.load([]);
    write('b.py', wrong);
    await made.changed('b.py');
    expect(found()).toEqual(['b.py self-deadlock']);
    write('out/c.py', wrong);
    await made.changed('out/c.py');
    expect(found()).toEqual(['b.py self-deadlock']);
    rmSync(join(root, 'b.py'));
    made.removed('b.py');
    expect(found()).toEqual([]);
  });

  it('forgets what the settings leave out when it is read again', async () => {
    const { project: made, found } = project({ 'legacy/a.py': wrong, 'b.py': right });
    await made.load([]);
    expect(found()).toHaveLength(1);
    await made.load(['legacy/']);
    expect(found()).toEqual([]);
    expect(made.size.files).toBe(1);
  });

  it('finds the same from the cache as from the text', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'threadlanes-cache-'));
    const { project: made, found, root } = project({ 'a.py': wrong }, cache);
    await made.load([]);
    const again = new Project({
      root,
      syntax,
      analyser: new Analyser(frontEnds),
      cache: { folder: cache, stamp: 'test' },
      log: () => {},
    });
    await again.load([]);
    expect(again.findings()).toEqual(made.findings());
    expect(found()).toHaveLength(1);
  });
});
