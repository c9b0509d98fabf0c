// A program run again: the lanes stay as a person made them, and the first difference is marked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventKind } from '../../src/trace/vocabulary.js';
import { everyKind } from '../unit/trace/kinds.js';
import { header } from '../unit/trace/writer.js';
import { painted, press, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

let opened: OpenedPage;
const other = everyKind.map((event, index) =>
  index === 50 ? { kind: EventKind.Print, thread: 2, text: 'something else', time: index * 1e6 } : event,
);

beforeAll(async () => {
  opened = await openPage({ messages: runOf(everyKind), width: 1600 });
  await opened.page.waitForSelector('.step.current');
  await opened.page.focus('.lanes canvas');
  await press(opened, 'ArrowDown', 'ArrowDown', 'p');
  await opened.send(...runOf(other, 2));
  await opened.page.waitForSelector('header [aria-label="Compare with the run before"]');
});
afterAll(() => opened.close());

describe('a second run', () => {
  it('keeps the lanes as they were arranged', async () => {
    await painted(opened);
    await opened.page.waitForTimeout(200);
    expect(await opened.state()).toMatchObject({ lanes: { pinned: ['t1'] } });
  });

  it('is compared with the one before: the first difference is told, and the cursor goes there', async () => {
    await opened.page.click('header [aria-label="Compare with the run before"]');
    await painted(opened);
    const told = await opened.page.textContent('.finding.note');
    expect(told).toContain('part ways at step 51');
    expect(told).toContain('prints "something else"');
    expect(await opened.page.textContent('.step.current')).toContain('something else');
  });

  it('has the run before laid under it until a person takes it away again', async () => {
    const pixels = (): Promise<string> =>
      opened.page.evaluate(() => (document.querySelector('.lanes canvas') as HTMLCanvasElement).toDataURL());
    await painted(opened);
    const compared = await pixels();
    await opened.page.click('header [aria-label="Compare with the run before"]');
    await painted(opened);
    expect(await pixels()).not.toBe(compared);
    expect(await opened.page.locator('.finding.note').count()).toBe(0);
  });

  it('that is to be compared as soon as it is there is shown with the difference in sight', async () => {
    await opened.send(...runOf(everyKind, 3), { type: 'compare', run: 3 });
    await painted(opened);
    expect(await opened.page.locator('.finding.note').isVisible()).toBe(true);
    await opened.send(...runOf(other, 4));
    await painted(opened);
    expect(await opened.page.locator('.banner.open').count()).toBe(0);
  });

  it('that does the same at another line is told apart by the lines', async () => {
    const at = (site: number) => everyKind.map((event, i) => (i === 60 ? { ...event, site } : event));
    await opened.send(...runOf(at(2), 5), ...runOf(at(1), 6), { type: 'compare', run: 6 });
    await painted(opened);
    const lines = /\(line (\d+)\).*\(line (\d+)\)/.exec(
      (await opened.page.textContent('.finding.note')) ?? '',
    );
    expect(lines?.slice(1)).toEqual(header.sites.slice(1, 3).map(({ line }) => String(line)));
  });
});
