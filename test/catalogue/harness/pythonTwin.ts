/**
 * The Python twins of examples, run for real and recorded. They sleep most of the time, so many run side by side, each from
 * the moment on that somebody first asks for it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPython } from '../../../scripts/lib/pythons.mjs';
import { ProgramRunner } from '../../programRunner.js';
import { ObservedRun } from './observedRun.js';

const tracer = join(import.meta.dirname, '../../../dist/tracer');
/** More of them, beside two other files' as many, would have too little of two processors to sleep for as long as they say. */
const atOnce = 3;
/** The longest twin takes 10 s, and the machine may be busy. */
const patienceMs = 90_000;

/** A recorder has one program at a time: as many of them as programs that run. */
const runners = new Set<ProgramRunner>();
const idle: ProgramRunner[] = [];
const waiting: (() => void)[] = [];
const pythonOf = new Map<string, Promise<string>>();

export async function stopTwins(): Promise<void> {
  waiting.length = 0;
  await Promise.all([...runners].map((runner) => runner.dispose()));
}

/** Runs a twin, when its turn comes. One that hangs is ended as soon as that is noticed. */
export async function runTwin(path: string, variant: string | null): Promise<ObservedRun> {
  const python = {
    interpreter: [await pythonFor(modulesOf(path))],
    tracer,
    workingFolder: dirname(path),
    environment: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
    hasInput: false,
    hasOutput: false,
    whenStuck: 'end',
  } as const;
  const args = variant === null ? [] : [variant];
  const runner = await anIdleOne();
  const ended = await runner.run({ entry: path, mode: 'live', timeoutMs: patienceMs, args, python });
  idle.push(runner);
  waiting.shift()?.();
  return new ObservedRun(ended, readFileSync(path, 'utf8'));
}

async function anIdleOne(): Promise<ProgramRunner> {
  if (idle.length === 0 && runners.size >= atOnce)
    await new Promise<void>((resolve) => void waiting.push(resolve));
  const runner = idle.pop() ?? new ProgramRunner();
  runners.add(runner);
  return runner;
}

/** Packages that a program imports and that Python does not bring with it. */
function modulesOf(path: string): string[] {
  const imported = readFileSync(path, 'utf8').matchAll(/^(?:import|from) (greenlet|gevent)\b/gm);
  return [...new Set([...imported].map(([, name = '']) => name))];
}

function pythonFor(modules: readonly string[]): Promise<string> {
  const key = modules.join();
  const known = pythonOf.get(key) ?? search(modules);
  pythonOf.set(key, known);
  return known;
}

async function search(modules: readonly string[]): Promise<string> {
  const python = await findPython(modules as string[]);
  if (python === undefined)
    throw new Error(`no Python 3.8 or later has ${modules.join(' and ') || 'been found'}`);
  return python;
}
