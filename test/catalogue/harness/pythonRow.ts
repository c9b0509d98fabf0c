/**
 * The test of an example that is in Python only: like describeRow, but every run is a real one, under a real interpreter. What
 * its metadata promise is tested without being said.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPython } from '../../../scripts/lib/pythons.mjs';
import { findExample, isPythonOnly, readCatalogue } from '../../../src/engine/examples/catalogue.js';
import { ProgramRunner } from '../../programRunner.js';
import { ObservedRun } from './observedRun.js';
import type { Check } from './row.js';
import { withoutLines } from './tellingLine.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'examples');
/** A run takes a second; the machine may be busy. */
const timeoutMs = 60_000;
/** How long a program that nobody watches must have said nothing more to count as one that hangs. */
const silenceMs = 1500;

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

async function interpreter(): Promise<string> {
  const found = await findPython([]);
  if (found === undefined) throw new Error('no Python 3.8 or later has been found');
  return found;
}

async function observe(entry: string): Promise<ObservedRun> {
  const python = {
    interpreter: [await interpreter()],
    tracer: join(root, 'dist/tracer'),
    workingFolder: dirname(entry),
    environment: process.env,
    hasInput: false,
    hasOutput: false,
    whenStuck: 'end',
  } as const;
  const ended = await runner.run({ entry, mode: 'live', timeoutMs, python });
  return new ObservedRun(ended, readFileSync(entry, 'utf8'));
}

class PythonRow {
  #run: Promise<ObservedRun> | undefined;

  constructor(
    readonly path: string,
    readonly telling: readonly string[],
  ) {}

  get run(): Promise<ObservedRun> {
    this.#run ??= observe(this.path);
    return this.#run;
  }

  /** Holds in a real run. */
  live(title: string, check: Check): void {
    it(`${title} (live)`, async () => check(await this.run), timeoutMs);
  }

  /** What the row says no longer once its telling lines are gone. */
  withoutTellingLine(title: string, check: Check): void {
    it(
      `without ${this.telling.join(' ')} ${title}`,
      async () => check(await observe(withoutLines(this.path, this.telling))),
      timeoutMs,
    );
  }
}

/** The facts of an example that is in Python only. */
export function describePythonRow(id: string, facts: (row: PythonRow) => void): void {
  const example = findExample(readCatalogue(folder), id);
  describe(id, () => {
    if (!example || !isPythonOnly(example)) throw new Error(`there is no example ${id} in Python only`);
    const { expected, telling } = example;
    const row = new PythonRow(join(folder, example.file), telling?.lines ?? []);
    row.live(`ends as ${expected.outcome}, and finds ${expected.findings.join(', ') || 'nothing'}`, (run) => {
      expect([run.outcome, run.kindsFound]).toEqual([expected.outcome, [...expected.findings].sort()]);
    });
    it('hangs under plain Python, too', async () => expect(await hangs(row.path)).toBe(true), timeoutMs);
    facts(row);
  });
}

/** Whether a program is still there after it has said all that it says. It is ended with all that it has started. */
async function hangs(path: string): Promise<boolean> {
  const child = spawn(await interpreter(), ['-B', path], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    const end = (): void => {
      resolve(true);
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    let silence: NodeJS.Timeout | undefined;
    child.stdout.on('data', () => {
      clearTimeout(silence);
      silence = setTimeout(end, silenceMs);
    });
    child.once('exit', () => {
      clearTimeout(silence);
      resolve(false);
    });
  });
}
