/**
 * The Python twins of examples, run for real. They sleep most of the time, so many run side by side, each from the moment
 * on that somebody first asks for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findPython } from '../../../scripts/lib/pythons.mjs';

export interface EndedTwin {
  /** `hangs`: it still ran, long after it should have ended, and was stopped. */
  readonly ending: 'completed' | 'failed' | 'hangs';
  readonly lines: readonly string[];
  readonly errors: string;
}

const atOnce = 12;
/** The longest twin takes 10 s, and the machine may be busy. */
const patienceMs = 90_000;
/** A twin that is to hang does so within its first second. */
const hangMs = 5000;

const running = new Set<ChildProcess>();
const waiting: (() => void)[] = [];
const pythonOf = new Map<string, Promise<string>>();

export function stopTwins(): void {
  waiting.length = 0;
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a twin, when its turn comes. One that is expected to hang is stopped sooner. */
export async function runTwin(path: string, variant: string | null, mayHang: boolean): Promise<EndedTwin> {
  const python = await pythonFor(modulesOf(path));
  if (running.size >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
  return start(python, [path, ...(variant === null ? [] : [variant])], mayHang ? hangMs : patienceMs);
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

function start(python: string, args: readonly string[], limitMs: number): Promise<EndedTwin> {
  // Its output is buffered, as ever in a pipe: unbuffered, another thread's line could come between a line and its end.
  const env: NodeJS.ProcessEnv = { ...process.env, PYTHONIOENCODING: 'utf-8' };
  delete env.PYTHONUNBUFFERED;
  const child = spawn(python, ['-B', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const [output, errors] = [collect(child.stdout), collect(child.stderr)];
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    child.kill('SIGKILL');
  }, limitMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // Not `close`: processes that a killed twin has started may keep its pipes open.
    child.once('exit', (code) => {
      clearTimeout(timer);
      running.delete(child);
      waiting.shift()?.();
      const ending = hangs ? 'hangs' : code === 0 ? 'completed' : 'failed';
      setImmediate(() => resolve({ ending, lines: linesOf(output()), errors: errors() }));
    });
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    text += part;
  });
  return () => text;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).slice(0, -1);
}
