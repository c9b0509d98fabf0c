/** The file in the active editor, or another one, as a program. An example that is open is that example. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Program } from './runs.js';
import { examplesOf } from './visualizeExample.js';

/** The active file, if it is one that can be run, and may be. */
export function activeProgram(context: vscode.ExtensionContext): Promise<Program | undefined> {
  return programOf(context, vscode.window.activeTextEditor?.document);
}

/** Undefined, and said why, where nothing may be run. */
export async function programOf(
  context: vscode.ExtensionContext,
  document: vscode.TextDocument | undefined,
): Promise<Program | undefined> {
  if (document?.uri.scheme !== 'file' || !/\.(?:ts|js|mjs)$/.test(document.fileName)) return undefined;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Programs of an untrusted workspace are not run.'));
    return undefined;
  }
  // What runs is what is on disk.
  if (document.isDirty) await document.save();
  const name = basename(document.fileName);
  // The open text of an example is that example, with its title and variants.
  const example = examplesOf(context).find(({ entry }) => entry === document.fileName);
  return example ?? { entry: document.fileName, id: name, title: name, variants: [] };
}
