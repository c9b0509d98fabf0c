// From the last key to the painted picture in the window of a real VS Code: each example of the catalogue with at most 16
// threads stands in an editor, switched on, and gets one more space at its end. The key's time is taken where the browser hears
// it, the picture's after the frame in which the side panel has drawn the run that ended. An example's figure is the median of
// three such keys, and the slowest example counts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { launch } from '../scripts/browser.mjs';
import { root } from '../scripts/lib/report.mjs';
import { freshFolder, startServer } from '../scripts/vscodeServer.mjs';
import { openWorkbench } from '../scripts/workbench.mjs';
import { smallExamples, typingRows, warmEngine } from './lib/typedExamples.mjs';

const toggle = 'Threadlanes: Toggle Live Timeline for This File';

/** Inside the page's frame: keeps the number of the newest run that was painted, and when. */
function watchPictures() {
  globalThis.picture ??= { run: 0, at: 0 };
  let run = 0;
  globalThis.addEventListener('message', ({ data }) => {
    if (data.type !== 'ended') return;
    run = data.run;
    // The page asks for its frame after this; the second frame begins when the first is painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (run === data.run) globalThis.picture = { run: data.run, at: Date.now() };
      }),
    );
  });
}

function watchKeys() {
  addEventListener('keydown', () => (globalThis.lastKeyAt = Date.now()), { capture: true });
}

/** Milliseconds from a space typed at the end of the open file to its painted picture. */
async function typed(page, panel) {
  const before = await panel.evaluate(() => globalThis.picture.run);
  await page.keyboard.press(' ');
  await panel.waitForFunction((run) => globalThis.picture.run > run, before);
  const key = await page.evaluate(() => globalThis.lastKeyAt);
  return (await panel.evaluate(() => globalThis.picture.at)) - key;
}

async function openLive(workbench, file) {
  const { page } = workbench;
  await workbench.openFile(file);
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await workbench.command(toggle);
  const panel = await workbench.webview('.is-following .outcome', { timeoutMs: 60_000 });
  await panel.locator('.bar .file', { hasText: basename(file) }).waitFor();
  await panel.locator('.outcome').waitFor();
  return panel;
}

/** A window that has just opened goes on to load parts of itself for some seconds; a file that is not measured waits for that. */
const settling = 'settling.ts';
const settlingMs = 8000;

async function measure(workbench, examples) {
  const { page } = workbench;
  await page.evaluate(watchKeys);
  await openLive(workbench, settling);
  await page.waitForTimeout(settlingMs);
  const all = [];
  let watched;
  for (const { id } of examples) {
    const panel = await openLive(workbench, `${id}.ts`);
    if (panel !== watched) await panel.evaluate(watchPictures);
    watched = panel;
    await page.locator('.monaco-editor.focused').waitFor();
    // The first run of a file is not measured: its workers and its text come to be with it.
    await typed(page, panel);
    const times = [];
    for (let press = 0; press < 3; press++) times.push(await typed(page, panel));
    all.push({ id, ms: times.sort((a, b) => a - b)[1] });
    await page.keyboard.press('ControlOrMeta+S');
  }
  return all;
}

export default async () => {
  const scratch = freshFolder('bench-typing');
  const folder = join(scratch, 'workspace');
  mkdirSync(folder, { recursive: true });
  const engine = warmEngine();
  const examples = await smallExamples(engine).finally(() => engine.dispose());
  for (const { id, text } of examples) writeFileSync(join(folder, `${id}.ts`), text);
  writeFileSync(join(folder, settling), examples[0].text);
  const server = await startServer({
    userDataDir: join(scratch, 'user'),
    extensionsDir: join(scratch, 'extensions'),
    smokeTest: true,
    trustWorkspaces: true,
  });
  const context = await launch();
  let all;
  try {
    all = await measure(await openWorkbench({ context, server, folder, extensionPath: root }), examples);
  } finally {
    await context.close();
    await server.stop();
  }
  return typingRows(all, 'painted picture');
};
