// Insert Concurrency Snippet as a person uses it: the list by topic, the code below it, and what is inserted.
import { strictEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const tests = {
  'the code of the chosen row is shown, inserted, and the preview goes': async ({
    workbench,
    page,
    folder,
  }) => {
    writeFileSync(join(folder, 'snippet.py'), '');
    await workbench.openFile('snippet.py');
    const groups = page.locator('.editor-group-container');
    const before = await groups.count();
    await workbench.command('Threadlanes: Insert Concurrency Snippet');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'conc-thread-class' })
      .first()
      .waitFor();
    await page.locator('.quick-input-widget:visible input').first().fill('conc-barrier');
    const editors = page.locator('.editor-group-container .view-lines');
    await editors.filter({ hasText: 'threading.Barrier' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: 'Preview' }).first().waitFor({ state: 'detached' });
    await page.locator('.view-line', { hasText: 'threading.Barrier' }).first().waitFor();
    // The first placeholder is selected: what is typed takes its place everywhere.
    await page.keyboard.type('people');
    await page.locator('.view-line', { hasText: 'threading.Barrier(people)' }).first().waitFor();
    strictEqual(await groups.count(), before);
  },

  'where no file is open that it could go into, it goes into a new one': async ({ workbench, page }) => {
    await workbench.command('Threadlanes: Insert Concurrency Snippet');
    await workbench.choose('TypeScript');
    await workbench.choose('conc-lock', { match: 'conc-lock' });
    await page.locator('.view-line', { hasText: 'new Lock()' }).first().waitFor();
  },
};
