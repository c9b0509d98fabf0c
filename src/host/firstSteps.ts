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

/** How often a step was done: with every number the key's value is another one, and never false. */
let times = 0;

export async function stepDone(step: Done): Promise<void> {
  // VS Code looks at a key when it changes and has shown the walkthrough before, which it may do after the first time.
  await vscode.commands.executeCommand('setContext', step, ++times);
}
