/** Models and findings between two runs: valid for the same text, carried over, and never a reason to fail. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ModuleModel } from '../../../src/analysis/model/module.js';
import { ModelCache } from '../../../src/workspace/modelCache.js';

const folder = mkdtempSync(join(tmpdir(), 'threadlanes-'));
const cache = (scope: string, stamp = 'one', at: string | null = folder): ModelCache =>
  new ModelCache({ folder: at ?? undefined, stamp }, scope);
const model = (path: string): ModuleModel => ({
  path,
  language: 'python',
  functions: [],
  classes: [],
  suppressions: [],
  lineStarts: [0],
});
const a = { path: 'a.py', hash: '1' };
const b = { path: 'b.py', hash: '2' };

function filled(scope: string): void {
  const first = cache(scope);
  first.keepModel(a, model('a.py'));
  first.save();
}

it('gives a model back for the same path and text only', () => {
  filled('same');
  const again = cache('same');
  expect(again.model(a)).toEqual(model('a.py'));
  expect(again.model({ ...a, hash: '3' })).toBeUndefined();
  expect(again.model({ ...a, path: 'c.py' })).toBeUndefined();
});

it('carries what was read over to the next pack, and drops what was not', () => {
  filled('carried');
  const second = cache('carried');
  second.model(a);
  second.keepModel(b, model('b.py'));
  second.save();
  const third = cache('carried');
  expect([third.model(a), third.model(b)]).toEqual([model('a.py'), model('b.py')]);
  third.save();
  const fourth = cache('carried');
  fourth.keepModel(b, model('b.py'));
  fourth.save();
  expect(cache('carried').model(a)).toBeUndefined();
});

it('does not use what another analysis or another scope wrote', () => {
  filled('stamped');
  expect(cache('stamped', 'two').model(a)).toBeUndefined();
  expect(cache('elsewhere').model(a)).toBeUndefined();
});

it('knows the answer for exactly the same files', () => {
  const answer = { findings: [], leftOut: [{ path: 'a.py', why: 'line 1 does not parse', partly: true }] };
  cache('findings').keepAnswer([a, b], answer);
  expect(cache('findings').answer([a, b])).toEqual(answer);
  expect(cache('findings').answer([a])).toBeUndefined();
});

it('does without where it cannot write, and where it shall not', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const at of [join(file, 'below'), null]) {
    const none = cache('none', 'one', at);
    none.keepModel(a, model('a.py'));
    none.save();
    none.keepAnswer([a], { findings: [], leftOut: [] });
    expect(cache('none', 'one', at).model(a)).toBeUndefined();
  }
});
