// A run that is sent to the page: what a person sees, does with the keyboard, and hears.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostToPage } from '../../src/protocol/page.js';
import { EventKind, LoopState, ObjectKind } from '../../src/trace/vocabulary.js';
import { created, thread } from '../unit/trace/kinds.js';
import { deadlockMessages, hangingMessages } from './deadlock.js';
import { painted, runOf } from './opened.js';
import { type OpenedPage, openPage } from './openPage.js';

describe('an event loop that the program has closed', () => {
  it('is not among what can still have an owner', async () => {
    const loop = 10;
    const messages = runOf([
      ...thread(1, 'main'),
      created(loop, ObjectKind.Loop),
      { kind: EventKind.State, thread: 1, object: loop, info: LoopState.Closed },
    ]);
    const opened = await openPage({ theme: 'dark', messages });
    const { page } = opened;
    await page.waitForSelector('.step.current:has-text("main closes loop-10")');
    expect(await page.textContent('.state')).not.toContain('loop-10');
    await page.focus('canvas');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('.state :text("loop-10 nobody")');
    await opened.close();
  });
});

describe('a program that runs again', () => {
  /** A run of so many threads, whose lanes come in two parts. */
  const runOfThreads = (run: number, count: number, first: number): HostToPage[] => {
    const events = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => thread(from + i + 1, `t${from + i + 1}`)).flat();
    const [started, part, ended] = runOf(events(0, first), run);
    const [, rest] = runOf(events(first, count), run);
    return [started, part, rest, ended] as HostToPage[];
  };

  it.each([
    [60, 'at the same height', 700],
    [20, 'as far down as there are lanes', 221],
  ])('with %i lanes is shown %s, though these come one after the other', async (count, _, scrollTop) => {
    const opened = await openPage({ width: 1000, height: 500, messages: runOfThreads(1, 60, 30) });
    const scrolled = () => opened.page.evaluate(() => document.querySelector('.lanes')?.scrollTop);
    await painted(opened);
    await opened.page.evaluate(() => document.querySelector('.lanes')?.scrollTo(0, 700));
    const [started, part, ...rest] = runOfThreads(2, count, 5) as [HostToPage, HostToPage];
    await opened.send(started, part);
    await opened.page.waitForFunction(() => {
      const { scrollHeight = 0 } = document.querySelector('.lanes') ?? {};
      return scrollHeight > 0 && scrollHeight < 700;
    });
    await painted(opened);
    await opened.send(...rest);
    await painted(opened);
    expect(await scrolled()).toBe(scrollTop);
    await opened.close();
  });
});

describe.each(['dark', 'hc-dark'] as const)('a deadlock in the theme %s', (theme) => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage({ theme, messages: deadlockMessages });
    await opened.page.waitForSelector('.outcome.bad');
    await opened.page.waitForSelector('.step.current');
  });
  afterAll(() => opened.close());

  it('is told first, as a story with its lines', async () => {
    const story = await opened.page.textContent('.finding');
    expect(story).toContain('alice holds lock-10 (test.ts:12) and waits for lock-11 (test.ts:22)');
  });

  it('shows who owns each lock and who waits, at the cursor', async () => {
    const state = await opened.page.textContent('.state');
    expect(state).toContain('lock-10 owned by alice · waiting: bob');
  });

  it('steps back with the arrow key, and says the step', async () => {
    await opened.page.focus('canvas');
    await opened.page.keyboard.press('ArrowLeft');
    await opened.page.waitForFunction(() =>
      document.querySelector('.step.current')?.textContent?.includes('alice asks'),
    );
    expect(await opened.page.textContent('.announcer')).toContain(
      'alice asks for lock-11, held by bob since 1 s',
    );
    expect(await opened.page.textContent('.state')).not.toContain('waiting: bob');
  });

  it('goes to the line of a step that is clicked, by the id of its site', async () => {
    await opened.page.click('.step.current');
    expect(await opened.sent()).toContainEqual({ type: 'reveal', run: 1, site: 22 });
  });

  it('says where the lanes are when all are hidden', async () => {
    for (const name of ['threads', 'locks']) await opened.page.click(`.filter:text-is("${name}")`);
    await opened.page.waitForSelector('.message:has-text("All lanes are hidden")');
    for (const name of ['threads', 'locks']) await opened.page.click(`.filter:text-is("${name}")`);
    await opened.page.waitForSelector('.message', { state: 'hidden' });
  });

  it('has no serious finding of axe-core', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await opened.page.evaluate(axe);
    const violations = await opened.page.evaluate(async () => {
      const run = (
        globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } }
      ).axe;
      return (await run.run()).violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('threw nothing', () => {
    expect(opened.errors).toEqual([]);
  });
});

it('a program that hangs is called stuck, and can be stopped', async () => {
  const opened = await openPage({ messages: hangingMessages });
  expect(await opened.page.textContent('.outcome.bad')).toBe('⚠ stuck · 2 s');
  await opened.page.click('header [title=Stop]');
  expect(await opened.sent()).toContainEqual({ type: 'stop', run: 1 });
  await opened.close();
});
