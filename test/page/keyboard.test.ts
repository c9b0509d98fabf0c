// Everything can be done with keys alone, and what was done is said.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyKind } from '../unit/trace/kinds.js';
import { painted, press, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

let opened: OpenedPage;
beforeEach(async () => {
  opened = await openPage({ messages: runOf(everyKind), width: 1400 });
  await opened.page.waitForSelector('.step.current');
  await opened.page.focus('.lanes canvas');
});
afterEach(() => opened.close());

interface Kept {
  readonly from: number;
  readonly to: number;
  readonly cursor: number;
  readonly selectedLane: string;
  readonly bookmarks: readonly number[];
  readonly lanes: Readonly<Record<'hidden' | 'pinned' | 'collapsed' | 'order', readonly string[]>>;
}
async function kept(): Promise<Kept> {
  await painted(opened);
  await opened.page.waitForTimeout(150);
  return (await opened.state()) as Kept;
}
const said = (): Promise<string | null> => opened.page.textContent('.announcer');

describe('the cursor', () => {
  it('goes to the first and last event, and from event to event', async () => {
    await press(opened, 'Home');
    expect((await kept()).cursor).toBe(1);
    await press(opened, 'ArrowRight', 'ArrowRight', 'ArrowLeft');
    expect((await kept()).cursor).toBe(2);
    await press(opened, 'End');
    expect((await kept()).cursor).toBe(everyKind.length);
    expect(await said()).toContain('MainThread is at main.py:3');
  });

  it('goes from event to event of the lane that was chosen', async () => {
    // The head of the process, MainThread, the greenlet that shares it, alice.
    await press(opened, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'Shift+ArrowRight');
    expect((await kept()).selectedLane).toBe('t2');
    expect(await said()).toContain('alice the second begins');
    await press(opened, 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft');
    expect(await said()).toContain('alice the second takes lock-10');
  });

  it('goes from bookmark to bookmark', async () => {
    await press(opened, 'Home', 'b', 'End', 'b', '[');
    expect((await kept()).bookmarks).toEqual([1, everyKind.length]);
    expect((await kept()).cursor).toBe(1);
    await press(opened, ']');
    expect((await kept()).cursor).toBe(everyKind.length);
  });

  it('shows its line in the editor', async () => {
    await press(opened, 'Home', 'Enter');
    expect(await opened.sent()).toContainEqual({ type: 'reveal', run: 1, site: 1 });
  });

  it('tells the host where each thread is, by ids', async () => {
    await press(opened, 'Home', 'ArrowRight', 'ArrowRight');
    await painted(opened);
    const marks = (await opened.sent()).filter(({ type }) => type === 'marks');
    expect(marks[marks.length - 1]).toEqual({
      type: 'marks',
      run: 1,
      marks: [{ thread: 1, site: 3 }],
      step: 3,
    });
  });
});

describe('the view', () => {
  it('zooms, pans, and shows all again', async () => {
    await press(opened, '+', '+');
    const zoomed = await kept();
    expect(zoomed.to - zoomed.from).toBeCloseTo(0.25);
    await press(opened, 'a');
    expect((await kept()).from).toBeLessThan(zoomed.from);
    await press(opened, 'w', 's', '-', '0');
    expect(await kept()).toMatchObject({ from: 0, to: 1 });
  });

  it('follows the cursor out of sight', async () => {
    await press(opened, 'End', '+', '+', '+', 'Home');
    expect((await kept()).from).toBe(0);
  });
});

describe('lanes', () => {
  it('are chosen, pinned, collapsed, moved, hidden and shown again', async () => {
    await press(opened, 'ArrowDown', 'ArrowDown', 'p', 'c');
    expect((await kept()).lanes).toMatchObject({ pinned: ['t1'], collapsed: ['t1'] });
    await press(opened, 'p', 'c', 'Alt+ArrowDown');
    expect((await kept()).lanes.order.indexOf('t1')).toBeGreaterThan(
      (await kept()).lanes.order.indexOf('t5'),
    );
    await press(opened, 'h');
    expect((await kept()).lanes.hidden).toEqual(['t1']);
    await press(opened, 'H');
    expect((await kept()).lanes.hidden).toEqual([]);
  });

  it('have a menu that opens, moves and closes by key, and gives the focus back', async () => {
    await press(opened, 'ArrowDown', 'ArrowDown', 'm', 'ArrowDown', 'Enter');
    expect((await kept()).lanes.collapsed).toEqual(['t1']);
    expect(await opened.page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS');
    await press(opened, 'm', 'Escape');
    expect(await opened.page.isVisible('.menu')).toBe(false);
  });

  it('are put away and shown again with their process, by its button or by a key', async () => {
    const head = '.head[aria-label="process MainProcess"]';
    await opened.page.focus(head);
    await press(opened, 'Enter');
    await painted(opened);
    expect(await opened.page.getAttribute(head, 'aria-expanded')).toBe('false');
    expect((await kept()).lanes.collapsed).toEqual(['p0']);
    expect(await said()).toBe('process MainProcess, collapsed');
    await opened.page.focus('.lanes canvas');
    await press(opened, 'ArrowDown', 'c');
    await painted(opened);
    expect(await opened.page.getAttribute(head, 'aria-expanded')).toBe('true');
  });

  it('are left out and shown again by the legend', async () => {
    await opened.page.focus('.filter');
    await press(opened, 'Enter');
    await painted(opened);
    expect(await opened.page.getAttribute('.filter', 'aria-pressed')).toBe('false');
  });
});

describe('finding', () => {
  it('lists the events and goes from one to the next, around the end', async () => {
    await press(opened, 'Home', '/');
    await opened.page.keyboard.type('apple');
    await painted(opened);
    expect(await opened.page.textContent('.find .count')).toBe('2 events');
    await press(opened, 'Enter');
    expect(await said()).toContain('puts apple into queue-16');
    await opened.page.fill('.query', 'gil-24');
    await press(opened, 'Enter', 'Enter', 'Enter');
    expect(await said()).toContain('makes gil-24');
  });

  it('goes to what is chosen from the list, which keeps the focus', async () => {
    await press(opened, '/');
    await opened.page.keyboard.type('apple');
    await press(opened, 'Tab', 'Enter');
    await painted(opened);
    expect(await said()).toContain('puts apple into queue-16');
    expect(await opened.page.textContent('.find .step:focus')).toContain('puts apple into queue-16');
    expect(await opened.page.getAttribute('.find .step:focus', 'aria-current')).toBe('step');
  });

  it('finds the events of a line that the editor asks for', async () => {
    await opened.send({ type: 'select', run: 1, sites: [1] });
    await painted(opened);
    expect(await opened.page.locator('.find .step').count()).toBe(2);
  });
});

describe('the rest', () => {
  it('is a list of keys that opens and closes', async () => {
    await press(opened, '?');
    expect(await opened.page.isVisible('dialog.keys')).toBe(true);
    await press(opened, 'Escape');
    expect(await opened.page.isVisible('dialog.keys')).toBe(false);
  });

  it('is a table of the events in view', async () => {
    await opened.page.focus('#tab-steps');
    await press(opened, 'ArrowRight');
    await painted(opened);
    expect(await opened.page.locator('.events tbody tr').count()).toBe(everyKind.length);
    expect(await opened.page.textContent('.events caption')).toContain(`${everyKind.length} events`);
  });

  it('plays and stops', async () => {
    await press(opened, 'Home', ' ');
    await opened.page.waitForFunction(() => document.querySelector('header [aria-label="Pause"]'));
    await opened.page.waitForTimeout(600);
    await press(opened, ' ');
    expect((await kept()).cursor).toBeGreaterThan(1);
    await opened.page.waitForSelector('header [aria-label="Play"]');
  });
});
