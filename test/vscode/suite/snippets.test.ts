/** Snippets as VS Code itself expands them: the same text as our tests run. */

import { ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { commands, type Extension, extensions, window, workspace } from 'vscode';
import { expand, type SnippetLanguage, snippetLanguages, snippetsOf } from '../../unit/snippets/expand.js';

async function expandedByVscode(language: SnippetLanguage, prefix: string): Promise<string> {
  const document = await workspace.openTextDocument({ language, content: '' });
  const editor = await window.showTextDocument(document);
  editor.options = { insertSpaces: true, tabSize: language === 'python' ? 4 : 2 };
  strictEqual(await commands.executeCommand('threadlanes.insertSnippet', prefix), prefix);
  return document.getText();
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
      for (const { prefix, body } of all)
        strictEqual(await expandedByVscode(language, prefix), expand(body.join('\n')).text, prefix);
    });
  }
});
