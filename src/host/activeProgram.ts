/** The program in the active editor, if it is one that can be run, and may be. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { pythonLaunch } from './pythonLaunch.js';
import type { Program } from './runs.js';

/** `endings` says which files can be run. Undefined for others, and in an untrusted workspace, which is told. */
export async function activeProgram(endings: RegExp): Promise<Program | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'file' || !endings.test(document.fileName)) return undefined;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Programs of an untrusted workspace are not run.'));
    return undefined;
  }
  // What runs is what is on disk.
  if (document.isDirty) await document.save();
  const entry = document.fileName;
  const name = basename(entry);
  const python = entry.endsWith('.py') ? await pythonLaunch(document.uri) : undefined;
  return { entry, id: name, title: name, variants: [], ...(python ? { python } : {}) };
}
