// Every fixture of the detector, found by its name. What a fixture expects stands in it, on the line it speaks of:
//   with lock:  # expect[self-deadlock]            a warning of that rule starts on this line
//   with lock:  # expect[lock-order-inversion, medium]
// Everything found must be expected, and everything expected found. A good fixture expects nothing of its own rule.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../../src/analysis/finding.js';
import { frontEndFor } from '../../../src/analysis/frontEnds.js';
import { say } from '../../../src/analysis/wording/say.js';
import { analyserOf } from './parsing.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures', 'analysis');

interface Fixture {
  readonly rule: string;
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

function fixturesOf(rule: string): Fixture[] {
  return readdirSync(join(root, rule), { withFileTypes: true }).map((entry) => {
    const path = join(root, rule, entry.name);
    const names = entry.isDirectory() ? (readdirSync(path, { recursive: true }) as string[]) : [''];
    const files = names
      .filter((name) => frontEndFor(name === '' ? path : name))
      .map((name) => [
        name === '' ? entry.name : name.replaceAll('\\', '/'),
        readFileSync(join(path, name), 'utf8'),
      ]);
    return { rule, name: entry.name, files: Object.fromEntries(files) as Record<string, string> };
  });
}

function expectations(files: Fixture['files']): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/expect\[([\w-]+)(?:,\s*(medium))?\]/g)].map(
          (match) => `${path}:${index + 1} ${match[1]} ${match[2] ?? 'high'}`,
        ),
      ),
  );
}

const fixtures = readdirSync(root).flatMap(fixturesOf);

const covered = ruleNames.filter((rule) => fixtures.some((fixture) => fixture.rule === rule));

describe.each(covered.map((rule) => [rule] as const))('%s', (rule) => {
  const own = fixtures.filter((fixture) => fixture.rule === rule);

  it.each(own.map((fixture) => [fixture.name, fixture] as const))('%s', async (name, fixture) => {
    expect(Object.keys(fixture.files).length, 'files that were loaded').toBeGreaterThan(0);
    const expected = expectations(fixture.files);
    const own = expected.filter((line) => line.includes(` ${rule} `));
    expect(own.length > 0, 'a bad fixture expects its rule, a good one does not').toBe(
      name.startsWith('bad-'),
    );
    const findings = (await analyserOf(fixture.files)).findings();
    const found = findings.map((each) => `${each.path}:${each.range.line} ${each.rule} ${each.confidence}`);
    expect(found.sort(), findings.map((each) => say(each.message, 'en')).join('\n')).toEqual(expected.sort());
  });
});

describe('fixtures', () => {
  it.each(ruleNames)('of %s are at least six bad ones and eight good ones', (rule) => {
    const count = (kind: string) =>
      fixtures.filter((each) => each.rule === rule && each.name.startsWith(kind)).length;
    expect(count('bad-')).toBeGreaterThanOrEqual(6);
    expect(count('good-')).toBeGreaterThanOrEqual(8);
  });

  it('belong to a rule, and say whether they are bad or good', () => {
    const strays = fixtures.filter(
      ({ rule, name }) => !(ruleNames as readonly string[]).includes(rule) || !/^(?:bad|good)-/.test(name),
    );
    expect(strays.map(({ rule, name }) => `${rule}/${name}`)).toEqual([]);
  });
});
