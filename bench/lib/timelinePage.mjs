// The timeline's page in the real browser, outside of VS Code: opened, shown a run, looked at.
import { extname } from 'node:path';
import { inRoot } from '../../scripts/lib/report.mjs';
import { contentTypes } from './contentTypes.mjs';
import { prepare } from './stopwatch.mjs';
import { createGenerator, syntheticHeader } from './syntheticTrace.mjs';

/** As many as the recorder's blocks of at most 256 kB hold. */
export const blockEvents = 9362;

export async function openTimeline(context) {
  const page = await context.newPage();
  await page.addInitScript(prepare);
  await page.route('http://bench.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({
        contentType: 'text/html',
        body: '<!DOCTYPE html><link rel="stylesheet" href="webview.css"><body class="vscode-dark" style="background:#1e1e1e;color:#ccc"><main id="app"></main><script src="webview.js"></script>',
      });
    return route.fulfill({
      contentType: contentTypes[extname(pathname)],
      path: inRoot('dist', pathname.slice(1)),
    });
  });
  await page.goto('http://bench.test/');
  await page.evaluate(`globalThis.createGenerator = ${createGenerator}`);
  return page;
}

/** Posts a whole run in blocks; answers ms from the last block posted to the picture of the whole. */
export function showRun(page, events) {
  return page.evaluate(
    async ({ events, header, blockEvents }) => {
      const run = (globalThis.benchRun ?? 0) + 1;
      globalThis.benchRun = run;
      const post = (message, transfer = []) => window.postMessage(message, '*', transfer);
      const generate = globalThis.createGenerator();
      const blocks = [];
      for (let made = 0; made < events; made += blockEvents)
        blocks.push(new Uint8Array(generate(Math.min(blockEvents, events - made)).buffer));
      // The header may still say how the run before this one has ended: the title tells them apart.
      const title = `bench ${run}`;
      post({ type: 'started', run, language: 'en', title, header, variants: [], canRun: true });
      for (const bytes of blocks) post({ type: 'records', run, bytes }, [bytes.buffer]);
      const end = {
        outcome: 'completed',
        findings: [],
        clockNs: 1e9,
        wallMs: 1,
        heldBackMs: 0,
        result: '',
        problems: [],
      };
      const start = performance.now();
      post({ type: 'ended', run, end });
      await new Promise((resolve) => {
        const look = () => {
          const isThisRun = document.querySelector('h1')?.textContent === title;
          const outcome = document.querySelector('.outcome')?.textContent;
          if (isThisRun && outcome?.startsWith('completed')) resolve();
          else setTimeout(look, 5);
        };
        look();
      });
      await globalThis.nextFrame();
      return performance.now() - start;
    },
    { events, header: syntheticHeader, blockEvents },
  );
}

/** Frames a second while so many events a second come in, and the median frame. */
export function streaming(page, perSecond, seconds) {
  return page.evaluate(
    async ({ perSecond, seconds, header }) => {
      const run = (globalThis.benchRun ?? 0) + 1;
      globalThis.benchRun = run;
      const generate = globalThis.createGenerator();
      const blocks = [];
      const perBlock = Math.round(perSecond / 50);
      for (let made = 0; made < perSecond * seconds; made += perBlock)
        blocks.push(new Uint8Array(generate(perBlock).buffer));
      window.postMessage(
        { type: 'started', run, language: 'en', title: 'bench', header, variants: [], canRun: true },
        '*',
      );
      const start = performance.now();
      let seen = 0;
      let going = true;
      const count = () => {
        seen++;
        if (going) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      for (let sent = 0; sent < blocks.length; sent++) {
        const due = start + sent * 20;
        while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
        window.postMessage({ type: 'records', run, bytes: blocks[sent] }, '*');
      }
      await globalThis.nextFrame();
      going = false;
      const took = (performance.now() - start) / 1000;
      return { framesPerSecond: seen / took, took };
    },
    { perSecond, seconds, header: syntheticHeader },
  );
}
