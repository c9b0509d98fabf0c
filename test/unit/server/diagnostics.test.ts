/** What an editor is shown of a finding, as the settings say, and what a hover says of a lock. */

import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from '../../../src/analysis/finding.js';
import type { DetectorSettings } from '../../../src/protocol/detector.js';
import { diagnosticOf } from '../../../src/server/diagnostics.js';
import { hoverText, lockAt } from '../../../src/server/hover.js';
import { lockGraph } from '../../../src/server/lockGraph.js';
import { serverWords } from '../../../src/server/words.js';
import { analyserOf } from '../analysis/parsing.js';

const program = `import threading

accounts = threading.Lock()
journal = threading.Lock()


def transfer():
    with accounts:
        with journal:
            pass


def audit():
    with journal:
        with accounts:
            pass


threading.Thread(target=transfer).start()
threading.Thread(target=audit).start()
`;

const settings: DetectorSettings = { enabled: true, rules: {}, exclude: [], showUncertain: true };
const uriOf = (name: string): string => `file:///project/${name}`;

async function found(): Promise<Finding> {
  const [finding] = (await analyserOf({ 'bank.py': program })).findings();
  if (!finding) throw new Error('nothing was found');
  return finding;
}

describe('a diagnostic', () => {
  it('has places that start at 0, and the steps of both ways in order', async () => {
    const finding = await found();
    const diagnostic = diagnosticOf(finding, { settings, language: 'en', uriOf });
    expect(diagnostic?.range.start).toEqual({
      line: finding.range.line - 1,
      character: finding.range.column - 1,
    });
    expect(diagnostic).toMatchObject({
      severity: DiagnosticSeverity.Warning,
      source: 'threadlanes',
      code: 'lock-order-inversion',
    });
    const steps = diagnostic?.relatedInformation ?? [];
    expect(steps.map(({ message }) => message.slice(0, 3))).toEqual(['1. ', '1. ', '2. ', '2. ']);
    expect(steps.every(({ location }) => location.uri === 'file:///project/bank.py')).toBe(true);
  });

  it('speaks the language of the editor', async () => {
    const chinese = diagnosticOf(await found(), { settings, language: 'zh-cn', uriOf });
    expect(chinese?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('carries the locks and their lines, for whoever wants to reproduce it', async () => {
    const diagnostic = diagnosticOf(await found(), { settings, language: 'en', uriOf });
    expect(diagnostic?.data).toMatchObject({
      locks: expect.arrayContaining([
        { name: 'accounts', line: 3 },
        { name: 'journal', line: 4 },
      ]) as unknown,
    });
  });

  it.each([
    ['as the rule says', {}, DiagnosticSeverity.Warning],
    ['as an error', { rules: { 'lock-order-inversion': 'error' } }, DiagnosticSeverity.Error],
    ['as a hint', { rules: { 'lock-order-inversion': 'hint' } }, DiagnosticSeverity.Hint],
    ['not at all, its rule being off', { rules: { 'lock-order-inversion': 'off' } }, undefined],
    ['not at all, the detector being off', { enabled: false }, undefined],
    ['although uncertain ones are hidden', { showUncertain: false }, DiagnosticSeverity.Warning],
  ] as const)('is shown %s', async (_, changed, severity) => {
    const context = { settings: { ...settings, ...changed }, language: 'en', uriOf } as const;
    expect(diagnosticOf(await found(), context)?.severity).toBe(severity);
  });

  it('of medium confidence is hidden on demand', async () => {
    const uncertain: Finding = { ...(await found()), confidence: 'medium', severity: 'information' };
    const context = { settings, language: 'en', uriOf } as const;
    expect(diagnosticOf(uncertain, context)?.severity).toBe(DiagnosticSeverity.Information);
    const hidden = { ...context, settings: { ...settings, showUncertain: false } };
    expect(diagnosticOf(uncertain, hidden)).toBeUndefined();
  });
});

describe('a hover', () => {
  it('tells where the lock is taken and what is taken under it', async () => {
    const locks = (await analyserOf({ 'bank.py': program })).locks();
    const names = new Map(locks.map(({ id, name }) => [id, name]));
    const lock = lockAt(locks, 'bank.py', { line: 2, character: 2 });
    expect(lock?.name).toBe('accounts');
    const words = serverWords('en');
    const text = lock && hoverText(lock, { words, uriOf, nameOfLock: (id) => names.get(id) ?? id });
    expect(text).toContain('**lock** `accounts`');
    expect(text).toContain('[bank.py:8](file:///project/bank.py#L8,10) `transfer`');
    expect(text).toContain('- `journal` is taken: [bank.py:9]');
  });

  it('is nothing beside a lock', async () => {
    const locks = (await analyserOf({ 'bank.py': program })).locks();
    expect(lockAt(locks, 'bank.py', { line: 0, character: 0 })).toBeUndefined();
    expect(lockAt(locks, 'other.py', { line: 2, character: 2 })).toBeUndefined();
  });
});

it('the graph has the two orders of the cycle, with their places', async () => {
  const analyser = await analyserOf({ 'bank.py': program });
  const graph = lockGraph([{ locks: analyser.locks(), edges: analyser.lockOrder(), uriOf }]);
  const orders = graph.edges.map((edge) => [
    graph.locks[edge.from]?.name,
    graph.locks[edge.to]?.name,
    edge.place.line + 1,
    edge.inCycle,
  ]);
  expect(orders.sort()).toEqual([
    ['accounts', 'journal', 9, true],
    ['journal', 'accounts', 15, true],
  ]);
});
