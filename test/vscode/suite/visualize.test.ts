import { ok, strictEqual } from 'node:assert/strict';
import { DiagnosticSeverity, extensions, languages, window } from 'vscode';
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
    });
  }

  it('knows the types of threadlanes in the source that it opens', async () => {
    const { visualize } = await api();
    await visualize('deadlock-two-locks');
    const document = window.visibleTextEditors.find((editor) =>
      editor.document.fileName.endsWith('.ts'),
    )?.document;
    ok(document);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const errors = languages
      .getDiagnostics(document.uri)
      .filter(({ severity, source }) => severity === DiagnosticSeverity.Error && source === 'ts');
    strictEqual(errors.map((each) => each.message).join('\n'), '');
  });

  it('says what is wrong when there is no such example', async () => {
    const { visualize } = await api();
    strictEqual(await visualize('no-such-example'), undefined);
  });
});
