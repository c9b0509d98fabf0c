/**
 * Programs that a test starts and waits for: the command line of dist, interpreters. The worker that runs the test goes on
 * meanwhile, so it answers vitest, which gives up a worker that is silent for a minute.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../dist/cli.js');

export interface Ended {
  /** Exit code; null where a signal ended the program. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads as its standard input, which ends after that. */
  readonly input?: string;
  /** Then it is ended. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end. Rejects where it cannot be started, whatever its exit code is. */
export function runChild(file: string, args: readonly string[], given: Surroundings = {}): Promise<Ended> {
  const { input = '', timeoutMs = 120_000, ...rest } = given;
  const options = { ...rest, timeout: timeoutMs, encoding: 'utf8', maxBuffer: 1e8 } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.on('error', reject);
    // A program may end before it has read its input.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** `threadlanes`, as it is built, in English whatever the language of the machine is. */
export function threadlanes(...args: readonly string[]): Promise<Ended> {
  return threadlanesIn({}, ...args);
}

export function threadlanesIn(given: Surroundings, ...args: readonly string[]): Promise<Ended> {
  // LC_CTYPE stays: what a Python program reads and writes hangs on it.
  const env = { ...process.env, LC_ALL: '', LC_MESSAGES: 'C', ...given.env };
  return runChild(process.execPath, [cli, ...args], { ...given, env });
}
