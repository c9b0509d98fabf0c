// A run that is sent to the page: what a person sees, does with the keyboard, and hears.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostToPage } from '../../src/protocol/page.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../../src/trace/ids.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../../src/trace/vocabulary.js';
import { type EventFields, header, record } from '../unit/trace/writer.js';
import { type OpenedPage, openPage } from './openPage.js';

const noTimeout = { a: -1_074_790_400, b: 0 };
const begun = (id: number, name: string): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: name },
  { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
const asks = (thread: number, object: number): EventFields => ({
  kind: EventKind.Block,
  thread,
  object,
  info: Operation.Acquire,
  site: 20 + thread,
  time: 2e9,
  ...noTimeout,
});
const takes = (thread: number, object: number): EventFields => ({
  kind: EventKind.Acquire,
  thread,
  object,
  site: 10 + thread,
  time: 1e9,
});
const events: EventFields[] = [
  ...begun(1, 'MainThread'),
  ...begun(2, 'alice'),
  ...begun(3, 'bob'),
  { kind: EventKind.Create, thread: 1, object: 10, a: ObjectKind.Lock },
  { kind: EventKind.Create, thread: 1, object: 11, a: ObjectKind.Lock },
  takes(2, 10),
  takes(3, 11),
  asks(2, 11),
  asks(3, 10),
];
const edge = (thread: number, holds: number, waitsFor: number) => ({
  thread: thread as ThreadId,
  holds: holds as ObjectId,
  holdsSite: (10 + thread) as SiteId,
  waitsFor: waitsFor as ObjectId,
  waitsSite: (20 + thread) as SiteId,
});
const end = {
  outcome: 'deadlock' as const,
  findings: [
    { kind: 'deadlock' as const, seq: (events.length - 1) as Seq, cycle: [edge(2, 10, 11), edge(3, 11, 10)] },
  ],
  clockNs: 2e9,
  wallMs: 1,
  heldBackMs: 0,
  result: '',
  problems: [],
};
const bytes = new Uint8Array(Int32Array.from(events.flatMap(record)).buffer);
const messages: HostToPage[] = [
  { type: 'started', run: 1, language: 'en', title: 'Two locks', header, variants: [] },
  { type: 'records', run: 1, bytes },
  { type: 'ended', run: 1, end },
];

describe.each(['dark', 'hc-dark'] as const)('a deadlock in the theme %s', (theme) => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage({ theme, messages });
    await opened.page.waitForSelector('.outcome.bad');
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
