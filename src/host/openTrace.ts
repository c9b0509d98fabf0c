/** The command "Open Trace": any file, whatever its name ends with. */
import * as vscode from 'vscode';
import { traceEditorType } from './traceEditor.js';

export async function openTrace(argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await ask();
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, traceEditorType);
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectMany: false,
    openLabel: vscode.l10n.t('Open Trace'),
    filters: {
      [vscode.l10n.t('Threadlanes traces')]: ['tltrace', 'trace'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return picked?.[0];
}
