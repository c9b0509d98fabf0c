/** The manifest, the code and the translations say the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ruleNames } from '../../../src/analysis/finding.js';
import { ruleTitles } from '../../../src/analysis/ruleTitles.js';

const root = join(import.meta.dirname, '../../..');
const json = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;

interface Manifest {
  activationEvents: string[];
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string }[];
    walkthroughs: { steps: { id: string; media: { svg: string }; completionEvents: string[] }[] }[];
    configuration: { properties: Record<string, { properties?: Record<string, unknown> }> };
  };
}
const manifest = json<Manifest>('package.json');
const english = json<Record<string, string>>('package.nls.json');
const chinese = json<Record<string, string>>('package.nls.zh-cn.json');
const bundle = json<Record<string, string>>('l10n/bundle.l10n.zh-cn.json');

const hostCode = readdirSync(join(root, 'src/host'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'src/host', file), 'utf8'))
  .join('\n');

it('has a text in both languages for every key of the manifest, and none too many', () => {
  const keys = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map(
    ([, key]) => key,
  );
  expect(Object.keys(english).sort()).toEqual([...new Set(keys)].sort());
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
});

it('declares every command once', () => {
  const names = manifest.contributes.commands.map(({ command }) => command);
  expect(names).toEqual([...new Set(names)]);
});

it('takes no setting that decides what runs, or how, from an untrusted workspace', () => {
  const shownOnly = /^threadlanes\.(detector\.|codeLens$)/;
  const settings = Object.keys(manifest.contributes.configuration.properties);
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect([...restrictedConfigurations].sort()).toEqual(
    settings.filter((name) => !shownOnly.test(name)).sort(),
  );
});

it('leads through five first steps, whose pictures and commands exist', () => {
  const [walkthrough] = manifest.contributes.walkthroughs;
  expect(walkthrough?.steps.length).toBe(5);
  const own = manifest.contributes.commands.map(({ command }) => command);
  for (const { id, media, completionEvents } of walkthrough?.steps ?? []) {
    expect(existsSync(join(root, media.svg)), media.svg).toBe(true);
    expect(completionEvents.length).toBeGreaterThan(0);
    for (const event of completionEvents) {
      const [kind, name = ''] = event.split(':');
      if (kind === 'onCommand') expect(own).toContain(name);
      else expect(hostCode).toContain(`stepDone('${name}')`);
    }
    for (const texts of [english, chinese]) {
      const links = [...(texts[`walkthrough.${id}.description`] ?? '').matchAll(/\]\(command:([\w.]+)/g)];
      for (const [, name] of links) expect(own).toContain(name);
    }
  }
});

it('registers every command that it lists', () => {
  for (const { command } of manifest.contributes.commands) expect(hostCode).toContain(`'${command}'`);
});

it('has a Chinese text for everything that the host says, and none too many', () => {
  const said = [...hostCode.matchAll(/(?<![\w$])t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text);
  expect(said.length).toBeGreaterThan(5);
  expect(Object.keys(bundle).sort()).toEqual([...new Set(said)].sort());
});

it('says nothing to a person in passing by the translations', () => {
  const shown = /show(?:Error|Warning|Information)Message\(\s*['"`](?!Threadlanes: \$\{)/;
  expect(hostCode).not.toMatch(shown);
});

it('has at most twelve settings, each with a default', () => {
  const settings = Object.values(manifest.contributes.configuration.properties);
  expect(settings.length).toBeLessThanOrEqual(12);
  for (const setting of settings) expect(setting).toHaveProperty('default');
});

it('has a setting for every rule, described by its title', () => {
  const { rules } = Object.fromEntries(
    Object.entries(manifest.contributes.configuration.properties).map(([name, value]) => [
      name.replace('threadlanes.detector.', ''),
      value.properties ?? {},
    ]),
  );
  expect(Object.keys(rules ?? {})).toEqual([...ruleNames]);
  for (const rule of ruleNames) {
    expect(english[`rule.${rule}`]).toBe(ruleTitles.en[rule]);
    expect(chinese[`rule.${rule}`]).toBe(ruleTitles['zh-cn'][rule]);
  }
});
