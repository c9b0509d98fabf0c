// Schedule by Hand, as a person uses it.
import { match, ok } from 'node:assert/strict';

const list = '.quick-input-list .monaco-list-row';

/** The person as scheduler, with the keyboard alone. */
export const tests = {
  'a person chooses which thread moves next, and takes it back': async ({ workbench, page }) => {
    await workbench.command('Threadlanes: Schedule by Hand', { pick: 'Deadlock' });
    const title = page.locator('.quick-input-title', { hasText: 'Schedule by hand' });
    await title.waitFor({ timeout: 60_000 });
    const input = page.locator('.quick-input-widget:visible input').first();
    const choices = async (count) => {
      await page.waitForFunction(
        (text) => document.querySelector('.quick-input-widget input')?.placeholder?.includes(text),
        `${count} choices`,
        { timeout: 60_000 },
      );
    };
    await choices(0);
    match(await page.locator(list).first().textContent(), /MainThread/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await choices(1);
    await input.fill('Take the last choice back');
    await page.keyboard.press('Enter');
    await choices(0);
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'hidden' });
    ok(await workbench.webview('body:not(.is-following) .lanes canvas'));
  },
};
