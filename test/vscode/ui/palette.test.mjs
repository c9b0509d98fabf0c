import { strictEqual } from 'node:assert/strict';

/** The first thing a person does: F1 and the name of the command. */
export const tests = {
  'the palette lists the command that shows an example': async ({ page }) => {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.fill('>Threadlanes: Visualize Concurrency Example');
    const row = page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'Visualize Concurrency Example',
    });
    await row.first().waitFor({ timeout: 30_000 });
    strictEqual(await row.count(), 1);
  },
};
