/** `threadlanes explore`: exit codes, JSON, and schedules that `run --schedule` follows. Through the command line of dist. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { threadlanes } from '../commandLine.js';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'threadlanes-explore-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fixture = (name: string) => join(root, 'test', 'fixtures', 'explore', `${name}.ts`);
function file(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

describe('explore', () => {
  it('answers 1, the report of the failing run, and what it takes', async () => {
    const { code, stdout } = await threadlanes(
      'explore',
      fixture('twoLocks'),
      '--variant',
      'broken',
      '--json',
    );
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(code).toBe(1);
    expect(report).toMatchObject({
      program: 'twoLocks.ts',
      mode: 'controlled',
      variant: 'broken',
      outcome: 'deadlock',
      findings: [{ kind: 'deadlock', cycle: [{}, {}] }],
      classes: null,
      exhausted: false,
      preemptions: 1,
    });
    expect(report.foundAt).toBeGreaterThan(0);
    expect(report.schedules).toBe(report.foundAt);
    expect(report.schedulesPerSecond).toBeGreaterThan(0);
  });

  it('saves a trace, and a schedule that run follows to the same end', async () => {
    const trace = join(scratch, 'failing.trace');
    const found = await threadlanes(
      'explore',
      fixture('twoPreemptions'),
      '--variant',
      'broken',
      '--trace',
      trace,
      '--json',
    );
    const { schedule, error } = JSON.parse(found.stdout) as { schedule: unknown; error: unknown };
    const saved = file('schedule.json', JSON.stringify(schedule));
    const replayed = await threadlanes('run', fixture('twoPreemptions'), '--schedule', saved, '--json');
    expect(JSON.parse(replayed.stdout)).toMatchObject({ outcome: 'failed', variant: 'broken', error });
    const exported = await threadlanes('export', trace, '--to', 'json', '-o', join(scratch, 'failing.json'));
    expect(exported.code).toBe(0);
  });

  it('refuses a schedule of another text of the program', async () => {
    const program = (text: string) =>
      `import { print } from 'threadlanes';\nexport function main() { print('${text}'); }\n`;
    const entry = file('program.ts', program('one'));
    const schedule = {
      format: 'threadlanes-schedule',
      version: 1,
      program: ['0'],
      variant: null,
      seed: 1,
      switches: [],
    };
    const saved = file('other.json', JSON.stringify(schedule));
    const { code, stderr } = await threadlanes('run', entry, '--schedule', saved);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(stderr).toContain('another text of program.ts');
  });

  it('answers 0 when no schedule fails, and says whether there are others', async () => {
    const { code, stdout } = await threadlanes(
      'explore',
      fixture('account'),
      '--variant',
      'correct',
      '--strategy',
      'dpor',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'completed',
      findings: [],
      classes: 2,
      exhausted: true,
      schedule: null,
      preemptions: null,
      foundAt: null,
    });
  });

  it('answers 3 when main throws whatever the schedule is', async () => {
    const entry = file('throws.ts', `export function main() { throw new Error('always'); }\n`);
    const { code, stdout } = await threadlanes('explore', entry, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'failed',
      error: { message: 'Error: always', line: 1 },
    });
  });

  it('tells of a deadlock that it did not meet in the schedules that it tried', async () => {
    const args = ['--variant', 'broken', '--strategy', 'bounded', '--depth', '0', '--json'];
    const { code, stdout } = await threadlanes('explore', fixture('twoLocks'), ...args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'completed',
      findings: [{ kind: 'potential-deadlock', cycle: [{}, {}] }],
    });
  });

  it('names what the program itself makes different from run to run', async () => {
    const entry = file(
      'global.ts',
      `import { Lock, Thread, print } from 'threadlanes';
const lock = new Lock();
export function take() {
  lock.acquire();
}
export function main() {
  const g = globalThis as unknown as { count?: number };
  g.count = (g.count ?? 0) + 1;
  print(g.count);
  new Thread({ target: take }).start();
}
`,
    );
    const { stdout } = await threadlanes('explore', entry, '--schedules', '20', '--json');
    const report = JSON.parse(stdout) as { nondeterminism: string; findings: { kind: string }[] };
    expect(report.findings.map(({ kind }) => kind)).toEqual(['lock-held-at-end']);
    expect(report.nondeterminism).toContain('global.ts:9');
  });

  it.each([
    [['explore'], 'which program'],
    [['explore', 'no-such-example'], 'no example "no-such-example"'],
    [['explore', 'race-counter', '--strategy', 'guess'], '--strategy is one of portfolio'],
    [['explore', 'race-counter', '--schedules', 'many'], '--schedules takes a whole number'],
    [['explore', 'race-counter', '--time', '0'], '--time takes a number above 0'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr, stdout } = await threadlanes(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
