import { match, ok, strictEqual } from 'node:assert/strict';
import { commands, extensions, type Location, type LocationLink, window } from 'vscode';
import type { ExtensionApi } from '../../../src/host/extension.js';

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

const outcomes = {
  'thread-join': 'completed',
  'race-counter': 'completed',
  'deadlock-two-locks': 'deadlock',
  'producer-consumer': 'completed',
};

describe('Visualize Concurrency Example', () => {
  for (const [id, outcome] of Object.entries(outcomes)) {
    it(`runs ${id} to its end (${outcome}), with its source open and the timeline beside it`, async () => {
      const { visualize, panelVisible } = await api();
      const end = await visualize(id);
      strictEqual(end?.outcome, outcome);
      ok(window.visibleTextEditors.some((editor) => editor.document.fileName.endsWith(`${id}.ts`)));
      ok(panelVisible());
      // A hundred threads need a hundred workers.
    }).timeout(120_000);
  }

  it('knows the types of threadlanes in the source that it opens', async () => {
    const { visualize } = await api();
    await visualize('deadlock-two-locks');
    const document = window.visibleTextEditors.find((editor) =>
      editor.document.fileName.endsWith('.ts'),
    )?.document;
    ok(document);
    const lock = document.positionAt(document.getText().indexOf('Lock'));
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      lock,
    );
    const [declared] = found.map((each) => ('uri' in each ? each.uri : each.targetUri).path);
    match(declared ?? '', /node_modules\/threadlanes\/parts\/locks\.d\.ts$/);
  });

  it('says what is wrong when there is no such example', async () => {
    const { visualize } = await api();
    strictEqual(await visualize('no-such-example'), undefined);
  });
});
