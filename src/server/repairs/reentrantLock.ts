/** `Lock()` becomes `RLock()`, and is imported where only `Lock` was. */
import type { Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export function useReentrantLock(document: TextDocument, call: Range): TextEdit[] | undefined {
  const text = document.getText(call);
  const found = /^((?:\w+\.)*)Lock(?=\s*\()/.exec(text);
  if (!found) return undefined;
  const prefix = (found[1] as string).length;
  const edit = replaceAt(document, document.offsetAt(call.start) + prefix, 'Lock'.length, 'RLock');
  if (prefix > 0) return [edit];
  const imported = importEdit(document);
  return imported === undefined ? undefined : [...imported, edit];
}

/** Nothing to do where RLock is imported already; undefined where nobody sees how Lock came in. */
function importEdit(document: TextDocument): TextEdit[] | undefined {
  const source = document.getText();
  const line = /^from\s+(?:threading|multiprocessing)\s+import\s+[^\n]*\bLock\b[^\n]*$/m.exec(source);
  if (!line) return undefined;
  if (/\bRLock\b/.test(line[0])) return [];
  const offset = line.index + line[0].search(/\bLock\b/);
  return [replaceAt(document, offset, 'Lock'.length, 'Lock, RLock')];
}

function replaceAt(document: TextDocument, offset: number, length: number, newText: string): TextEdit {
  return {
    range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
    newText,
  };
}
