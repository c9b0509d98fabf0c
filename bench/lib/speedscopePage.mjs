// speedscope (its npm package) in the real browser, with the same spans as the timeline: the peer.
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inRoot } from '../../scripts/lib/report.mjs';
import { contentTypes } from './contentTypes.mjs';
import { prepare } from './stopwatch.mjs';
import { createGenerator } from './syntheticTrace.mjs';

/** The threads' spans as speedscope's own format: open when a thread takes, asks or works, closed at its next event. */
function speedscopeProfile(spans) {
  const words = createGenerator()(spans + 1000);
  const frameNames = ['running', 'blocked', 'holding', 'queue'];
  const open = new Map();
  let end = 0;
  let made = 0;
  for (let at = 0; at < words.length && made < spans; at += 7) {
    const head = words[at];
    const kind = head & 0xff;
    const time = (words[at + 4] >>> 0) * 4294967296 + (words[at + 3] >>> 0);
    const hasText = (head & (1 << 15)) !== 0;
    if (kind >= 11) {
      const thread = head >>> 16;
      const frame = kind === 11 ? 1 : kind === 13 ? 2 : kind === 16 || kind === 17 ? 3 : 0;
      const list = open.get(thread) ?? [];
      const last = list[list.length - 1];
      if (last) last.to = time;
      list.push({ frame, from: time, to: time });
      open.set(thread, list);
      made++;
      end = time;
    }
    if (hasText) at += Math.ceil((words[at + 7] + 4) / 28) * 7;
  }
  const profiles = [...open].map(([thread, list]) => ({
    type: 'evented',
    name: `worker-${thread}`,
    unit: 'nanoseconds',
    startValue: 0,
    endValue: end,
    events: list.flatMap(({ frame, from, to }) => [
      { type: 'O', frame, at: from },
      { type: 'C', frame, at: Math.max(from, to) },
    ]),
  }));
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames: frameNames.map((name) => ({ name })) },
    profiles,
    name: 'bench',
    activeProfileIndex: 0,
  };
}

export async function openSpeedscope(context, spans) {
  const folder = inRoot('node_modules', 'speedscope', 'dist', 'release');
  const page = await context.newPage();
  await page.addInitScript(prepare);
  await page.route('http://speedscope.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(folder, pathname === '/' ? 'index.html' : pathname.slice(1));
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({
      contentType: contentTypes[extname(file)] ?? 'application/octet-stream',
      body: readFileSync(file),
    });
  });
  await page.goto('http://speedscope.test/');
  await page.waitForFunction(() => document.body.textContent.includes('speedscope'));
  const json = JSON.stringify(speedscopeProfile(spans));
  const firstMs = await page.evaluate(async (text) => {
    const file = new File([text], 'bench.speedscope.json', { type: 'application/json' });
    const transfer = new DataTransfer();
    transfer.items.add(file);
    const start = performance.now();
    const input = document.querySelector('input[type=file]');
    if (input) {
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    }
    await new Promise((resolve, reject) => {
      const look = () => {
        const shown = document.title.includes('bench') || document.body.textContent.includes('Time Order');
        const drawn = [...document.querySelectorAll('canvas')].some((canvas) => canvas.width > 100);
        if (shown && drawn && !document.body.textContent.includes('Loading')) resolve();
        else if (performance.now() - start > 60_000) reject(new Error('speedscope shows nothing'));
        else setTimeout(look, 5);
      };
      look();
    });
    await globalThis.nextFrame();
    return performance.now() - start;
  }, json);
  return { page, firstMs };
}
