// The timeline as a person meets it: beside the source, in step with it, and from a line of the source back to its events.
import { equal, match } from 'node:assert/strict';

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

  'the editor goes along with the steps, and a line that a person went to is marked until the next step or the end':
    async ({ workbench, page }) => {
      await workbench.command('View: Close All Editors');
      await workbench.command('Threadlanes: Visualize Concurrency Example', { pick: 'dining-philosophers' });
      const timeline = await workbench.webview('body:not(.is-following) .outcome.bad');
      const lit = (count) =>
        page.waitForFunction((wanted) => {
          const marks = [...document.querySelectorAll('.view-overlays .cdr')];
          const filled = marks.filter(
            (mark) => getComputedStyle(mark).backgroundColor !== 'rgba(0, 0, 0, 0)',
          );
          return filled.length === wanted;
        }, count);
      await timeline.locator('[role=tab]', { hasText: 'Steps' }).click();
      await timeline.locator('.lanes canvas').focus();
      await page.keyboard.press('Home');
      await timeline.locator('.step', { hasText: 'Simone sleeps' }).click();
      await page.locator('.view-line', { hasText: 'sleep(0.1)' }).waitFor();
      await lit(1);
      const beyond = page.locator('.view-line', { hasText: 'philosopher.start()' });
      equal(await beyond.count(), 0, 'the window must be smaller than the file');
      await timeline.locator('.lanes canvas').focus();
      await page.keyboard.press('Home');
      for (let step = 0; step < 11; step++) await page.keyboard.press('ArrowRight');
      await beyond.waitFor();
      await page.keyboard.press('Home');
      await lit(0);
      await timeline.locator('.step', { hasText: 'Simone sleeps' }).click();
      await lit(1);
      await page.locator('.tab', { hasText: 'Dining philosophers' }).click({ button: 'middle' });
      await lit(0);
    },
};
