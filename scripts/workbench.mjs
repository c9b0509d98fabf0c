// Drives a VS Code workbench in a Playwright page as a person would: by keys and clicks.
import { join } from 'node:path';
import { developmentUrl } from './vscodeServer.mjs';

/**
 * Opens a folder (see `developmentUrl`) in a new page of `context` and waits until the workbench stands.
 * Gives a Workbench; `pageErrors` collects what the page threw.
 */
export async function openWorkbench({ context, server, prepare, ...opened }) {
  const page = await context.newPage();
  const pageErrors = [];
  page.on('pageerror', (error) => pageErrors.push(error.stack ?? String(error)));
  await prepare?.(page);
  await page.goto(developmentUrl(server, opened));
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 120_000 });
  return new Workbench(page, pageErrors, opened.folder);
}

/** A list has its rows after this, if it has them at all. */
const listMs = 3000;

/** A list that is not there after this has gone away again. */
const goneMs = 10_000;

/** There is no list any more in which to choose. */
class ListGone extends Error {
  constructor(text, cause) {
    super(`The list went away before "${text}" was chosen`, { cause });
  }
}

export class Workbench {
  constructor(page, pageErrors, folder) {
    this.page = page;
    this.pageErrors = pageErrors;
    this.folder = folder;
  }

  get #input() {
    return this.page.locator('.quick-input-widget:visible input');
  }

  get #rows() {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  }

  /** Puts `text` into the open quick input and accepts the first row that contains `match`. */
  async choose(text, { match = text, timeoutMs = 30_000 } = {}) {
    await this.#orGone(text, this.#input.first().waitFor({ timeout: timeoutMs }));
    const row = this.#rows.filter({ hasText: match }).first();
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      try {
        // A list that is still being made may begin its input anew, and without a filter it does not show all rows.
        await this.#input.first().fill(text, { timeout: listMs });
        await row.waitFor({ timeout: listMs });
      } catch (error) {
        if ((await this.#input.count()) === 0) throw new ListGone(text, error);
        if (Date.now() > deadline)
          throw new Error(`No row "${match}" in the list for "${text}"`, { cause: error });
        continue;
      }
      return this.#accept(row);
    }
  }

  /** Clicks a row, and waits until its list has gone: the input of the list that follows is another one. */
  async #accept(row) {
    const value = await this.#orGone('a row', this.#input.first().inputValue({ timeout: listMs }));
    // The hover of the row that was clicked before would lie upon this one, or that of a description on its middle.
    await this.page.mouse.move(0, 0);
    await this.#orGone(value, row.click({ position: { x: 8, y: 8 }, timeout: goneMs }));
    await this.page.waitForFunction(
      (accepted) =>
        ![...document.querySelectorAll('.quick-input-widget input')].some(
          (input) => input.checkVisibility() && input.value === accepted,
        ),
      value,
    );
  }

  /**
   * Opens the palette and gives its rows for a command title ("Threadlanes: Stop"), once there is one: an extension's
   * commands are known only after the extension host has read it, and a palette that is open does not learn of them.
   */
  async palette(title, { timeoutMs = 30_000 } = {}) {
    const rows = this.#rows.filter({ hasText: title });
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await this.page.keyboard.press('F1');
      try {
        // What the window opens meanwhile may take the palette away again.
        await this.#input.first().fill(`>${title}`, { timeout: 5000 });
        await rows.first().waitFor({ timeout: 3000 });
        return rows;
      } catch (error) {
        await this.page.keyboard.press('Escape');
        if (Date.now() > deadline)
          throw new Error(`The command "${title}" is not in the palette`, { cause: error });
      }
    }
  }

  /** Runs a command by its title as the palette shows it. `pick` answers the list that follows. */
  async command(title, { pick, timeoutMs = 30_000 } = {}) {
    await this.#listed(timeoutMs, async () => {
      const rows = await this.palette(title, { timeoutMs });
      await this.#accept(rows.first());
      if (pick === undefined) return;
      await this.#orGone(pick, this.#input.first().waitFor({ timeout: goneMs }));
      await this.choose(pick);
    });
  }

  /** Opens a file of the workspace by its path, and waits until its editor is the one that commands are about. */
  async openFile(path) {
    const name = path.split('/').at(-1);
    await this.#listed(30_000, async () => {
      await this.page.keyboard.press('ControlOrMeta+P');
      // A whole path is looked up on the disk: the list of files may be older than a file that was just written.
      await this.choose(join(this.folder, path), { match: name });
    });
    await this.page.locator('.tab.active', { hasText: name }).first().waitFor();
    if (/\.(?:ts|py)$/.test(name))
      await this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`).first().waitFor();
  }

  /** What was begun with a list; where it fails because there is none any more, that is what is told. */
  async #orGone(text, begun) {
    try {
      return await begun;
    } catch (error) {
      if ((await this.#input.count()) === 0) throw new ListGone(text, error);
      throw error;
    }
  }

  /** Does what needs a list once more if that goes away: it does when a page that was loading takes the focus. */
  async #listed(timeoutMs, answer) {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      try {
        return await answer();
      } catch (error) {
        if (!(error instanceof ListGone) || Date.now() > deadline) throw error;
      }
    }
  }

  /**
   * The inner frame of a webview that shows an element matching `selector`, as soon as there is one.
   * A webview is an iframe that holds another one named "active-frame".
   */
  async webview(selector = 'body *', { timeoutMs = 30_000 } = {}) {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if (frame.name() !== 'active-frame' && !/fake\.html/.test(frame.url())) continue;
        const shown = await frame
          .locator(selector)
          .first()
          .isVisible()
          .catch(() => false);
        if (shown && (await isShown(frame))) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview shows ${selector} within ${timeoutMs / 1000} s`);
  }

  /** Titles and texts of the notifications that stand at the moment. */
  async notifications() {
    return this.page.locator('.notification-list-item-message').allInnerTexts();
  }

  async screenshot(path) {
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}

/** Whether a frame can be seen: that of a webview which was closed or lies behind another tab stays for a while. */
async function isShown(frame) {
  for (let each = frame; each.parentFrame(); each = each.parentFrame()) {
    const element = await each.frameElement().catch(() => undefined);
    if (!(await element?.isVisible().catch(() => false))) return false;
  }
  return true;
}
