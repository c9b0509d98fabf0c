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

let hovered: vscode.TextEditorDecorationType | undefined;

/** Marks a line in the editors that show it, and moves nothing; without a place, takes the mark away. */
export function markHovered(uri?: vscode.Uri, line = 0): void {
  if (!uri && !hovered) return;
  hovered ??= vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.hoverHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
  });
  for (const editor of vscode.window.visibleTextEditors) {
    const isIt = uri !== undefined && editor.document.uri.toString() === uri.toString();
    const isThere = isIt && line >= 1 && line <= editor.document.lineCount;
    editor.setDecorations(hovered, isThere ? [editor.document.lineAt(line - 1).range] : []);
  }
}
