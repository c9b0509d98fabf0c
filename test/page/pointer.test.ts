// What the mouse does to lanes, beside what keys do.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyKind } from '../unit/trace/kinds.js';
import { painted, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

let opened: OpenedPage;
beforeEach(async () => {
  opened = await openPage({ messages: runOf(everyKind), width: 1400 });
  await opened.page.waitForSelector('.step.current');
});
afterEach(() => opened.close());

interface Kept {
  readonly lanes: Readonly<Record<'collapsed' | 'order', readonly string[]>>;
}
async function lanes(): Promise<Kept['lanes']> {
  await painted(opened);
  await opened.page.waitForTimeout(150);
  return ((await opened.state()) as Kept).lanes;
}

/** A point beside the names of the lanes, so far below the axis. */
async function nameAt(below: number): Promise<{ x: number; y: number }> {
  const box = await opened.page.locator('.lanes canvas').boundingBox();
  if (!box) throw new Error('no lanes');
  return { x: box.x + 60, y: box.y + 26 + below };
}

describe('the name of a lane', () => {
  it('is dragged to another place, and shows on the way where that is', async () => {
    const { mouse } = opened.page;
    const [from, to] = [await nameAt(30), await nameAt(120)];
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 4 });
    await painted(opened);
    await mouse.up();
    const { order } = await lanes();
    expect(order.indexOf('t1')).toBeGreaterThan(order.indexOf('t5'));
    expect(await opened.page.isVisible('.menu')).toBe(false);
  });

  it('says the whole of it with its kind under the pointer', async () => {
    const { x, y } = await nameAt(30);
    await opened.page.mouse.move(x, y);
    expect(await opened.page.textContent('.tooltip')).toBe('thread MainThread');
  });

  it('opens the menu when clicked; that of a process puts its lanes away', async () => {
    const lane = await nameAt(30);
    await opened.page.mouse.click(lane.x, lane.y);
    expect(await opened.page.isVisible('.menu')).toBe(true);
    await opened.page.keyboard.press('Escape');
    const head = await nameAt(8);
    await opened.page.mouse.click(head.x, head.y);
    expect((await lanes()).collapsed).toEqual(['p0']);
  });
});

it('on the axis tells the time there, and what the axis counts', async () => {
  const at = await nameAt(-14);
  await opened.page.mouse.move(at.x + 400, at.y);
  expect(await opened.page.textContent('.tooltip')).toMatch(/^[\d.]+ .?s · time, and room for every step/);
});

it('finds the list of keys in the legend', async () => {
  await opened.page.click('.legend button[title=Keys]');
  expect(await opened.page.textContent('dialog[open]')).toContain('previous, next event');
});
