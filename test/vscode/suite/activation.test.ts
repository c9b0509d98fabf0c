import { ok, strictEqual } from 'node:assert/strict';
import { commands, extensions } from 'vscode';

describe('activation', () => {
  it('is installed under its name', () => {
    ok(extensions.getExtension('threadlanes.threadlanes'));
  });

  it('activates', async () => {
    const extension = extensions.getExtension('threadlanes.threadlanes');
    await extension?.activate();
    strictEqual(extension?.isActive, true);
  });

  it('registers the command that shows an example', async () => {
    const all = await commands.getCommands(true);
    ok(all.includes('threadlanes.visualizeExample'));
  });
});
