import { ok, strictEqual } from 'node:assert/strict';
import { commands, extensions } from 'vscode';

describe('the packed extension', () => {
  it('is installed, and not the one under development', () => {
    const extension = extensions.getExtension('threadlanes.threadlanes');
    ok(extension);
    ok(/threadlanes\.threadlanes-\d/.test(extension.extensionPath), extension.extensionPath);
  });

  it('activates', async () => {
    const extension = extensions.getExtension('threadlanes.threadlanes');
    await extension?.activate();
    strictEqual(extension?.isActive, true);
  });

  it('has the command that shows an example', async () => {
    await extensions.getExtension('threadlanes.threadlanes')?.activate();
    const all = await commands.getCommands(true);
    ok(all.includes('threadlanes.visualizeExample'));
  });
});
