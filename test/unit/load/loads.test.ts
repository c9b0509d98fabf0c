import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import { expect, it } from 'vitest';
import type { LoadedProgram } from '../../../src/engine/load/loadedProgram.js';
import { loadProgram } from '../../../src/engine/load/loadProgram.js';
import { run } from './program.js';

const path = fileURLToPath(new URL('../../fixtures/loads/bank.ts', import.meta.url));
const bank = (): LoadedProgram => loadProgram(path, (file) => readFileSync(file, 'utf8'));

it('a good program loads, with the names of what it makes', () => {
  const { sites, modules } = bank();
  expect(modules.map((each) => each.path)).toEqual(['orders.ts', 'bank.ts']);
  expect(modules[1]?.exports).toEqual(['Clerk', 'withdraw', 'main']);
  const names = new Set(sites.map((site) => site.name));
  for (const name of ['mutex', 'balance', 'orders', 'desks[0]', 'desks[1]', 'open', 'served', 'clerk'])
    expect(names).toContain(name);
});

it('its code has the lines of its source: every call still stands where it stood', () => {
  const program = bank();
  program.modules.forEach((module, file) => {
    const lines = module.code.split('\n');
    const text = program.files[file]?.text.split('\n') ?? [];
    expect(lines.length).toBeLessThanOrEqual(text.length + 1);
    for (const [id, site] of program.sites.entries()) {
      if (id === 0 || site.file !== file) continue;
      expect(lines.slice(site.line - 1, site.line + 1).join()).toMatch(
        new RegExp(`\\[0\\]=${id}\\b|__at\\(${id},`),
      );
    }
    expect(() => parse(module.code)).not.toThrow();
  });
});

it('its module level runs', () => {
  class Any {}
  const { kept } = run(bank(), () => ({
    Lock: Any,
    Queue: Any,
    Thread: Any,
    shared: (value: unknown) => ({ value }),
  }));
  expect(kept).toEqual(['rates', 'limits', 'desks', 'state', 'Clerk']);
});

it('loading it again gives the same, and no path of this machine', () => {
  expect(bank()).toEqual(bank());
  expect(JSON.stringify(bank())).not.toContain(path.slice(0, path.lastIndexOf('/')));
});
