/** Shows a line of a source file in the first editor column and marks it, without taking the focus from the timeline. */
import * as vscode from 'vscode';

let mark: vscode.TextEditorDecorationType | undefined;
/** What `mark` is on. */
let marked = '';

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
  marked = `${uri}:${line}`;
}

/** Takes the mark of `revealLine` away. */
export function forgetLine(): void {
  if (!mark) return;
  marked = '';
  for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(mark, []);
}

/**
 * Scrolls an editor that shows the file to the line, opens nothing, and takes the mark of another line away: that was
 * where a person went before.
 */
export function bringIntoView(uri: vscode.Uri | undefined, line: number): void {
  if (marked !== `${uri}:${line}`) forgetLine();
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => uri !== undefined && document.uri.toString() === uri.toString(),
  );
  if (!editor || line < 1 || line > editor.document.lineCount) return;
  const { range } = editor.document.lineAt(line - 1);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
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
