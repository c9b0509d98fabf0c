/** The timeline's page as the side panel has it: what it says of the file, and that the picture stays when the file breaks. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Followed } from '../../src/protocol/followed.js';
import type { HostToPage } from '../../src/protocol/page.js';
import { deadlockMessages } from './deadlock.js';
import { painted, seriousFindings } from './opened.js';
import { type OpenedPage, openPage, type ThemeName, themeNames } from './openPage.js';

const program: Followed = {
  type: 'followed',
  file: 1,
  language: 'en',
  name: 'bank.ts',
  kind: 'program',
  barrier: null,
  runs: 'typing',
  isOn: true,
  offers: ['visualize', 'explore', 'snippet'],
};
const problem = { message: 'Unexpected token', file: 'bank.ts', line: 7, column: 3 };
const broken: HostToPage = { type: 'broken', problem };

let opened: OpenedPage | undefined;
afterEach(() => opened?.close());
async function open(
  messages: readonly HostToPage[],
  theme: ThemeName = 'dark',
  width = 300,
): Promise<OpenedPage> {
  opened = await openPage({ theme, width, height: 700, messages, form: 'following' });
  await painted(opened);
  return opened;
}
/** The same run once more, as after an edit. */
const again = (run: number): HostToPage[] =>
  deadlockMessages.map((message) => ('run' in message ? { ...message, run } : message) as HostToPage);

describe('the side panel at 300 pixels', () => {
  it('shows the lanes and the state of a run that goes on by itself', async () => {
    const { page } = await open([program, ...deadlockMessages]);
    expect(await page.isVisible('.lanes canvas')).toBe(true);
    expect(await page.textContent('.outcome')).toContain('deadlock');
    expect(await page.textContent('.bar .file')).toBe('bank.ts');
    expect(await page.getAttribute('#live', 'aria-checked')).toBe('true');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(300);
  });

  it('greys the last picture of a file that cannot be run, and says why', async () => {
    const { page, send } = await open([program, ...deadlockMessages, broken]);
    expect(await page.textContent('.problem')).toContain('bank.ts:7: Unexpected token');
    expect(await page.isVisible('.out-of-date .lanes canvas')).toBe(true);
    await send(...again(2));
    await page.waitForSelector('.problem', { state: 'detached' });
    expect(await page.isVisible('.out-of-date')).toBe(false);
  });

  it('says what an edit changed', async () => {
    const { page, send } = await open([program, ...deadlockMessages]);
    expect(await page.isVisible('.changes')).toBe(false);
    await send(...again(2));
    await page.waitForSelector('.changes');
    expect(await page.textContent('.changes')).toBe('The run is the same as before.');
    const completed = { outcome: 'completed', findings: [], clockNs: 3e9 };
    await send(
      ...again(3).map((message) =>
        message.type === 'ended'
          ? ({ ...message, end: { ...message.end, ...completed } } as HostToPage)
          : message,
      ),
    );
    await page.waitForFunction(() => document.querySelector('.changes')?.textContent?.includes('→'));
    expect(await page.textContent('.changes')).toBe('deadlock → completed · 2 s → 3 s · findings: 1 → 0');
  });

  it('goes to the events of the line that the caret is on', async () => {
    const { page, send } = await open([program, ...deadlockMessages]);
    expect(await page.textContent('.state h2')).toContain('2 s');
    await send({ type: 'point', run: 1, sites: [12] });
    await page.waitForFunction(() => document.querySelector('.state h2')?.textContent?.includes('1 s'));
  });

  it('tells the host which line is under the pointer, and that it has left', async () => {
    const { page, sent } = await open([program, ...deadlockMessages]);
    const box = await page.locator('.lanes canvas').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 40);
    await page.mouse.move(150, 5);
    const hovers = (await sent()).filter(({ type }) => type === 'hover');
    expect(hovers.map((message) => 'site' in message && message.site > 0)).toEqual([true, false]);
  });

  it('does by ids what its buttons say', async () => {
    const { page, sent } = await open([program, ...deadlockMessages]);
    await page.click('#live');
    await page.click('#full');
    expect(await sent()).toContainEqual({ type: 'switch', on: false });
    expect(await sent()).toContainEqual({ type: 'full' });
  });
});

describe('a file that is not run', () => {
  const off: Followed = { ...program, isOn: false };
  it('says what happens next once a file is run with every save', async () => {
    const { page } = await open([{ ...program, name: 'bank.py', kind: 'python', runs: 'saving' }]);
    expect(await page.textContent('.empty p')).toContain('It is run whenever you save it');
  });

  it('can be switched on', async () => {
    const { page, sent } = await open([off]);
    expect(await page.isVisible('.lanes canvas')).toBe(false);
    await page.click('.empty vscode-button >> nth=0');
    expect(await sent()).toContainEqual({ type: 'switch', on: true });
  });

  it.each<[string, Partial<Followed>, RegExp]>([
    ['a Python file', { kind: 'python', runs: null, offers: ['snippet', 'check'] }, /checked for deadlocks/],
    ['JavaScript without threadlanes', { kind: 'javascript', runs: null }, /import Thread, Lock, Queue/],
    ['one of an untrusted workspace', { barrier: 'untrusted', runs: null }, /not trusted/],
    ['one that lies elsewhere', { barrier: 'virtual', runs: null }, /not lie on this machine/],
    ['no file', { kind: 'none', runs: null, name: '' }, /Open a file that imports threadlanes/],
  ])('says what can be done: %s', async (_name, change, words) => {
    const { page, errors } = await open([{ ...off, ...change }]);
    expect(await page.textContent('.empty')).toMatch(words);
    expect(errors).toEqual([]);
  });

  it('takes the picture of the file before with it', async () => {
    const { page, send } = await open([program, ...deadlockMessages]);
    await send({ ...off, file: 2, name: 'other.py', kind: 'python', runs: null });
    await page.waitForSelector('.empty');
    expect(await page.isVisible('.lanes canvas')).toBe(false);
  });
});

it.each(themeNames)('has nothing that axe calls serious (%s)', async (theme) => {
  const page = await open([program, ...deadlockMessages, ...again(2), broken], theme);
  // The greyed picture is out of date on purpose: what is said of it is above it.
  expect((await seriousFindings(page)).filter((each) => !each.startsWith('color-contrast'))).toEqual([]);
  await page.send(...again(3));
  await page.page.waitForSelector('.problem', { state: 'detached' });
  expect(await seriousFindings(page)).toEqual([]);
});
