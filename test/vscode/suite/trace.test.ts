/** Trace files and exports in a real VS Code. */
import { ok, strictEqual } from 'node:assert/strict';
import { commands, extensions, TabInputCustom, Uri, window, workspace } from 'vscode';
import type { ExtensionApi } from '../../../src/host/extension.js';

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

describe('Open Trace', () => {
  // Another window would open what is left open here.
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    const folder = workspace.workspaceFolders?.[0]?.uri;
    if (folder) await workspace.fs.delete(Uri.joinPath(folder, 'deadlock.tltrace'));
  });

  it('opens the trace of a run as a timeline, by its name or by command', async () => {
    const { visualize, exportLatest } = await api();
    await visualize('deadlock-two-locks');
    const folder = workspace.workspaceFolders?.[0]?.uri;
    ok(folder);
    const file = Uri.joinPath(folder, 'deadlock.tltrace');
    const bytes = await exportLatest('trace');
    ok(bytes);
    await workspace.fs.writeFile(file, bytes);
    await commands.executeCommand('threadlanes.openTrace', file);
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    ok(input instanceof TabInputCustom);
    strictEqual(input.viewType, 'threadlanes.trace');
    strictEqual(input.uri.toString(), file.toString());
  });

  it('gives the last run as a page, as a Chrome trace and as JSON', async () => {
    const { visualize, exportLatest } = await api();
    await visualize('thread-join');
    const text = async (format: 'html' | 'chrome' | 'json'): Promise<string> =>
      new TextDecoder().decode((await exportLatest(format)) ?? new Uint8Array());
    ok((await text('html')).startsWith('<!DOCTYPE html>'));
    ok((JSON.parse(await text('chrome')) as { traceEvents: unknown[] }).traceEvents.length > 10);
    ok((JSON.parse(await text('json')) as { events: unknown[] }).events.length > 10);
  });
});
