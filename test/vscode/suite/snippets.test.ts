/** Snippets as VS Code itself expands them: the same text as our tests run. */

import { ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import {
  commands,
  type Extension,
  extensions,
  Position,
  Range,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { expand, type SnippetLanguage, snippetLanguages, snippetsOf } from '../../unit/snippets/expand.js';

async function emptyEditor(language: SnippetLanguage): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language, content: '' });
  const editor = await window.showTextDocument(document);
  editor.options = { insertSpaces: true, tabSize: language === 'python' ? 4 : 2 };
  return editor;
}

/** What VS Code makes of a snippet; the editor is empty again afterwards. */
async function expandedByVscode(editor: TextEditor, prefix: string): Promise<string> {
  const { document } = editor;
  strictEqual(await commands.executeCommand('threadlanes.insertSnippet', prefix), prefix);
  const expanded = document.getText();
  await commands.executeCommand('leaveSnippet');
  const all = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  ok(await editor.edit((edit) => edit.delete(all)));
  return expanded;
}

describe('Insert Concurrency Snippet', function () {
  this.timeout(120_000);
  let extension: Extension<unknown> | undefined;
  before(async () => {
    extension = extensions.getExtension('threadlanes.threadlanes');
    await extension?.activate();
  });
  afterEach(async () => {
    while (window.activeTextEditor)
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  for (const language of snippetLanguages) {
    it(`expands every snippet of ${language} as it was tested`, async () => {
      ok(extension);
      const all = snippetsOf(language, join(extension.extensionPath, 'snippets'));
      const editor = await emptyEditor(language);
      for (const { prefix, body } of all)
        strictEqual(await expandedByVscode(editor, prefix), expand(body.join('\n')).text, prefix);
    });
  }
});
