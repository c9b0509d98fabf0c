/** The command "Visualize This File": runs the program in the active editor and draws it. */
import * as vscode from 'vscode';
import type { RunEnded } from '../protocol/page.js';
import { activeProgram } from './activeProgram.js';
import type { Runs } from './runs.js';

const runnable = /\.(?:ts|js|mjs|py)$/;

export async function visualizeFile(runs: Runs): Promise<RunEnded | undefined> {
  const name = vscode.window.activeTextEditor?.document.fileName;
  if (name === undefined || !runnable.test(name)) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Open a Python, TypeScript or JavaScript program to visualize it.'),
    );
    return undefined;
  }
  const program = await activeProgram(runnable);
  return program && runs.visualize(program, program.python ? 'live' : 'controlled', 1, 0);
}
