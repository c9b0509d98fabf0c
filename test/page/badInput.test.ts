// What is cut off, damaged, empty, huge or strangely named is readable, or said clearly.
import { afterEach, describe, expect, it } from 'vitest';
import { noSettings } from '../../src/layout/laneSettings.js';
import { wordsOf } from '../../src/trace/records.js';
import { EventKind, ObjectKind } from '../../src/trace/vocabulary.js';
import { blocked, created, thread } from '../unit/trace/kinds.js';
import type { EventFields } from '../unit/trace/writer.js';
import { deadlockMessages } from './deadlock.js';
import { painted, press, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

let opened: OpenedPage;
afterEach(() => opened.close());

async function show(events: readonly EventFields[], width = 900): Promise<OpenedPage> {
  opened = await openPage({ messages: runOf(events), width });
  await opened.page.waitForFunction(() =>
    document.querySelector('.outcome')?.textContent?.startsWith('completed'),
  );
  await painted(opened);
  expect(opened.errors).toEqual([]);
  return opened;
}

describe('a run', () => {
  it('without an event says that nothing was recorded', async () => {
    await show([]);
    expect(await opened.page.textContent('.message')).toBe('Nothing was recorded.');
    await press(opened, 'Home', 'End', '+', 'ArrowRight', 'm', 'b', '?', 'Escape');
    expect(opened.errors).toEqual([]);
  });

  it('of one thread is drawn', async () => {
    await show(thread(1, 'only'));
    expect(await opened.page.textContent('.state')).toContain('only');
  });

  it('of 500 threads scrolls, and draws only what is seen', async () => {
    await show(Array.from({ length: 500 }, (_, index) => thread(index + 1, `t${index + 1}`)).flat());
    const { height, canvas } = await opened.page.evaluate(() => ({
      height: (document.querySelector('.space') as HTMLElement).offsetHeight,
      canvas: (document.querySelector('.lanes canvas') as HTMLElement).offsetHeight,
    }));
    expect(height).toBeGreaterThan(14_000);
    expect(canvas).toBeLessThan(900);
    await opened.page.focus('.lanes canvas');
    await press(opened, ...Array.from({ length: 40 }, () => 'ArrowDown'));
    await painted(opened);
    expect(await opened.page.evaluate(() => document.querySelector('.lanes')?.scrollTop)).toBeGreaterThan(
      100,
    );
  });

  it('of 10,000 objects lists some and counts the rest', async () => {
    const objects = Array.from({ length: 10_000 }, (_, index) => [
      created(100 + index, ObjectKind.Lock),
      { kind: EventKind.Acquire, thread: 1, object: 100 + index },
    ]).flat();
    await show([...thread(1, 'main'), ...objects]);
    expect(await opened.page.textContent('.state')).toContain('and 9900 more');
  });

  it('with names of 200 characters, from right to left, with emoji, keeps to the page', async () => {
    const names = ['x'.repeat(200), 'مرحبا بالعالم', '👩‍👩‍👧‍👦'.repeat(30), '<img src=x onerror=alert(1)>'];
    await show(
      names.flatMap((name, index) => thread(index + 1, name)),
      400,
    );
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(await opened.page.locator('img').count()).toBe(0);
  });

  it.each([
    ['1 ns', 1],
    ['10 hours', 3.6e13],
  ])('of %s has a readable axis', async (_name, ns) => {
    const [a, b] = wordsOf(ns);
    await show([
      ...thread(1, 'main'),
      { kind: EventKind.Sleep, thread: 1, a, b },
      { kind: EventKind.Wake, thread: 1, time: ns },
      { kind: EventKind.ThreadEnd, thread: 1, object: 1, time: ns },
    ]);
    expect(await opened.page.textContent('.state h2')).toContain(ns === 1 ? '1 ns' : '10 h');
  });

  it('whose ids and kinds make no sense is drawn as far as it makes sense', async () => {
    const nonsense: EventFields[] = [
      { kind: 250, thread: 9, object: 77, a: -5 },
      { kind: EventKind.Acquire, thread: 60_000, object: -3 },
      { kind: EventKind.Get, thread: 1, object: 1, a: 99 },
      { kind: EventKind.Create, thread: 1, object: 5, a: 200 },
      blocked(1, 5, 99),
      { kind: EventKind.ThreadEnd, thread: 1, object: 1, info: 9 },
    ];
    await show([...thread(1, 'main'), ...nonsense]);
    await opened.page.click('#tab-table');
    await painted(opened);
    expect(opened.errors).toEqual([]);
  });
});

describe('the page', () => {
  it('shows the part of a run that was cut off in the middle of an event', async () => {
    const [started, records] = deadlockMessages;
    if (records?.type !== 'records' || !started) throw new Error('no records');
    opened = await openPage({ messages: [started, { ...records, bytes: records.bytes.slice(0, 300) }] });
    await opened.page.waitForSelector('.state .row');
    expect(opened.errors).toEqual([]);
  });

  it('begins anew when what it kept makes no sense', async () => {
    const state = { run: 5, from: 'x', lanes: { ...noSettings, hidden: 7 } };
    opened = await openPage({ messages: deadlockMessages, state });
    await opened.page.waitForSelector('.state .row');
    expect(opened.errors).toEqual([]);
  });
});
