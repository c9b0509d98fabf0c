/** Shows a line of a source file in the first editor column and marks it, without taking the focus from the timeline. */
import * as vscode from 'vscode';

let mark: vscode.TextEditorDecorationType | undefined;

/** Lines start at 1. */
export async function revealLine(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const range = document.lineAt(Math.min(line, document.lineCount) - 1).range;
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preserveFocus: true,
    preview: false,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  mark ??= vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
  });
  for (const other of vscode.window.visibleTextEditors)
    other.setDecorations(mark, other === editor ? [range] : []);
}
