// Which files a specifier can mean, which of them run in workers, and how modules find each other.
import { describe, expect, it } from 'vitest';
import { candidates } from '../../../../src/analysis/javascript/modules.js';
import { workerCode } from '../../../../src/analysis/javascript/workerCode.js';
import { analyserOf } from '../parsing.js';

describe('a relative specifier', () => {
  it('means files beside the one that names it, best first', () => {
    const found = [...candidates('./lock', 'src/a.ts')];
    expect(found.slice(0, 3)).toEqual(['src/lock', 'src/lock.ts', 'src/lock.tsx']);
    expect(found).toContain('src/lock.cjs');
    expect(found).toContain('src/lock/index.ts');
  });

  it('goes up, and keeps an absolute path absolute', () => {
    expect([...candidates('../../b', '/w/src/x/a.ts')][1]).toBe('/w/b.ts');
    expect([...candidates('.', 'src/a.js')]).toContain('src/index.js');
  });

  it('that names the written file means its source', () => {
    expect([...candidates('./lock.js', 'src/a.ts')]).toContain('src/lock.ts');
    expect([...candidates('./lock.mjs', 'src/a.mts')]).toContain('src/lock.mts');
  });

  it("is no package's name", () => {
    expect([...candidates('async-mutex', 'src/a.ts')]).toEqual([]);
  });
});

describe('a worker', () => {
  it('is known by its name and by what it uses', () => {
    expect(workerCode('src/hash.worker.ts', '')).toBe('yes');
    expect(workerCode('src/a.js', "const { parentPort } = require('worker_threads');")).toBe('yes');
    expect(workerCode('src/a.js', 'self.onmessage = f;')).toBe('yes');
    expect(workerCode('src/network.ts', 'fetch(url)')).toBeUndefined();
  });

  it('may be whoever waits on memory that it has not made', () => {
    expect(workerCode('a.js', 'Atomics.wait(cells, 0, 0)')).toBe('perhaps');
    expect(
      workerCode('a.js', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'),
    ).toBeUndefined();
  });
});

describe('modules of every kind', () => {
  const holder = `
    export async function twice(lock) {
      await lock.runExclusive(async () => { await again(); });
    }
    async function again() { await mutex.runExclusive(() => 1); }`;

  /** How many deadlocks are found when \`main.ts\` takes the mutex of another module twice. */
  async function found(files: Record<string, string>, importLine: string): Promise<number> {
    const main = `${importLine}
      async function again() { await mutex.runExclusive(() => 1); }
      export async function twice() { await mutex.runExclusive(async () => { await again(); }); }`;
    return (await analyserOf({ ...files, 'main.ts': main })).findings().length;
  }

  it('meet through re-exports, defaults, namespaces and CommonJS', async () => {
    const lock = "import { Mutex } from 'async-mutex'; export const mutex = new Mutex();";
    expect(await found({ 'lock.ts': lock }, "import { mutex } from './lock.js';")).toBe(1);
    const passedOn = { 'lock.ts': lock, 'index.ts': "export * from './lock';" };
    expect(await found(passedOn, "import { mutex } from '.';")).toBe(1);
    const renamed = { 'lock.ts': lock, 'named.ts': "export { mutex as default } from './lock';" };
    expect(await found(renamed, "import mutex from './named';")).toBe(1);
    const common = "const { Mutex } = require('async-mutex'); exports.mutex = new Mutex();";
    expect(await found({ 'lock.js': common }, "const { mutex } = require('./lock');")).toBe(1);
    expect(
      await found({ 'lock.js': common }, "import * as all from './lock'; const mutex = all.mutex;"),
    ).toBe(1);
  });

  it('that import each other in a circle end', async () => {
    const analyser = await analyserOf({
      'a.ts': `import { b } from './b'; export const a = b; ${holder}`,
      'b.ts': "import { a } from './a'; export const b = a;",
    });
    expect(analyser.findings()).toEqual([]);
  });
});
