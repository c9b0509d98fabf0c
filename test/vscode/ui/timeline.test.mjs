// The timeline as a person meets it: beside the source, in step with it, and from a line of the source back to its events.
import { match } from 'node:assert/strict';

export const tests = {
  'a marked line of the source leads to its events with one click': async ({ workbench, page }) => {
    await workbench.command('Threadlanes: Visualize Concurrency Example', { pick: 'producer-consumer' });
    const timeline = await workbench.webview('body:not(.is-following) .tab-steps');
    await timeline.locator('[role=tab]', { hasText: 'Steps' }).click();
    await timeline
      .locator('.step', { hasText: /guest puts .* into done/ })
      .first()
      .click();
    const mark = page.locator('.view-line', { hasText: 'done.put(eaten)' });
    await mark.waitFor();
    const link = page.locator('.monaco-hover a', { hasText: 'Show Events of This Line' }).first();
    // While the editor still scrolls to the line, it moves away from under the pointer.
    for (let tries = 0; tries < 10 && !(await link.isVisible()); tries++) {
      await page.mouse.move(0, 0);
      await mark.locator('span', { hasText: 'put' }).last().hover();
      await link.waitFor({ timeout: 3000 }).catch(() => {});
    }
    await link.click();
    await timeline.locator('.find .count').waitFor();
    match((await timeline.locator('.find .count').textContent()) ?? '', /^[1-9]\d* events/);
    match((await timeline.locator('.find .step').first().textContent()) ?? '', /puts/);
  },
};
