/** The languages that the detector reads, as VS Code names them. Starting costs nothing until one of them is open. */
import type * as vscode from 'vscode';

export const languageIds: readonly string[] = [
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
];

/** Documents that show an older state of a file, or none a person works in. */
const otherSchemes = new Set(['git', 'gitfs', 'output', 'vscode-scm', 'vscode-settings', 'review', 'pr']);

export function isChecked(document: vscode.TextDocument): boolean {
  return languageIds.includes(document.languageId) && !otherSchemes.has(document.uri.scheme);
}

/** Files that may change on disk without an editor. */
export const watchedFiles = '**/*.{py,pyw,js,jsx,mjs,cjs,ts,tsx,mts,cts}';
