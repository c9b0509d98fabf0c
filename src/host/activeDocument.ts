/** The document that a command is about: the one it is given, that of the active editor, else the one that a person was in last. */
import * as vscode from 'vscode';

/** Where a person came from when they click in the walkthrough, which takes the place of the editor. */
let last: vscode.TextDocument | undefined;

export function rememberDocument(): vscode.Disposable {
  const remember = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.uri.scheme === 'file') last = editor.document;
  };
  remember(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(remember);
}

export async function documentOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  if (argument instanceof vscode.Uri) return vscode.workspace.openTextDocument(argument);
  const current = currentDocument();
  const shown = uriOfTab();
  return !shown || shown.toString() === current?.uri.toString()
    ? current
    : vscode.workspace.openTextDocument(shown);
}

/** A file that was just opened has its tab before its text is there: until then the active editor is the one before it. */
function uriOfTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** Without an active editor, as in a page or a panel, the document is still the one that the person works on. */
export function currentDocument(): vscode.TextDocument | undefined {
  return vscode.window.activeTextEditor?.document ?? (last?.isClosed ? undefined : last);
}
