// What every script says on the terminal, and in what form. Imports nothing outside Node, because
// start.mjs and test.mjs load it before `the dependencies are installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const cacheDir = join(root, '.cache');

/** Path inside the repository. */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** Seconds since `startMs` (a `performance.now()` value), as people read it: `3.2 s`. */
export function since(startMs) {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
}

/**
 * Runs `work`, saying `title` before it and how long it took after it.
 * A step that takes longer than `remindMs` says every so often that it is still going.
 */
export async function step(title, work, { log = console.log, remindMs = 15_000 } = {}) {
  const start = performance.now();
  const reminder = setInterval(() => log(`  ... ${title} (${since(start)} so far)`), remindMs);
  try {
    const result = await work();
    log(`  ${title}: ${since(start)}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/** Programs that still run; none may outlive us when a signal ends us. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs a program to its end and gives `{ code, output }`; stdin is closed, stdout and stderr are joined in order.
 * Never rejects for an exit code: the caller decides what a failure is. `echo` also shows the output as it comes.
 */
export function run(command, args, { cwd = root, env = process.env, echo = false, timeoutMs = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const windowsScript = process.platform === 'win32' && /^(npm|npx|code)$/.test(command);
    const child = spawn(windowsScript ? `${command}.cmd` : command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windowsScript,
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs)
        : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (echo) process.stdout.write(text);
      });
    }
    child.on('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      clearTimeout(timer);
      if (timedOut) output += `\n${command} was stopped after ${timeoutMs / 1000} s\n`;
      resolve({ code: code ?? (signal ? 128 : 1), output });
    });
  });
}

/** As `run`, but an exit code other than 0 is an Error that carries the whole output. */
export async function mustRun(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.trim()}`);
  return output;
}

export function hashOfFiles(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : '-');
  return hash.digest('hex');
}

/** True when `stampFile` says that its work was done for exactly this `stamp`. */
export function isStamped(stampFile, stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

export function writeStamp(stampFile, stamp) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}
