// The window that the UI tests of a lane share: opening one costs as much as several tests, so it is made fresh between them.
import { openWorkbench, Workbench } from '../../scripts/workbench.mjs';

/** A window starts a process of its own for the extensions, which takes long on a busy machine. */
const startMs = 120_000;

export class SharedWindow {
  #setting;
  #workbench;

  /** `setting` is what `openWorkbench` takes. */
  constructor(setting) {
    this.#setting = setting;
  }

  /**
   * Gives a fresh window to `test`, which tells what went wrong, or undefined. What is told then also holds the
   * notifications of the window, and a picture of it lies in the file `picture`; the next test gets a new window.
   */
  async use(picture, test) {
    try {
      this.#workbench ??= await this.#open();
      const problem = await test(this.#workbench);
      if (problem !== undefined) return await this.#giveUp(picture, problem);
      await makeFresh(this.#workbench.page);
      return undefined;
    } catch (error) {
      return await this.#giveUp(picture, error.stack ?? String(error));
    }
  }

  async #open() {
    const workbench = await openWorkbench(this.#setting);
    await extensionsStarted(workbench.page);
    // It opens what another window of the folder had open.
    await makeFresh(workbench.page);
    return workbench;
  }

  async #giveUp(picture, problem) {
    const page = this.#workbench?.page;
    this.#workbench = undefined;
    const seen = page ? await seenAt(page, picture) : [];
    await page?.close();
    return [problem, ...seen].join('\n');
  }
}

/** As `use`, for a test that opens its windows in `context` itself; they are closed after it. */
export async function ownWindows(context, picture, test) {
  const before = context.pages();
  const problem = await test();
  const opened = context.pages().filter((page) => !before.includes(page));
  const seen = problem === undefined || !opened[0] ? [] : await seenAt(opened[0], picture);
  for (const page of opened) await page.close();
  return problem === undefined ? undefined : [problem, ...seen].join('\n');
}

/** Takes a picture of a window, and tells where it lies and what notifications are in it. */
async function seenAt(page, picture) {
  const workbench = new Workbench(page, []);
  await workbench.screenshot(picture).catch(() => {});
  const shown = await workbench.notifications().catch(() => []);
  return [...shown.map((text) => `notification: ${text}`), `picture: ${picture}`];
}

/** How often the window was made fresh, as its status bar says; nothing is there before the extensions have started. */
const freshItem = (page, times = '') =>
  page.locator('.statusbar-item', { hasText: new RegExp(`fresh: ${times}`) }).first();

/** Waits until the extensions of a window that opens, or opens again, are at work. */
export async function extensionsStarted(page) {
  await freshItem(page).waitFor({ timeout: startMs });
}

/** Clicks the item of test/fixtures/freshWindow, which closes what a test has left open, and waits until the window is like a new one. */
async function makeFresh(page) {
  const times = Number(/\d+/.exec(await freshItem(page).textContent())?.[0]);
  // Not by a key: a webview that is loading may have the focus, and what is pressed then is lost.
  await freshItem(page).locator('a').dispatchEvent('click');
  await freshItem(page, `${times + 1}$`).waitFor();
  await page.mouse.move(0, 0);
}
