// How long the scripts of a page take for a frame.

const frames = 90;

/**
 * Runs before the page's own scripts: a host that says nothing, and a stopwatch around every callback of a frame and of a
 * timer, so that work that is put off counts, too.
 */
export function prepare() {
  globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
  globalThis.scriptingMs = 0;
  globalThis.framesRun = 0;
  const timed =
    (callback) =>
    (...values) => {
      const start = performance.now();
      callback(...values);
      globalThis.scriptingMs += performance.now() - start;
    };
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  const wait = globalThis.setTimeout.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) => {
    const run = timed(callback);
    return ask((now) => {
      globalThis.framesRun++;
      run(now);
    });
  };
  globalThis.setTimeout = (callback, ...values) => wait(timed(callback), ...values);
  // Twice: the first one may come before the callbacks that the event asked for.
  globalThis.nextFrame = () => new Promise((resolve) => ask(() => ask(resolve)));
}

/**
 * Scripting of each frame, handlers of the wheel included, while zooming in and out and panning in the middle of the page;
 * p50 and p95 in ms. A page that does nothing costs nothing, so it fails where a wheel is followed by no frame of the
 * page's own. Those are counted: how quick a frame can be is what is asked here, so its time cannot tell.
 */
export async function frameCosts(page) {
  const { costs, idle } = await page.evaluate(async (frames) => {
    const at = { clientX: innerWidth * 0.5, clientY: innerHeight * 0.5, bubbles: true, cancelable: true };
    const target = document.elementFromPoint(at.clientX, at.clientY);
    const wheels = [
      { deltaY: -100, ctrlKey: true },
      { deltaY: 100, shiftKey: true },
      { deltaY: 100, ctrlKey: true },
    ];
    const costs = [];
    let idle = 0;
    for (let frame = 0; frame < frames; frame++) {
      globalThis.scriptingMs = 0;
      globalThis.framesRun = 0;
      const start = performance.now();
      target.dispatchEvent(new WheelEvent('wheel', { ...at, ...wheels[Math.floor(frame / 15) % 3] }));
      const handled = performance.now() - start;
      await globalThis.nextFrame();
      costs.push(handled + globalThis.scriptingMs);
      if (globalThis.framesRun === 0) idle++;
    }
    return { costs: costs.sort((a, b) => a - b), idle };
  }, frames);
  if (idle > 0)
    throw new Error(`${page.url()} painted nothing after ${idle} of ${frames} turns of the wheel`);
  return { p50: costs[Math.floor(frames * 0.5)], p95: costs[Math.floor(frames * 0.95)] };
}
