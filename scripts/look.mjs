// Takes a picture of the extension in the real VS Code, for people who build it.
//   node scripts/look.mjs --theme "Default Dark Modern" --size 1400x900 --open transfer.py \
//     --command "Threadlanes: Visualize Concurrency Example" --pick "Dining" --out .cache/look.png
// Other options: --wait SECONDS after the command (2), --keys "Control+B,Escape" pressed at the end,
// --webview SELECTOR to wait for in a webview, --scale 2, --extension PATH, --folder PATH, --no-build.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { build } from './build.mjs';
import { inRoot, root, since } from './lib/report.mjs';
import { ensureServer, freshFolder, startServer } from './vscodeServer.mjs';
import { openWorkbench } from './workbench.mjs';

const { values } = parseArgs({
  options: {
    theme: { type: 'string', default: 'Default Dark Modern' },
    size: { type: 'string', default: '1400x900' },
    scale: { type: 'string', default: '1' },
    open: { type: 'string' },
    command: { type: 'string', multiple: true },
    pick: { type: 'string' },
    keys: { type: 'string' },
    webview: { type: 'string' },
    wait: { type: 'string', default: '2' },
    out: { type: 'string', default: '.cache/look.png' },
    extension: { type: 'string', default: root },
    folder: { type: 'string' },
    'no-build': { type: 'boolean' },
  },
});

const start = performance.now();
const [width = 1400, height = 900] = values.size.split('x').map(Number);
await ensureServer();
if (!values['no-build']) await build();
// Several people look at the same time: nothing is shared between two looks.
const scratch = freshFolder('look', String(process.pid));
const folder = values.folder ? resolve(values.folder) : resolve(scratch, 'workspace');
if (!values.folder) cpSync(inRoot('sample-workspace'), folder, { recursive: true });

const server = await startServer({
  userDataDir: resolve(scratch, 'user'),
  extensionsDir: resolve(scratch, 'extensions'),
  smokeTest: true,
  trustWorkspaces: true,
  settings: { 'workbench.colorTheme': values.theme },
});
const context = await launch({
  width,
  height,
  scale: Number(values.scale),
  colorScheme: /light/i.test(values.theme) ? 'light' : 'dark',
});
try {
  const workbench = await openWorkbench({
    context,
    server,
    folder,
    extensionPath: resolve(values.extension),
  });
  if (values.open) await workbench.openFile(values.open);
  const commands = values.command ?? [];
  for (const [index, command] of commands.entries()) {
    const pick = index === commands.length - 1 ? values.pick : undefined;
    await workbench.command(command, pick === undefined ? {} : { pick });
  }
  if (values.webview) await workbench.webview(values.webview);
  await workbench.page.waitForTimeout(Number(values.wait) * 1000);
  for (const key of values.keys?.split(',') ?? []) await workbench.page.keyboard.press(key);
  mkdirSync(dirname(resolve(values.out)), { recursive: true });
  await workbench.screenshot(values.out);
  for (const text of await workbench.notifications()) console.log(`  notification: ${text}`);
  for (const text of workbench.pageErrors) console.log(`  page error: ${text}`);
  console.log(`  ${values.out}: ${since(start)}`);
} finally {
  await context.close();
  await server.stop();
}
