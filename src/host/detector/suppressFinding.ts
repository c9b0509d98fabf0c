/** The quick fix that silences a finding: a comment at the end of its line, whose reason the person writes. */
import * as vscode from 'vscode';
import type { SuppressRequest } from '../../protocol/detector.js';

export async function suppressFinding(request: unknown): Promise<void> {
  if (!isRequest(request)) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(request.uri));
  const editor = await vscode.window.showTextDocument(document);
  const mark = document.languageId === 'python' ? '#' : '//';
  const line = document.lineAt(Math.min(request.line, document.lineCount - 1));
  const snippet = new vscode.SnippetString(
    `  ${mark} threadlanes: ignore[${request.rule}] `,
  ).appendPlaceholder(vscode.l10n.t('why this is safe'));
  await editor.insertSnippet(snippet, line.range.end);
}

function isRequest(value: unknown): value is SuppressRequest {
  const { uri, line, rule } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof uri === 'string' &&
    Number.isSafeInteger(line) &&
    (line as number) >= 0 &&
    typeof rule === 'string' &&
    /^[a-z-]+$/.test(rule)
  );
}
