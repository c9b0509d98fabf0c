// The page in the real browser: how soon a run is seen, what a frame costs, what an event takes, how streaming goes; and
// speedscope (its npm package) with the same spans, as the peer. `--only page` runs just this; BENCH_MOST=1000000 leaves
// out the ten million.
import { build } from 'esbuild';
import { launch } from '../scripts/browser.mjs';
import { build as buildAll } from '../scripts/build.mjs';
import { inRoot } from '../scripts/lib/report.mjs';
import { openSpeedscope } from './lib/speedscopePage.mjs';
import { frameCosts } from './lib/stopwatch.mjs';
import { syntheticHeader } from './lib/syntheticTrace.mjs';
import { blockEvents, openTimeline, showRun, streaming } from './lib/timelinePage.mjs';

const most = Number(process.env.BENCH_MOST ?? 10_000_000);
/** Shown before the heap is measured: code that was compiled takes room, too, but is no event's. */
const warmUpEvents = 20_000;
/** What only makes zooming quick is given back a second after the last picture (webview/stage.ts). */
const restMs = 1500;
/** Bytes of the page's heap and buffers at rest, after collecting what is not used. */
async function bytesOf(page) {
  await page.waitForTimeout(restMs);
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
