// The page in a narrow side panel and on a wide screen: one row of controls, a short banner, lanes first.
import { afterEach, describe, expect, it } from 'vitest';
import { deadlockMessages } from './deadlock.js';
import { type OpenedPage, openPage, themeNames } from './openPage.js';

let opened: OpenedPage | undefined;
afterEach(() => opened?.close());

async function open(
  width: number,
  theme: (typeof themeNames)[number] = 'dark',
  state?: unknown,
): Promise<OpenedPage> {
  opened = await openPage({ theme, width, height: 700, messages: deadlockMessages, state });
  await opened.page.waitForSelector('.outcome.bad');
  await opened.page.waitForSelector('.state .row, .step.current', { state: 'attached' });
  return opened;
}

const boxOf = async ({ page }: OpenedPage, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not seen`);
  return box;
};

describe.each([300, 500, 1400, 3000])('at %i pixels', (width) => {
  it.each(themeNames)('has one row of controls, within the page, in the theme %s', async (theme) => {
    const at = await open(width, theme);
    expect((await boxOf(at, 'header')).height).toBeLessThan(50);
    const right = await at.page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('header > *')].map((each) => each.getBoundingClientRect().right),
      ),
    );
    expect(right).toBeLessThanOrEqual(width);
    expect(await at.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('gives the lanes the most room, and the finding at most a seventh', async () => {
    const at = await open(width);
    const lanes = await boxOf(at, '.lanes');
    const banner = await boxOf(at, '.banner');
    const aside = await boxOf(at, 'aside');
    expect(lanes.width * lanes.height).toBeGreaterThan(aside.width * aside.height);
    expect(banner.height).toBeLessThan(100);
  });
});

describe('what has no room', () => {
  it('is behind a button: the options open and close with the keyboard', async () => {
    const { page } = await open(300);
    expect(await page.isVisible('.options')).toBe(false);
    await page.focus('.disclosure');
    await page.keyboard.press('Enter');
    expect(await page.isVisible('.options select')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.options')).toBe(false);
  });

  it('is behind a tab: state and steps are shown one at a time', async () => {
    const { page } = await open(500);
    expect(await page.isVisible('.state')).toBe(true);
    expect(await page.isVisible('.steps')).toBe(false);
    await page.click('#tab-steps');
    expect(await page.isVisible('.state')).toBe(false);
    expect(await page.isVisible('.steps')).toBe(true);
  });

  it('of a finding is shown when a person asks for it', async () => {
    const { page } = await open(300);
    await page.click('.more');
    expect(await page.isVisible('.banner.open')).toBe(true);
  });
});

describe('a page that is hidden and loaded again', () => {
  it('shows the same run as a person left it', async () => {
    const first = await open(500);
    await first.page.focus('canvas');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', '+', 'd']) await first.page.keyboard.press(key);
    await first.page.click('#tab-steps');
    await first.page.waitForSelector('.step.current');
    const story = await first.page.textContent('.step.current');
    await first.page.waitForFunction(
      () =>
        (globalThis as unknown as { testHost: { state?: { tab: string } } }).testHost.state?.tab === 'steps',
    );
    const kept = await first.state();
    await first.close();
    const second = await open(500, 'dark', kept);
    await second.page.waitForSelector('.step.current');
    expect(await second.page.textContent('.step.current')).toBe(story);
    await second.page.waitForFunction(
      () =>
        (globalThis as unknown as { testHost: { state?: { tab: string } } }).testHost.state?.tab === 'steps',
    );
    await second.page.waitForTimeout(200);
    expect(await second.state()).toEqual(kept);
  });

  it('does not take another run for it', async () => {
    const kept = {
      run: 'another',
      cursor: 2,
      from: 0.4,
      to: 0.5,
      axisMode: 'time',
      tab: 'steps',
      scrollPx: 0,
    };
    const { page } = await open(500, 'dark', kept);
    expect(await page.textContent('.state h2')).toContain('2 s');
  });
});
