// The side panel as a person meets it: switch it on over the code, type, and look at what goes along. Each test has a file of
// its own: that a file is switched on is remembered.
import { match } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = `import { Lock, Thread } from 'threadlanes';

const first = new Lock();
const second = new Lock();

export function forwards() {
  first.acquire();
  second.acquire();
  second.release();
  first.release();
}

export function main() {
  const one = new Thread({ name: 'walker', target: forwards });
  one.start();
  one.join();
}
`;

export const tests = {
  'the picture goes along with what is typed, and says what changed': async ({ workbench, page, folder }) => {
    writeFileSync(join(folder, 'walk.ts'), program);
    await workbench.openFile('walk.ts');
    await page.locator('.codelens-decoration a', { hasText: 'Live: off' }).first().click({ timeout: 30_000 });
    const panel = await workbench.webview('.is-following .outcome', { timeoutMs: 60_000 });
    await panel.locator('.outcome', { hasText: 'completed' }).waitFor();
    match((await panel.locator('.bar .file').textContent()) ?? '', /walk\.ts/);

    await page.locator('.view-line', { hasText: 'first.release();' }).first().click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    // At once: each pause while typing is a run of its own, and the second tells no change any more.
    await page.keyboard.insertText('first.acquire();');
    await panel.locator('.outcome', { hasText: 'deadlock' }).waitFor();
    match((await panel.locator('.changes').textContent()) ?? '', /completed → deadlock/);
    await page.locator('.squiggly-error').first().waitFor();

    await page.keyboard.type(' const = ');
    await panel.locator('.problem').waitFor();
    await panel.locator('.out-of-date .lanes canvas').waitFor();
    for (let i = 0; i < ' const = '.length; i++) await page.keyboard.press('Backspace');
    await panel.locator('.problem').waitFor({ state: 'detached' });
  },

  'the caret moves the cursor, a lane under the pointer marks its line, one click opens it in full': async ({
    workbench,
    page,
    folder,
  }) => {
    writeFileSync(join(folder, 'caret.ts'), program);
    await workbench.openFile('caret.ts');
    await workbench.command('Threadlanes: Toggle Live Timeline for This File');
    const panel = await workbench.webview('.is-following .outcome', { timeoutMs: 60_000 });
    await panel.locator('.outcome', { hasText: 'completed' }).waitFor();
    await panel.locator('#tab-steps').click();
    await page.locator('.view-line', { hasText: 'second.acquire();' }).first().click();
    await panel.locator('.step.current', { hasText: 'walker takes second' }).waitFor();
    const marks = page.locator('.view-overlays .cdr');
    const before = await marks.count();
    const box = await panel.locator('.lanes canvas').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 40, { steps: 5 });
    await page.waitForFunction(
      (count) => document.querySelectorAll('.view-overlays .cdr').length > count,
      before,
    );
    await panel.locator('#full').click();
    await page
      .locator('.tab', { hasText: /^caret\.ts$/ })
      .nth(1)
      .waitFor();
  },

  'while something runs, the status bar says so, and a click ends it': async ({
    workbench,
    page,
    folder,
  }) => {
    const endless = program.replace('first.acquire();', 'for (;;) {}');
    writeFileSync(join(folder, 'endless.ts'), endless);
    await workbench.openFile('endless.ts');
    await page.locator('.codelens-decoration a', { hasText: 'Visualize' }).first().click({ timeout: 30_000 });
    const item = page.locator('.statusbar-item', { hasText: 'endless.ts' });
    await item.first().click();
    const panel = await workbench.webview('body:not(.is-following) .outcome', { timeoutMs: 60_000 });
    await panel.locator('.outcome', { hasText: 'stopped' }).waitFor();
    await item.first().waitFor({ state: 'hidden' });
  },
};
