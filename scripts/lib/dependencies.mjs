// Brings node_modules in step with package-lock.json. Imports nothing outside Node: it runs in a fresh clone.
import { existsSync, statSync, utimesSync } from 'node:fs';
import { inRoot, mustRun, step } from './report.mjs';

const installedMark = inRoot('node_modules', '.package-lock.json');

export const minimumNodeMajor = 20;

/** The reason why this Node cannot be used, or undefined. */
export function nodeProblem(version = process.versions.node) {
  const major = Number(version.split('.')[0]);
  if (major >= minimumNodeMajor) return undefined;
  return `Threadlanes needs Node ${minimumNodeMajor} or later; this is Node ${version}. Install a newer one from your package manager or nodejs.org.`;
}

/** npm writes node_modules/.package-lock.json last, so it is missing or older exactly when an install is due. */
export function dependenciesAreDue() {
  if (!existsSync(installedMark)) return true;
  return statSync(installedMark).mtimeMs < statSync(inRoot('package-lock.json')).mtimeMs;
}

/** Runs `npm install` when it is due; twice more after a failure, since registries have bad moments. */
export async function ensureDependencies({ log = console.log } = {}) {
  if (!dependenciesAreDue()) return;
  // Not `npm ci`: it refuses a lockfile that lacks the binaries of platforms which the registry at hand does not carry.
  // `npm install` takes the locked versions all the same, and leaves package.json and the lockfile as they are.
  const install = () => mustRun('npm', ['install', '--no-save']);
  await step('installing dependencies', () => retry(install, { log }), { log });
  utimesSync(installedMark, new Date(), new Date());
}

/** Calls `work` up to `times` times, waiting a little longer after each failure. */
export async function retry(work, { times = 3, waitMs = 3000, log = console.log } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === times) throw error;
      log(`  attempt ${attempt} of ${times} failed: ${String(error.message).split('\n')[0]}; trying again`);
      await new Promise((resolve) => setTimeout(resolve, waitMs * attempt));
    }
  }
}
