// What is painted, as a log of the canvas' calls: shape and texture of every style, before any pixel is looked at.
// UPDATE_PICTURES=1 writes the recorded logs anew:  UPDATE_PICTURES=1 npx vitest run --project page test/page/drawing.test.ts
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { everyKind } from '../unit/trace/kinds.js';
import { deadlockMessages } from './deadlock.js';
import { painted, press, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

const folder = join(import.meta.dirname, 'drawings');
let opened: OpenedPage;
afterEach(() => opened.close());

/** Runs in the page before its scripts: notes every call on the canvas of the lanes, and gives all texts one width a character. */
function listen(): void {
  const drawn: string[] = [];
  Object.assign(globalThis, { drawn });
  const prototype = CanvasRenderingContext2D.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  prototype.measureText = (text: unknown) => ({ width: String(text).length * 7 });
  const tidy = (value: unknown): string =>
    typeof value === 'number' ? String(Math.round(value * 10) / 10) : String(value);
  for (const name of [
    'fillRect',
    'strokeRect',
    'rect',
    'fill',
    'stroke',
    'moveTo',
    'lineTo',
    'fillText',
    'setLineDash',
  ]) {
    const original = prototype[name];
    if (!original) continue;
    prototype[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      if (this.canvas.closest('.lanes')) {
        const styled = name.startsWith('fill')
          ? this.fillStyle
          : name.startsWith('stroke')
            ? this.strokeStyle
            : '';
        const style = typeof styled === 'string' ? styled : 'hatched';
        drawn.push(`${name} ${args.map(tidy).join(' ')} ${style}`.trim());
      }
      return original.apply(this, args);
    };
  }
}

/** The calls of one painting. */
async function drawing(): Promise<string> {
  await painted(opened);
  await opened.page.evaluate(() => {
    (globalThis as unknown as { drawn: string[] }).drawn.length = 0;
  });
  await press(opened, '0');
  await painted(opened);
  return opened.page.evaluate(() => `${(globalThis as unknown as { drawn: string[] }).drawn.join('\n')}\n`);
}

function expectDrawing(name: string, log: string): void {
  const file = join(folder, `${name}.txt`);
  if (process.env.UPDATE_PICTURES) writeFileSync(file, log);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(log);
}

describe('the drawing', () => {
  it.each(['dark', 'hc-light'] as const)('of a deadlock in the theme %s', async (theme) => {
    opened = await openPage({ theme, width: 1000, height: 600, messages: deadlockMessages, before: listen });
    await opened.page.waitForSelector('.outcome.bad');
    expectDrawing(`deadlock-${theme}`, await drawing());
  });

  it('of every kind of lane', async () => {
    // So wide that every step has room for words.
    opened = await openPage({ width: 8500, height: 1200, messages: runOf(everyKind), before: listen });
    await opened.page.waitForSelector('.step.current');
    const log = await drawing();
    expectDrawing('every-kind', log);
    for (const said of ['app', 's2', 'high', 'set', 'hel', '[2]']) expect(log).toContain(`fillText ${said}`);
  });

  it('of a blocked span is hatched and named, of a waiting one dashed, of a running one solid', async () => {
    opened = await openPage({ width: 1600, height: 1200, messages: runOf(everyKind), before: listen });
    await opened.page.waitForSelector('.step.current');
    const log = await drawing();
    expect(log).toMatch(/fillRect [^\n]* hatched/);
    expect(log).toMatch(/setLineDash 5,4/);
    expect(log).toMatch(/fillRect [^\n]* #56b4e9/);
  });
});
