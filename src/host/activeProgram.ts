/** The file in the active editor, or another one, as a program. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Program } from './runs.js';

/** The active file, if it is one that can be run, and may be. */
export function activeProgram(): Promise<Program | undefined> {
  return programOf(vscode.window.activeTextEditor?.document);
}

/** Undefined, and said why, where nothing may be run. */
export async function programOf(document: vscode.TextDocument | undefined): Promise<Program | undefined> {
  if (document?.uri.scheme !== 'file' || !/\.(?:ts|js|mjs)$/.test(document.fileName)) return undefined;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Programs of an untrusted workspace are not run.'));
    return undefined;
  }
  // What runs is what is on disk.
  if (document.isDirty) await document.save();
  const name = basename(document.fileName);
  return { entry: document.fileName, id: name, title: name, variants: [] };
}
