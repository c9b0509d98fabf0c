/** Says why a file is not run, and offers what to do next. */
import * as vscode from 'vscode';
import type { Barrier } from '../protocol/followed.js';

export async function tellBarrier(barrier: Barrier): Promise<void> {
  const { t } = vscode.l10n;
  if (barrier === 'untrusted') {
    const manage = t('Manage Workspace Trust');
    const example = t('Pick an Example');
    const message = t('Programs of an untrusted workspace are not run.');
    const chosen = await vscode.window.showWarningMessage(message, manage, example);
    if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    if (chosen === example) await vscode.commands.executeCommand('threadlanes.visualizeExample');
    return;
  }
  const message =
    barrier === 'virtual'
      ? t('This file does not lie on this machine, so it cannot be run.')
      : t('Save this file as .ts or .js first: what runs is a file.');
  void vscode.window.showWarningMessage(message);
}

/** A file that nobody here can run. */
export async function tellNotAProgram(): Promise<void> {
  const { t } = vscode.l10n;
  const example = t('Pick an Example');
  const message = t(
    'This file cannot be run here: TypeScript and JavaScript files that import "threadlanes" can. Other files are checked for deadlocks.',
  );
  const chosen = await vscode.window.showInformationMessage(message, example);
  if (chosen === example) await vscode.commands.executeCommand('threadlanes.visualizeExample');
}
