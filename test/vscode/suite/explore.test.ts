import { ok, strictEqual } from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import type { ExtensionApi } from '../../../src/host/extension.js';

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

describe('Explore Interleavings', () => {
  const found = {
    'deadlock-two-locks': 'deadlock',
    'race-counter': 'race',
  };
  for (const [id, kind] of Object.entries(found)) {
    it(`finds the ${kind} of ${id} and opens it as a timeline`, async () => {
      const { explore, panelVisible } = await api();
      const explored = await explore(id);
      strictEqual(explored?.failure?.end.findings[0]?.kind, kind);
      strictEqual(explored.failure.nondeterminism, '');
      ok(panelVisible());
    });
  }

  it('is a command', async () => {
    ok((await commands.getCommands(true)).includes('threadlanes.exploreInterleavings'));
  });
});
