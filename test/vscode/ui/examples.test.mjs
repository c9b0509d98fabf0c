// The tree of examples as a person uses it: chapters, and on each row its source, its timeline and its explanation.
import { match } from 'node:assert/strict';
import { extensionsStarted } from '../sharedWindow.mjs';

/** Opens the tree and the chapter of locks, and gives the row of an example. */
async function row(workbench, page, title) {
  await workbench.command('View: Show Threadlanes').catch(() => workbench.command('Focus on Examples View'));
  const chapter = page.locator('.pane-body .monaco-list-row', { hasText: 'Locks' }).first();
  await chapter.waitFor({ timeout: 30_000 });
  if ((await chapter.getAttribute('aria-expanded')) === 'false') await chapter.click();
  const example = page.locator('.pane-body .monaco-list-row', { hasText: title }).first();
  await example.waitFor();
  await example.hover();
  return example;
}

export const tests = {
  'the tree leads to the source of an example with one click': async ({ workbench, page }) => {
    const example = await row(workbench, page, 'A race on a counter');
    await example.locator('.action-label[aria-label="Open Source of Example"]').click();
    await page.locator('.tab', { hasText: 'race-counter.ts' }).first().waitFor();
  },

  'to its explanation, in both languages': async ({ workbench, page }) => {
    const example = await row(workbench, page, 'A race on a counter');
    await example.locator('.action-label[aria-label="Explain Concurrency Example"]').click();
    const english = await workbench.webview('h1:has-text("A race on a counter")');
    match(await english.locator('body').textContent(), /What to look for/);
    await english.locator('a', { hasText: '用中文阅读' }).click();
    const chinese = await workbench.webview('h1:has-text("计数器上的竞争")');
    match(await chinese.locator('body').textContent(), /看什么/);
  },

  'which comes back with the window': async ({ workbench, page }) => {
    const example = await row(workbench, page, 'A race on a counter');
    await example.locator('.action-label[aria-label="Explain Concurrency Example"]').click();
    await workbench.webview('h1:has-text("A race on a counter")');
    // The command keeps what stands open; a plain reload of the page may come before that.
    const loaded = page.waitForEvent('load');
    await workbench.command('Developer: Reload Window');
    await loaded;
    await extensionsStarted(page);
    await workbench.webview('h1:has-text("A race on a counter")');
  },

  'and to its timeline': async ({ workbench, page }) => {
    const example = await row(workbench, page, 'Deadlock with two locks');
    await example.locator('.action-label[aria-label="Show Timeline of Example"]').click();
    const timeline = await workbench.webview('body:not(.is-following) .outcome.bad');
    await timeline.locator('canvas >> visible=true').first().waitFor();
  },

  'the list of examples is found by words of both languages, and shows a summary': async ({
    workbench,
    page,
  }) => {
    await workbench.command('Threadlanes: Visualize Concurrency Example');
    const input = page.locator('.quick-input-widget:visible input').first();
    const rows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    for (const words of ['死锁', 'opposite orders']) {
      await input.fill(words);
      await rows.filter({ hasText: 'Deadlock with two locks' }).first().waitFor();
    }
    match(await rows.first().textContent(), /opposite orders/);
    await page.keyboard.press('Escape');
    await rows.first().waitFor({ state: 'hidden' });
  },
};
