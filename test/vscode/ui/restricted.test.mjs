// A workspace that is not trusted: its programs are not run, and it is said why; all that runs nothing of it works.
import { match, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from '../../../scripts/lib/report.mjs';
import { freshFolder, startServer } from '../../../scripts/vscodeServer.mjs';
import { openWorkbench } from '../../../scripts/workbench.mjs';
import { extensionsStarted } from '../sharedWindow.mjs';

const program = `import { Lock } from 'threadlanes';

const lock = new Lock();

export function main() {
  lock.acquire();
}
`;
const python = `import threading

lock = threading.Lock()


def work():
    lock.acquire()
    lock.acquire()


work()
`;

/** A second server: the others of these tests trust every workspace. */
async function restricted(context, folder, test) {
  const scratch = freshFolder('test-restricted', String(process.pid));
  const extensionsDir = join(scratch, 'extensions');
  const beside = inRoot('test', 'fixtures', 'freshWindow');
  cpSync(beside, join(extensionsDir, 'freshWindow'), { recursive: true });
  const server = await startServer({
    userDataDir: join(scratch, 'user'),
    extensionsDir,
    smokeTest: true,
    settings: {
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
  });
  try {
    const workbench = await openWorkbench({ context, server, folder, extensionPath: root });
    await extensionsStarted(workbench.page);
    await test(workbench);
  } finally {
    await server.stop();
  }
}

export const opensItsOwn = true;

export const tests = {
  'an untrusted workspace is looked at and not run': async ({ context, folder }) => {
    writeFileSync(join(folder, 'own.ts'), program);
    writeFileSync(join(folder, 'twice.py'), python);
    execFileSync(process.execPath, [
      inRoot('dist', 'cli.js'),
      'run',
      'thread-join',
      '--trace',
      join(folder, 'join.tltrace'),
    ]);
    await restricted(context, folder, async (workbench) => {
      await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
      await workbench.openFile('own.ts');
      await workbench.command('Threadlanes: Toggle Live Timeline for This File');
      await workbench.command('Notifications: Show Notifications');
      await workbench.page
        .locator('.notification-list-item-message', {
          hasText: 'Programs of an untrusted workspace are not run.',
        })
        .first()
        .waitFor();
      await workbench.command('Threadlanes: Focus on Timeline View');
      const panel = await workbench.webview('.is-following .empty', { timeoutMs: 60_000 });
      match((await panel.locator('.empty').textContent()) ?? '', /not trusted/);
      strictEqual(await panel.locator('#live').count(), 0);
      strictEqual(await workbench.page.locator('.codelens-decoration').count(), 0);

      await workbench.openFile('twice.py');
      await workbench.page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });

      await workbench.openFile('join.tltrace');
      const trace = await workbench.webview('body:not(.is-following) .outcome', { timeoutMs: 60_000 });
      await trace.locator('.outcome', { hasText: 'completed' }).waitFor();

      await workbench.command('Threadlanes: Visualize Concurrency Example', { pick: 'deadlock-two-locks' });
      const example = await workbench.webview('body:not(.is-following) .outcome.bad', { timeoutMs: 60_000 });
      await example.locator('.outcome', { hasText: 'deadlock' }).waitFor();
      // A copy of an example is the person's own, and can be switched on here too.
      await workbench.page.locator('.codelens-decoration a', { hasText: 'Live: off' }).first().click();
      await workbench.webview('.is-following .outcome', { timeoutMs: 60_000 });
    });
  },
};
