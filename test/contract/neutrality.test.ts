/**
 * The tracer changes nothing: CPython's own tests give the same results with it as without. Here with the shortest of them and
 * the first Python that has them; `NEUTRALITY=full` takes all of them and every Python under pyenv (some 11 minutes):
 *   NEUTRALITY=full npx vitest run --project unit test/contract/neutrality.test.ts
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChild, threadlanesIn } from '../commandLine.js';

const isFull = process.env.NEUTRALITY === 'full';
const modules = isFull
  ? [
      'test_thread',
      'test_threading',
      'test_queue',
      'test_sched',
      'test_asyncio/test_locks',
      'test_asyncio/test_queues',
    ]
  : ['test_thread', 'test_sched', 'test_asyncio/test_locks', 'test_asyncio/test_queues'];
const timeoutMs = 400_000;

/** Interpreters that come with CPython's tests; `python3` may be there or not. */
async function pythons(): Promise<{ python: string; tests: string }[]> {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const versions = existsSync(root)
    ? readdirSync(root).filter((name) => /^3\.(?:[89]|\d\d)\./.test(name))
    : [];
  const code = 'import os, sys; print(os.path.join(os.path.dirname(os.__file__), "test"))';
  const asked = ['python3', ...versions.map((version) => join(root, version, 'bin', 'python'))];
  const told = asked.map(async (python) => {
    const { stdout } = await runChild(python, ['-c', code]).catch(() => ({ stdout: '' }));
    return { python, tests: stdout.trim() };
  });
  return (await Promise.all(told)).filter(
    ({ tests }) => tests !== '' && existsSync(join(tests, 'test_thread.py')),
  );
}

/** What unittest said of each test, without times and addresses. */
function results(text: string): string[] {
  const said = [
    ...text.matchAll(
      /^(test\w+ \([^)]*\))[\s\S]*?\.\.\.[\s\S]*?(ok|FAIL|ERROR|skipped[^\n]*|expected failure)$/gm,
    ),
  ];
  const count = /^Ran (\d+) tests?/m.exec(text)?.[1] ?? 'none';
  return [...said.map(([, name, result]) => `${name}: ${result}`).sort(), `Ran ${count}`];
}

async function plain(python: string, file: string): Promise<string[]> {
  return results((await runChild(python, [file, '-v'], { timeoutMs })).stderr);
}
async function traced(python: string, file: string): Promise<string[]> {
  const args = ['run', file, '--json', '--timeout', '380', '--python', python, '--', '-v'];
  return results((await threadlanesIn({ timeoutMs }, ...args)).stderr);
}

const found = await pythons();
const chosen = isFull ? found.slice(1) : found.slice(0, 1);

describe("CPython's own tests", () => {
  it('are there for at least one interpreter', () => {
    expect(chosen.length).toBeGreaterThan(0);
  });

  it.each(
    chosen.flatMap(({ python, tests }) =>
      modules.map((name) => [basename(join(python, '../..')), name, python, tests] as const),
    ),
  )(
    '%s: %s says the same with the tracer as without',
    async (_version, name, python, tests) => {
      const file = join(tests, `${name}.py`);
      const expected = await plain(python, file);
      expect(expected.length).toBeGreaterThan(3);
      expect(await traced(python, file)).toEqual(expected);
    },
    2 * timeoutMs,
  );
});
