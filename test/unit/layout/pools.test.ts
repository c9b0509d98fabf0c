// A pool and its tasks: one lane shows them all, and a pool that waits for itself is told as such.
import { describe, expect, it } from 'vitest';
import { noSettings } from '../../../src/layout/laneSettings.js';
import { layLanes } from '../../../src/layout/lanes.js';
import type { Finding } from '../../../src/trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../../../src/trace/ids.js';
import { exhaustedPools } from '../../../src/trace/pools.js';
import type { Timeline } from '../../../src/trace/timeline.js';
import {
  ConnectionUse,
  EventKind,
  FutureState,
  ObjectKind,
  Operation,
} from '../../../src/trace/vocabulary.js';
import { adviseOn } from '../../../src/trace/words/adviseOn.js';
import { describeEvent } from '../../../src/trace/words/describeEvent.js';
import { describeFinding } from '../../../src/trace/words/describeFinding.js';
import { blocked, created, thread } from '../trace/kinds.js';
import { type EventFields, timelineOf } from '../trace/writer.js';
import { laid } from './laid.js';

const pool = 10;
const task = (object: number, text: string): EventFields => ({
  ...created(object, ObjectKind.Future, pool),
  text,
});
const becomes = (worker: number, object: number, info: number): EventFields => ({
  kind: EventKind.State,
  thread: worker,
  object,
  info,
});
const begins = (worker: number, object: number) => becomes(worker, object, FutureState.Running);
const ends = (worker: number, object: number) => becomes(worker, object, FutureState.Finished);

const workers = [
  ...thread(1, 'main'),
  ...thread(2, 'w1'),
  ...thread(3, 'w2'),
  created(pool, ObjectKind.Executor, 2),
];
const tasks = [task(20, 'bake(1)'), task(21, 'bake(2)'), task(22, 'bake(3)')];

describe('the lane of a pool', () => {
  const timeline = timelineOf([
    ...workers,
    ...tasks,
    begins(2, 20),
    begins(3, 21),
    ends(2, 20),
    begins(2, 22),
    ends(3, 21),
    becomes(2, 22, FutureState.Failed),
  ]);

  it('shows its tasks, so that they need none of their own', () => {
    expect(layLanes(timeline, [], noSettings).map(({ key }) => key)).toEqual(['t1', 't2', 't3', `o${pool}`]);
  });

  it('has a row for each, in the order of their making, coloured as who carries it out', () => {
    const rows = laid(timeline, `o${pool}`).boxes.map(({ label, y, thread: who, style }) => [
      label,
      y,
      who,
      style,
    ]);
    expect(rows).toEqual([
      ['bake(1)', 22, 2, 'owned'],
      ['bake(2)', 37, 3, 'owned'],
      ['bake(3)', 52, 2, 'owned'],
      ['failed', 52, 0, 'state'],
    ]);
  });

  it('ends a task that its worker did not live to end', () => {
    const cut = timelineOf([
      ...workers,
      ...tasks,
      begins(2, 20),
      { kind: EventKind.ThreadEnd, thread: 2, object: 2 },
      { kind: EventKind.Print, thread: 1, text: 'later' },
      { kind: EventKind.Print, thread: 1, text: 'still later' },
    ]);
    const [box] = laid(cut, `o${pool}`).boxes;
    const [first, second] = laid(cut, 't2').boxes.slice(-2);
    expect(first?.style).toBe('running');
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo(second?.x ?? -1);
  });

  it('lets many tasks share rows', () => {
    const many = Array.from({ length: 300 }, (_, n) => task(100 + n, `bake(${n})`));
    const crowd = timelineOf([...workers, ...many, ...many.map(({ object }) => begins(2, object ?? 0))]);
    const places = laid(crowd, `o${pool}`).boxes.map(({ y }) => y);
    expect(new Set(places).size).toBe(30);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('a pool that waits for itself', () => {
  const stuck = [
    begins(2, 20),
    begins(3, 21),
    blocked(2, 22, Operation.Wait),
    blocked(3, 22, Operation.Wait),
  ];
  const exhausted = (timeline: Timeline) =>
    exhaustedPools(timeline.state).map(({ pool: { id }, workers: all }) => [id, all.map(({ name }) => name)]);

  it('is one of which every worker waits for its tasks', () => {
    expect(exhausted(timelineOf([...workers, ...tasks, ...stuck]))).toEqual([[pool, ['w1', 'w2']]]);
  });

  it.each([
    ['a worker is free', [begins(2, 20), blocked(2, 22, Operation.Wait)]],
    ['a worker goes on', [...stuck.slice(0, 3)]],
    ['what they wait for is done', [...stuck, ends(1, 22)]],
    ['a wait has an end', [...stuck.slice(0, 3), { ...blocked(3, 22, Operation.Wait), a: 0, b: 0 }]],
  ])('is none when %s', (_, events) => {
    expect(exhausted(timelineOf([...workers, ...tasks, ...events]))).toEqual([]);
  });

  it('is told with the stall, and what to do', () => {
    const timeline = timelineOf([...workers, ...tasks, ...stuck]);
    const waits = [{ thread: 2 as ThreadId, object: 22 as ObjectId, site: 0 as SiteId }];
    const stall: Finding = { kind: 'stall', seq: 0 as Seq, waits };
    expect(describeFinding(stall, timeline, 'en')).toContain(
      'All 2 workers of executor-10 wait for tasks of executor-10 itself',
    );
    expect(adviseOn(stall, timeline, 'en')).toEqual([expect.stringContaining('a pool of their own')]);
  });
});

describe('the steps of a task', () => {
  const events = [...workers, ...tasks, begins(2, 20), ends(2, 20)];
  const timeline = timelineOf(events);

  it('say who asks for it, who begins it and who is done with it', () => {
    const said = events.map((_, i) => describeEvent(i, timeline, 'en'));
    expect(said).toContain('main makes a future for bake(1)');
    expect(said.slice(-2)).toEqual(['w1 begins bake(1)', 'w1 is done with bake(1)']);
  });
});

describe("a manager's answers", () => {
  it('come through connections that need no lane', () => {
    const timeline = timelineOf([
      ...thread(1, 'main'),
      created(10, ObjectKind.Connection, 11, ConnectionUse.Answers),
      created(11, ObjectKind.Connection, 10, ConnectionUse.Program),
    ]);
    expect(layLanes(timeline, [], noSettings).map(({ key }) => key)).toEqual(['t1', 'o11']);
  });
});
