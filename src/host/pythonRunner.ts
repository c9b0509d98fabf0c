/** Runs a Python file for whoever asks fileRunners.ts: under the person's own interpreter, live, into the full timeline. */
import { basename } from 'node:path';
import type { FileRunner } from './fileRunners.js';
import { pythonLaunch } from './pythonLaunch.js';
import type { Runs } from './runs.js';

export function pythonRunner(runs: Runs): FileRunner {
  return {
    languageId: 'python',
    async visualize({ uri }) {
      const name = basename(uri.fsPath);
      const python = await pythonLaunch(uri);
      return runs.visualize({ entry: uri.fsPath, id: name, title: name, variants: [], python }, 'live', 1, 0);
    },
  };
}
