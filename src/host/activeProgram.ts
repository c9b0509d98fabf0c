/** The document that a command is about as a program of `threadlanes`; undefined, and said why, where it may not be run. */
import type * as vscode from 'vscode';
import { documentOf } from './activeDocument.js';
import { barrierFor, isProgram, type Program, programOf } from './programs.js';
import { tellBarrier } from './tellBarrier.js';

/** `argument` is a file's URI where a CodeLens gives one; without one it is the active editor's file. */
export async function activeProgram(
  context: vscode.ExtensionContext,
  argument?: unknown,
): Promise<Program | undefined> {
  const document = await documentOf(argument);
  return document && runnableProgram(context, document);
}

export async function runnableProgram(
  context: vscode.ExtensionContext,
  document: vscode.TextDocument,
): Promise<Program | undefined> {
  if (!isProgram(document)) return undefined;
  const barrier = barrierFor(context, document);
  if (!barrier) return programOf(context, document);
  await tellBarrier(barrier);
  return undefined;
}
