/** The walkthrough, and what a person has done of it that no command tells: its steps are completed by these context keys. */
import * as vscode from 'vscode';

export async function firstSteps(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'threadlanes.threadlanes#firstSteps',
    false,
  );
}

/** A span was clicked and led to its line; a file was switched on. */
export type Done = 'threadlanes.pictureRead' | 'threadlanes.isLive';

export async function stepDone(step: Done): Promise<void> {
  // VS Code looks for keys that become true once it has shown the walkthrough, and this one may be true from before.
  await vscode.commands.executeCommand('setContext', step, false);
  await vscode.commands.executeCommand('setContext', step, true);
}
