// The page in the real browser: how soon a run is seen, what a frame costs, what an event takes, how streaming goes; and
// speedscope (its npm package) with the same spans, as the peer. `--only page` runs just this; BENCH_MOST=1000000 leaves
// out the ten million.
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { launch } from '../scripts/browser.mjs';
import { build as buildAll } from '../scripts/build.mjs';
import { inRoot } from '../scripts/lib/report.mjs';
import { createGenerator, syntheticHeader } from './lib/syntheticTrace.mjs';

const most = Number(process.env.BENCH_MOST ?? 10_000_000);
const blockEvents = 9362;
const frames = 90;
/** Shown before the heap is measured: code that was compiled takes room, too, but is no event's. */
const warmUpEvents = 20_000;
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** Runs before the page's own scripts: a host that says nothing, and a stopwatch around every callback of a frame. */
function prepare() {
  globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
  globalThis.scriptingMs = 0;
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    ask((now) => {
      const start = performance.now();
      callback(now);
      globalThis.scriptingMs += performance.now() - start;
    });
  // Twice: the first one may come before the callbacks that the event asked for.
  globalThis.nextFrame = () => new Promise((resolve) => ask(() => ask(resolve)));
}

async function openTimeline(context) {
  const page = await context.newPage();
  await page.addInitScript(prepare);
  await page.route('http://bench.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({
        contentType: 'text/html',
        body: '<!DOCTYPE html><link rel="stylesheet" href="webview.css"><body class="vscode-dark" style="background:#1e1e1e;color:#ccc"><main id="app"></main><script src="webview.js"></script>',
      });
    return route.fulfill({ contentType: types[extname(pathname)], path: inRoot('dist', pathname.slice(1)) });
  });
  await page.goto('http://bench.test/');
  await page.evaluate(`globalThis.createGenerator = ${createGenerator}`);
  return page;
}

/** Posts a whole run in blocks; answers ms from the last block posted to the picture of the whole. */
function showRun(page, events) {
  return page.evaluate(
    async ({ events, header, blockEvents }) => {
      const run = (globalThis.benchRun ?? 0) + 1;
      globalThis.benchRun = run;
      const post = (message, transfer = []) => window.postMessage(message, '*', transfer);
      const generate = globalThis.createGenerator();
      const blocks = [];
      for (let made = 0; made < events; made += blockEvents)
        blocks.push(new Uint8Array(generate(Math.min(blockEvents, events - made)).buffer));
      post({ type: 'started', run, language: 'en', title: 'bench', header, variants: [], canRun: true });
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
          const shown = document.querySelector('.outcome')?.textContent?.startsWith('completed');
          if (shown) resolve();
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

/**
 * Scripting of each frame, handlers of the wheel included, while zooming in and out and panning in the middle of the page;
 * p50 and p95 in ms. Fails if most frames did nothing: then nothing was zoomed.
 */
async function frameCosts(page) {
  const costs = await page.evaluate(async (frames) => {
    const at = { clientX: innerWidth * 0.5, clientY: innerHeight * 0.5, bubbles: true, cancelable: true };
    const target = document.elementFromPoint(at.clientX, at.clientY);
    const wheels = [
      { deltaY: -100, ctrlKey: true },
      { deltaY: 100, shiftKey: true },
      { deltaY: 100, ctrlKey: true },
    ];
    const costs = [];
    for (let frame = 0; frame < frames; frame++) {
      globalThis.scriptingMs = 0;
      const start = performance.now();
      target.dispatchEvent(new WheelEvent('wheel', { ...at, ...wheels[Math.floor(frame / 15) % 3] }));
      const handled = performance.now() - start;
      await globalThis.nextFrame();
      costs.push(handled + globalThis.scriptingMs);
    }
    return costs.sort((a, b) => a - b);
  }, frames);
  const p50 = costs[Math.floor(frames * 0.5)];
  if (p50 < 0.2) throw new Error(`half of the frames of ${page.url()} did nothing`);
  return { p50, p95: costs[Math.floor(frames * 0.95)] };
}

/** Bytes of the page's heap and buffers, after collecting what is not used. */
async function bytesOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize;
}

/** What a run of so many events takes, in a page of its own. The short one before it stays, to be compared with. */
async function bytesPerEvent(context, events) {
  const page = await openTimeline(context);
  const sizes = [];
  for (const shown of [warmUpEvents, events]) {
    await showRun(page, shown);
    await frameCosts(page);
    sizes.push(await bytesOf(page));
  }
  await page.close();
  return (sizes[1] - sizes[0]) / events;
}

/** Frames a second while so many events a second come in, and the median frame. */
function streaming(page, perSecond, seconds) {
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

/** The model alone, in the same browser: ms for the state at random moments, and bytes an event. */
async function modelCosts(page, events) {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { Timeline } from './src/trace/timeline.ts';",
      resolveDir: inRoot('.'),
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'trace',
    write: false,
  });
  await page.evaluate(`${outputFiles[0].text}\nglobalThis.trace = trace;`);
  return page.evaluate(
    ({ events, header, blockEvents }) => {
      const generate = globalThis.createGenerator();
      const timeline = new globalThis.trace.Timeline(header, new TextDecoder());
      for (let made = 0; made < events; made += blockEvents)
        timeline.append(generate(Math.min(blockEvents, events - made)));
      const costs = [];
      for (let look = 1; look <= 200; look++) {
        const count = Math.floor(((look * 7919) % 200) * (events / 200));
        const start = performance.now();
        timeline.stateAfter(count);
        costs.push(performance.now() - start);
      }
      costs.sort((a, b) => a - b);
      return { p50: costs[100], p95: costs[190], bytesPerEvent: timeline.byteLength / events };
    },
    { events, header: syntheticHeader, blockEvents },
  );
}

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

async function openSpeedscope(context, spans) {
  const folder = inRoot('node_modules', 'speedscope', 'dist', 'release');
  const page = await context.newPage();
  await page.addInitScript(prepare);
  await page.route('http://speedscope.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(folder, pathname === '/' ? 'index.html' : pathname.slice(1));
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({
      contentType: types[extname(file)] ?? 'application/octet-stream',
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

function row(name, unit, value, baselineName, baseline) {
  return { name, unit, value, baselineName, baseline, ratio: value / baseline };
}

async function timelineRows(context) {
  const rows = [];
  const costs = {};
  for (const events of [100_000, 1_000_000, most].filter(
    (size, index, all) => all.indexOf(size) === index && size <= most,
  )) {
    const page = await openTimeline(context);
    const firstMs = await showRun(page, events);
    costs[events] = { firstMs, ...(await frameCosts(page)) };
    if (events === 1_000_000) {
      const stream = await streaming(page, 200_000, 3);
      rows.push(row('streaming 200,000 events/s', 'frames/s', stream.framesPerSecond, '30 frames/s', 30));
    }
    await page.close();
    costs[events].bytes = await bytesPerEvent(context, events);
  }
  const million = costs[1_000_000];
  const small = costs[100_000];
  rows.push(row('1 million events: last byte to whole picture', 'ms', million.firstMs, '1 second', 1000));
  rows.push(row('1 million events: scripting per frame, p95', 'ms', million.p95, '8 ms', 8));
  rows.push(row('1 million events: scripting per frame, median', 'ms', million.p50, '8 ms', 8));
  rows.push(
    row('1 million events: p95 of a frame, growth', 'ms', million.p95, '100 thousand events', small.p95),
  );
  rows.push(row('page heap at 1 million events, all in all', 'bytes/event', million.bytes, '12 bytes', 12));
  if (costs[most] && most > 1_000_000) {
    rows.push(
      row(
        '10 million events: last byte to whole picture',
        'ms',
        costs[most].firstMs,
        '1 million events',
        million.firstMs,
      ),
    );
    rows.push(
      row(
        '10 million events: scripting per frame, p95',
        'ms',
        costs[most].p95,
        '100 thousand events',
        small.p95,
      ),
    );
    rows.push(
      row('page heap at 10 million events, all in all', 'bytes/event', costs[most].bytes, '12 bytes', 12),
    );
  }
  return { rows, small };
}

export default async () => {
  await buildAll({ production: true, log: () => {} });
  const context = await launch({ width: 1400, height: 900 });
  try {
    const { rows, small } = await timelineRows(context);
    const model = await openTimeline(context);
    const { p95, bytesPerEvent } = await modelCosts(model, 1_000_000);
    await model.close();
    rows.push(row('state at the cursor at 1 million events, p95', 'ms', p95, '5 ms', 5));
    rows.push(row('columns of events and tracks', 'bytes/event', bytesPerEvent, '12 bytes', 12));
    const peer = await openSpeedscope(context, 100_000);
    const peerCosts = await frameCosts(peer.page);
    await peer.page.close();
    rows.push(row('100 thousand spans: time to picture', 'ms', small.firstMs, 'speedscope', peer.firstMs));
    rows.push(
      row('100 thousand spans: scripting per frame, p95', 'ms', small.p95, 'speedscope', peerCosts.p95),
    );
    return rows;
  } finally {
    await context.close();
  }
};
