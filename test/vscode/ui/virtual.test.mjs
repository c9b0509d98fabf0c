// A workspace whose files lie on no disk of this machine: what cannot work there says so, and the rest works.
import { match, strictEqual } from 'node:assert/strict';
import { openWorkbench } from '../../../scripts/workbench.mjs';
import { extensionsStarted } from '../sharedWindow.mjs';

async function openFromExplorer({ page }, name) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  await row.dblclick({ timeout: 60_000 });
  await page.locator('.tab', { hasText: name }).first().waitFor();
}

async function told(workbench, text) {
  await workbench.command('Notifications: Show Notifications');
  await workbench.page.locator('.notification-list-item-message', { hasText: text }).first().waitFor();
}

export const opensItsOwn = true;

export const tests = {
  'a virtual workspace is checked file by file, and says why it is not run': async ({
    server,
    context,
    extensionPath,
  }) => {
    const workbench = await openWorkbench({ context, server, folder: 'memory:/bank', extensionPath });
    await extensionsStarted(workbench.page);
    const { page } = workbench;
    await openFromExplorer(workbench, 'twice.py');
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });

    await openFromExplorer(workbench, 'transfer.ts');
    await workbench.command('Threadlanes: Visualize This File');
    await told(workbench, 'This file does not lie on this machine, so it cannot be run.');
    strictEqual(await page.locator('.codelens-decoration').count(), 0);

    await workbench.command('Threadlanes: Focus on Timeline View');
    const panel = await workbench.webview('.is-following .empty', { timeoutMs: 60_000 });
    match((await panel.locator('.empty').textContent()) ?? '', /not lie on this machine/);

    await workbench.command('Threadlanes: Check Workspace for Deadlocks');
    await told(workbench, 'This workspace is virtual');
  },
};
