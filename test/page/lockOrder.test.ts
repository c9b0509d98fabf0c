// The page of the lock-order graph: what it draws, what can be clicked and reached with keys, in both languages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphMessage } from '../../src/protocol/lockOrderPage.js';
import { type OpenedPage, openPage, themeNames } from './openPage.js';

const graph: GraphMessage = {
  type: 'graph',
  language: 'en',
  locks: [
    { name: 'mutexA', file: 'bank.py', line: 3, taken: 2 },
    { name: 'mutexB', file: 'bank.py', line: 4, taken: 2 },
    { name: 'self._a_lock_with_quite_a_long_name_indeed', file: 'pool/worker.py', line: 12, taken: 1 },
  ],
  edges: [
    { from: 0, to: 1, inCycle: true, file: 'bank.py', line: 9 },
    { from: 1, to: 0, inCycle: true, file: 'bank.py', line: 15 },
    { from: 0, to: 2, inCycle: false, file: 'pool/worker.py', line: 30 },
  ],
};

async function lastSent(opened: OpenedPage): Promise<unknown> {
  return (await opened.sent()).at(-1);
}

describe('the lock-order graph', () => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage({ bundle: 'lockOrder', messages: [graph] });
    await opened.page.waitForSelector('g.lock');
  });
  afterAll(() => opened.close());

  it('draws every lock and every order, those of a cycle marked by more than colour', async () => {
    const { page } = opened;
    expect(await page.locator('g.lock').count()).toBe(3);
    expect(await page.locator('g.edge').count()).toBe(3);
    expect(
      await page
        .locator('g.edge.cycle .line')
        .first()
        .evaluate((path) => getComputedStyle(path).strokeDasharray),
    ).not.toBe('none');
    expect(await page.locator('.summary').textContent()).toBe('3 locks, 3 orders, 2 of them in a cycle');
  });

  it('shortens a long name in the picture and says the whole one aloud', async () => {
    const lock = opened.page.locator('g.lock').nth(2);
    expect(await lock.locator('text').textContent()).toMatch(/^….{25}$/);
    expect(await lock.getAttribute('aria-label')).toContain('self._a_lock_with_quite_a_long_name_indeed');
  });

  it('keeps labels inside their frames and locks apart', async () => {
    const boxes = await opened.page.locator('g.lock').evaluateAll((locks) =>
      locks.map((lock) => {
        const frame = (lock.querySelector('rect') as SVGRectElement).getBoundingClientRect();
        const text = (lock.querySelector('text') as SVGTextElement).getBoundingClientRect();
        return {
          left: frame.left,
          right: frame.right,
          top: frame.top,
          bottom: frame.bottom,
          fits: text.width < frame.width,
        };
      }),
    );
    expect(boxes.every(({ fits }) => fits)).toBe(true);
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top).toBe(true);
  });

  it('says by index what was clicked', async () => {
    await opened.page.locator('g.lock').nth(1).click();
    expect(await lastSent(opened)).toEqual({ type: 'lock', index: 1 });
    await opened.page.locator('.row', { hasText: 'worker.py:30' }).click();
    expect(await lastSent(opened)).toEqual({ type: 'edge', index: 2 });
  });

  it('is reached and used with keys', async () => {
    const { page } = opened;
    await page.locator('g.lock').first().focus();
    await page.keyboard.press('Enter');
    expect(await lastSent(opened)).toEqual({ type: 'lock', index: 0 });
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const before = await focused();
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    expect(await focused()).toContain('Lock ');
    expect(before).toContain('mutexA');
  });

  it('shows the cycles alone on demand', async () => {
    const { page } = opened;
    await page.locator('.filter input').check();
    expect(await page.locator('g.edge').count()).toBe(2);
    await page.locator('.filter input').uncheck();
    expect(await page.locator('g.edge').count()).toBe(3);
  });

  it('speaks Chinese', async () => {
    await opened.send({ ...graph, language: 'zh-cn' });
    await opened.page.waitForFunction(() => document.querySelector('h1')?.textContent === '锁顺序');
    expect(await opened.page.locator('.summary').textContent()).toBe('3 把锁，3 个顺序，其中 2 个在环中');
  });

  it('threw nothing', () => {
    expect(opened.errors).toEqual([]);
  });
});

it.each(themeNames)('says in the theme %s that there is nothing to draw', async (theme) => {
  const opened = await openPage({
    bundle: 'lockOrder',
    theme,
    messages: [{ ...graph, locks: [], edges: [] }],
  });
  try {
    await opened.page.waitForSelector('.empty');
    expect(opened.errors).toEqual([]);
  } finally {
    await opened.close();
  }
});
