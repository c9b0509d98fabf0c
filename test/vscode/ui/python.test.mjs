// A Python program that hangs, as a person sees it: the explanation on the page, and the notification that stops it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const deadlock = `import threading
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def take(first, second):
    with first:
        both.wait()
        with second: pass
one = threading.Thread(target=take, args=(a, b), name="one")
two = threading.Thread(target=take, args=(b, a), name="two")
one.start(); two.start()
one.join(); two.join()
`;

/** A person's own Python program deadlocks: the page explains it while the program hangs, and the person stops it. */
export const tests = {
  'a Python file that deadlocks is explained while it hangs, and stopped from the notification': async ({
    workbench,
    page,
    folder,
  }) => {
    writeFileSync(join(folder, 'dead.py'), deadlock);
    await workbench.openFile('dead.py');
    await workbench.command('Threadlanes: Visualize This File');
    const frame = await workbench.webview('body:not(.is-following) canvas');
    const explained = frame.getByText(/one holds a .* and waits for b .*; two holds b .* and waits for a/);
    await explained.first().waitFor({ timeout: 30_000 });
    await workbench.command('Notifications: Show Notifications');
    const asked = page.locator('.notifications-center .notification-list-item', {
      hasText: 'one, two wait for each other',
    });
    await asked.getByText('Stop the Program').click();
    await frame
      .getByText(/stopped/i)
      .first()
      .waitFor({ timeout: 10_000 });
  },
};
