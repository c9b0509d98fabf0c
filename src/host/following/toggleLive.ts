/** The command "Toggle Live Timeline for This File": switches on that a file is run again as it changes, or off. */
import * as vscode from 'vscode';
import { documentOf } from '../activeDocument.js';
import { runnerOf } from '../fileRunners.js';
import { barrierFor, isProgram } from '../programs.js';
import { tellBarrier, tellNotAProgram } from '../tellBarrier.js';
import type { SwitchedOn } from './switchedOn.js';
import { timelineViewId } from './timelineView.js';

/** Answers whether the file is on now. */
export async function toggleLive(
  context: vscode.ExtensionContext,
  switchedOn: SwitchedOn,
  argument?: unknown,
): Promise<boolean> {
  const document = await documentOf(argument);
  if (!document || !(runnerOf(document) || isProgram(document))) {
    await tellNotAProgram();
    return false;
  }
  const isOn = !switchedOn.has(document.uri);
  const barrier = isOn ? barrierFor(context, document) : null;
  if (barrier) {
    await tellBarrier(barrier);
    return false;
  }
  switchedOn.set(document.uri, isOn);
  const isSeen = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  if (!isSeen) await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  // Where it runs is where it is seen; the editor keeps the focus.
  if (isOn && isProgram(document))
    await vscode.commands.executeCommand(`${timelineViewId}.focus`, { preserveFocus: true });
  return isOn;
}
