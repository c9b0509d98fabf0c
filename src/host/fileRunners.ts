/**
 * Who can run a file that the engine cannot, such as Python's: it says so here, and CodeLens, the side panel, "Visualize This
 * File" and "Run on save" know it from then on. It must never run anything by itself.
 */
import type * as vscode from 'vscode';
import type { RunEnded } from '../protocol/page.js';

export interface FileRunner {
  /** As VS Code names it: 'python'. */
  readonly languageId: string;
  /** Runs the file, which has been saved, and draws it in the full timeline; answers how it ended. */
  visualize(document: vscode.TextDocument): Promise<RunEnded | undefined>;
}

const runners = new Map<string, FileRunner>();

export function registerFileRunner(runner: FileRunner): void {
  runners.set(runner.languageId, runner);
}

export function runnerOf(document: vscode.TextDocument): FileRunner | undefined {
  return runners.get(document.languageId);
}
