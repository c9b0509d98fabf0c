// Brings node_modules in step with package-lock.json. Imports nothing outside Node: it runs in a fresh clone.
import { existsSync, statSync } from 'node:fs';
import { inRoot, mustRun, step } from './report.mjs';

export const minimumNodeMajor = 20;

/** The reason why this Node cannot be used, or undefined. */
export function nodeProblem(version = process.versions.node) {
  const major = Number(version.split('.')[0]);
  if (major >= minimumNodeMajor) return undefined;
  return `Threadlanes needs Node ${minimumNodeMajor} or later; this is Node ${version}. Install a newer one from your package manager or nodejs.org.`;
}

/** npm writes node_modules/.package-lock.json last, so it is missing or older exactly when an install is due. */
export function dependenciesAreDue() {
  const installed = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(inRoot('package-lock.json')).mtimeMs;
}

/** Runs `npm ci` when it is due; twice more after a failure, since registries have bad moments. */
export async function ensureDependencies({ log = console.log } = {}) {
  if (!dependenciesAreDue()) return;
  await step('installing dependencies (npm ci)', () => retry(() => mustRun('npm', ['ci']), { log }), { log });
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
