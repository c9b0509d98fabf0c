// The detector as a person meets it: squiggles, the Problems panel, the hover, the graph page and what it can click.
import { match, ok, strictEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = `import threading

accounts = threading.Lock()
journal = threading.Lock()


def transfer():
    with accounts:
        with journal:
            pass


def audit():
    with journal:
        with accounts:
            pass


threading.Thread(target=transfer).start()
threading.Thread(target=audit).start()
`;

export const tests = {
  'a warning is underlined, and the graph page leads to the source': async ({ workbench, page, folder }) => {
    writeFileSync(join(folder, 'person.py'), program);
    await workbench.openFile('person.py');
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000 });
    await workbench.command('Threadlanes: Show Lock-Order Graph');
    const graph = await workbench.webview('g.lock');
    const summary = await graph.locator('.summary').textContent();
    match(summary ?? '', /in a cycle/);
    const background = await graph.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    ok(background !== 'rgba(0, 0, 0, 0)', background);
    const position = page.locator('.statusbar-item', { hasText: /Ln \d+, Col/ });
    const row = graph.locator('.row', { hasText: 'person.py' }).first();
    const line = /person\.py:(\d+)/.exec((await row.textContent()) ?? '')?.[1];
    await row.click();
    await page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${line}, Col`) }).waitFor();
    strictEqual(await position.count(), 1);
  },

  'the code of a problem leads to the page of its rule': async ({ workbench, page, folder }) => {
    writeFileSync(join(folder, 'person.py'), program);
    await workbench.openFile('person.py');
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000 });
    await workbench.command('Problems: Focus on Problems View');
    const link = page.locator('.markers-panel a', { hasText: 'lock-order-inversion' }).first();
    await link.waitFor();
    await link.click({ modifiers: ['ControlOrMeta'] });
    await page.locator('.tab', { hasText: 'lock-order-inversion' }).first().waitFor();
  },

  'a check of the workspace says what it found': async ({ workbench, page, folder }) => {
    writeFileSync(join(folder, 'person.py'), program);
    await workbench.command('View: Show Explorer');
    await workbench.command('Threadlanes: Check Workspace for Deadlocks');
    await page.locator('.explorer-item', { hasText: 'person.py' }).first().waitFor();
    await workbench.command('Notifications: Show Notifications');
    await page
      .locator('.notification-list-item-message', { hasText: /\d+ findings in \d+ files/ })
      .first()
      .waitFor({ timeout: 30_000 });
  },
};
