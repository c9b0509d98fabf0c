/**
 * Twenty deadlocks that public projects had and mended, in small: what the detector says of the program before and
 * after. `fix.json` tells where it comes from, under `firstTry` what the detector said when all its rules first ran, and
 * under `found` and `quiet` what is true today. They were chosen and written before it ever ran, and no rule is made for
 * them: a row that gets better is changed here, one that gets worse is a fault.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finding, ruleNames } from '../../../src/analysis/finding.js';
import { analyserOf } from './parsing.js';

const root = join(import.meta.dirname, '../../fixtures/realFixes');

interface RealFix {
  readonly repository: string;
  readonly rule: string;
  /** Of the program before: the confidence with which the rule finds it, or no. */
  readonly found: 'high' | 'medium' | 'no';
  /** Whether nothing is found in the program after. */
  readonly quiet: boolean;
}

async function findings(folder: string, which: 'before' | 'after'): Promise<readonly Finding[]> {
  const file = readdirSync(join(root, folder)).find((name) => name.startsWith(which));
  if (file === undefined) throw new Error(`${folder} has no program ${which}`);
  return (await analyserOf({ [file]: readFileSync(join(root, folder, file), 'utf8') })).findings();
}

const folders = readdirSync(root).sort();

it('are twenty, of known rules', () => {
  expect(folders).toHaveLength(20);
});

describe.each(folders)('%s', (folder) => {
  const fix = JSON.parse(readFileSync(join(root, folder, 'fix.json'), 'utf8')) as RealFix;

  it('says where it comes from, and which rule it is about', () => {
    expect(fix.repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(ruleNames).toContain(fix.rule);
  });

  it(`is found: ${fix.found}`, async () => {
    const own = (await findings(folder, 'before')).filter(({ rule }) => rule === fix.rule);
    expect(own[0]?.confidence ?? 'no').toBe(fix.found);
  });

  it(`is quiet after the fix: ${fix.quiet}`, async () => {
    expect((await findings(folder, 'after')).length === 0).toBe(fix.quiet);
  });
});
