/** What a person can do with a file, as the side panel offers it, and the command behind each offer. */
import * as vscode from 'vscode';
import type { Barrier, FileKind, Offer } from '../../protocol/followed.js';

/** The most useful first. `canVisualize`: somebody can run files of this kind. */
export function offersFor(kind: FileKind, barrier: Barrier | null, canVisualize: boolean): Offer[] {
  if (barrier === 'untrusted') return ['trust', 'example'];
  switch (kind) {
    case 'none':
      return ['example', 'firstSteps'];
    case 'program':
      return barrier ? ['example'] : ['visualize', 'explore', 'snippet'];
    case 'python':
      return canVisualize && !barrier ? ['visualize', 'snippet', 'check'] : ['snippet', 'check', 'example'];
    case 'javascript':
      return ['snippet', 'check', 'example'];
    case 'other':
      return ['example'];
  }
}

const commands: Readonly<Record<Offer, readonly [command: string, ...args: string[]]>> = {
  visualize: ['threadlanes.visualizeFile'],
  explore: ['threadlanes.exploreInterleavings'],
  example: ['threadlanes.visualizeExample'],
  snippet: ['threadlanes.insertSnippet'],
  check: ['threadlanes.checkWorkspace'],
  trust: ['workbench.trust.manage'],
  firstSteps: ['threadlanes.firstSteps'],
};

/** The commands act on the active editor, which the side panel took the focus from. */
export async function acceptOffer(offer: Offer, document: vscode.TextDocument | undefined): Promise<void> {
  const [command, ...args] = commands[offer];
  if (document) await vscode.window.showTextDocument(document, { preserveFocus: false });
  await vscode.commands.executeCommand(command, ...args);
}
