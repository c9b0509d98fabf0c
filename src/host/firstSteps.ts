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

export function stepDone(step: Done): void {
  void vscode.commands.executeCommand('setContext', step, true);
}
