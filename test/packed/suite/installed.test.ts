import { ok, strictEqual } from 'node:assert/strict';
import { commands, extensions, languages, workspace } from 'vscode';

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

  it('finds a deadlock with the parsers that came along', async () => {
    const content = 'import threading\nlock = threading.Lock()\nwith lock:\n    with lock:\n        pass\n';
    const { uri } = await workspace.openTextDocument({ language: 'python', content });
    const found = () => languages.getDiagnostics(uri).filter(({ source }) => source === 'threadlanes');
    for (let tries = 0; found().length === 0 && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    strictEqual(found().length, 1);
  });
});
