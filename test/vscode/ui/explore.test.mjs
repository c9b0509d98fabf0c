// Explore Interleavings, as a person uses it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** No schedule fails, and there are more of them than can be tried while somebody looks. */
const long = `import { Lock, Thread } from 'threadlanes';
const lock = new Lock();
export function work() {
  for (let round = 0; round < 50; round++) {
    lock.acquire();
    lock.release();
  }
}
export function main() {
  for (let i = 0; i < 3; i++) new Thread({ target: work }).start();
}
`;

export const tests = {
  'the status bar says that an exploration runs, and a click there stops it': async ({
    workbench,
    page,
    folder,
  }) => {
    writeFileSync(join(folder, 'long.ts'), long);
    await workbench.openFile('long.ts');
    await workbench.command('Threadlanes: Explore Interleavings');
    const running = page.locator('.statusbar-item', {
      hasText: /Exploring the interleavings of long.* Stop/,
    });
    await running.waitFor({ timeout: 60_000 });
    const progress = page.locator('.notification-list-item-message', { hasText: 'Exploring' });
    await progress.first().waitFor();
    await running.locator('a').click();
    await running.waitFor({ state: 'hidden', timeout: 20_000 });
    await progress.first().waitFor({ state: 'hidden', timeout: 20_000 });
  },
};
