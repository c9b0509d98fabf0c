/** The command "Visualize This File": runs the file of the active editor, as it stands there, and draws it in full. */
import type * as vscode from 'vscode';
import type { RunEnded } from '../protocol/page.js';
import { documentOf } from './activeDocument.js';
import { runnerOf } from './fileRunners.js';
import { barrierFor, isProgram, programOf } from './programs.js';
import type { Runs } from './runs.js';
import { tellBarrier, tellNotAProgram } from './tellBarrier.js';

/** `argument` is a file's URI where a CodeLens or another command gives one. */
export async function visualizeFile(
  context: vscode.ExtensionContext,
  runs: Runs,
  argument?: unknown,
): Promise<RunEnded | undefined> {
  const document = await documentOf(argument);
  const runner = document && runnerOf(document);
  if (!document || !(runner || isProgram(document))) {
    await tellNotAProgram();
    return undefined;
  }
  const barrier = barrierFor(context, document);
  if (barrier) {
    await tellBarrier(barrier);
    return undefined;
  }
  if (!runner) return runs.visualize(programOf(context, document), 'controlled', 1, 0);
  if (document.isDirty) await document.save();
  return runner.visualize(document);
}
