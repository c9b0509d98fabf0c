// Nothing serious for axe-core, in every theme, in every panel, with everything open that can be.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyKind } from '../unit/trace/kinds.js';
import { deadlockMessages } from './deadlock.js';
import { painted, press, runOf, seriousFindings } from './opened.js';
import { type OpenedPage, openPage, themeNames } from './openPage.js';

describe.each(themeNames)('the page in the theme %s', (theme) => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage({ theme, width: 1000, messages: deadlockMessages });
    await opened.page.waitForSelector('.outcome.bad');
  });
  afterAll(() => opened.close());

  it.each(['steps', 'table', 'find'])('has no serious finding with the tab %s', async (tab) => {
    await opened.page.click(`#tab-${tab}`);
    if (tab === 'find') await opened.page.fill('.query', 'lock');
    await painted(opened);
    expect(await seriousFindings(opened)).toEqual([]);
  });

  it('has none with the banner, the options, the menu of a lane and the list of keys open', async () => {
    await opened.page.click('.more');
    await opened.page.click('.disclosure');
    expect(await seriousFindings(opened)).toEqual([]);
    await opened.page.focus('canvas');
    await press(opened, 'ArrowDown', 'm');
    expect(await seriousFindings(opened)).toEqual([]);
    await press(opened, 'Escape', '?');
    expect(await seriousFindings(opened)).toEqual([]);
  });

  it('has none for a run with every kind of object', async () => {
    await opened.send(...runOf(everyKind, 2));
    await opened.page.waitForFunction(() =>
      document.querySelector('.outcome')?.textContent?.startsWith('completed'),
    );
    expect(await seriousFindings(opened)).toEqual([]);
  });

  it('threw nothing', () => expect(opened.errors).toEqual([]));
});
