import { describe, expect, it } from 'vitest';
import { dropPlace, orderWithDrop, orderWithStep } from '../../../src/layout/laneMoves.js';
import { moved, noSettings, toggled } from '../../../src/layout/laneSettings.js';
import { firstLaneBelow, layLanes } from '../../../src/layout/lanes.js';
import type { Finding } from '../../../src/trace/finding.js';
import type { ObjectId, Seq, ThreadId } from '../../../src/trace/ids.js';
import { ObjectKind, ThreadKind } from '../../../src/trace/vocabulary.js';
import { created, everyKind, ids, thread } from '../trace/kinds.js';
import { timelineOf } from '../trace/writer.js';

const plain = timelineOf([
  ...thread(1, 'main'),
  ...thread(2, 'twin'),
  ...thread(3, 'twin'),
  created(10, ObjectKind.Lock),
  created(11, ObjectKind.Queue),
]);
const names = (settings = noSettings, findings: readonly Finding[] = []): string[] =>
  layLanes(plain, findings, settings).map(({ label }) => label);

describe('the lanes', () => {
  it('are threads, then objects; threads of one name are told apart', () => {
    expect(names()).toEqual(['main', 'twin (2)', 'twin (3)', 'lock-10', 'queue-11']);
  });

  it('begin with what findings speak of', () => {
    const stall: Finding = {
      kind: 'stall',
      seq: 3 as Seq,
      waits: [{ thread: 3 as ThreadId, object: 11 as ObjectId, site: 0 as never }],
    };
    expect(names(noSettings, [stall])).toEqual(['twin (3)', 'main', 'twin (2)', 'queue-11', 'lock-10']);
  });

  it('do as a person said: hidden, pinned, moved, left out by the legend', () => {
    expect(names({ ...noSettings, hidden: ['t2'], pinned: ['o10'] })).toEqual([
      'lock-10',
      'main',
      'twin (3)',
      'queue-11',
    ]);
    const order = moved(['t1', 't2', 't3', 'o10', 'o11'], 'o11', -1);
    expect(names({ ...noSettings, order })).toEqual(['main', 'twin (2)', 'twin (3)', 'queue-11', 'lock-10']);
    expect(names({ ...noSettings, filtered: ['threads', 'queues'] })).toEqual(['lock-10']);
  });

  it('lie one below the other, and a height finds its lane', () => {
    const lanes = layLanes(plain, [], { ...noSettings, collapsed: ['t1'] });
    expect(lanes.map(({ y, height }) => [y, height])).toEqual([
      [0, 10],
      [14, 26],
      [44, 26],
      [74, 16],
      [94, 16],
    ]);
    expect(lanes.map(({ y, height }) => firstLaneBelow(lanes, y + height / 2))).toEqual([0, 1, 2, 3, 4]);
  });

  it('are grouped by process where there is more than one', () => {
    const timeline = timelineOf([
      ...thread(1, 'main'),
      ...thread(2, 'child', ThreadKind.Process),
      ...thread(3, 'inner', ThreadKind.Thread, 2),
      created(10, ObjectKind.Lock),
    ]);
    const keys = layLanes(timeline, [], noSettings).map(({ key }) => key);
    expect(keys).toEqual(['p0', 't1', 'o10', 'p2', 't2', 't3']);
  });

  it('exist for every kind of object but threads, and arrays are one lane', () => {
    const keys = layLanes(timelineOf([...everyKind]), [], noSettings).map(({ key }) => key);
    for (const id of Object.values(ids)) expect(keys).toContain(`o${id}`);
    expect(keys).not.toContain('o1');
    expect(keys).not.toContain(`o${ids.array + 3}`);
  });

  it('leave out the quiet ones of many objects', () => {
    const many = Array.from({ length: 100 }, (_, index) => created(100 + index, ObjectKind.Lock));
    expect(layLanes(timelineOf([...thread(1, 'main'), ...many]), [], noSettings)).toHaveLength(1);
  });
});

describe('settings', () => {
  it('toggle and move without changing what was there', () => {
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  });
});

describe('moving by hand', () => {
  const two = timelineOf([
    ...thread(1, 'main'),
    ...thread(2, 'child', ThreadKind.Process),
    ...thread(3, 'inner', ThreadKind.Thread, 2),
    ...thread(4, 'alone', ThreadKind.Process),
    created(10, ObjectKind.Lock),
  ]);
  const lanesWith = (order: readonly string[]) => layLanes(two, [], { ...noSettings, order });
  const keys = (order: readonly string[]): string[] => lanesWith(order).map(({ key }) => key);

  it('keeps a lane in its process, and takes all lanes of a process along', () => {
    expect(keys([])).toEqual(['p0', 't1', 'o10', 'p2', 't2', 't3', 't4']);
    expect(keys(orderWithStep(lanesWith([]), [], 't1', 1))).toEqual([
      'p0',
      'o10',
      't1',
      'p2',
      't2',
      't3',
      't4',
    ]);
    expect(keys(orderWithStep(lanesWith([]), [], 'p0', 1))).toEqual([
      'p2',
      't2',
      't3',
      'p0',
      't1',
      'o10',
      't4',
    ]);
    expect(keys(orderWithStep(lanesWith([]), [], 't1', -1))).toEqual(keys([]));
  });

  it('puts a lane where it is let go of, and the place is shown there', () => {
    const lanes = lanesWith([]);
    const [head] = lanes;
    expect(dropPlace(lanes, 't4', 0)).toEqual({ before: 'p0', y: (head?.y ?? 0) - 2 });
    expect(keys(orderWithDrop(lanes, [], 't4', 0))).toEqual(['t4', 'p0', 't1', 'o10', 'p2', 't2', 't3']);
    expect(keys(orderWithDrop(lanes, [], 'p0', 1e6))).toEqual(['p2', 't2', 't3', 't4', 'p0', 't1', 'o10']);
  });

  it('keeps what was moved before in other processes', () => {
    const first = orderWithStep(lanesWith([]), [], 't1', 1);
    const second = orderWithStep(lanesWith(first), first, 't2', 1);
    expect(keys(second)).toEqual(['p0', 'o10', 't1', 'p2', 't3', 't2', 't4']);
  });
});

describe('those that share a thread', () => {
  it('stand below it, and the kernel below all', () => {
    const timeline = timelineOf([
      ...thread(1, 'main'),
      ...thread(2, 'kernel', ThreadKind.Kernel),
      ...thread(3, 'worker'),
      ...thread(4, 'green', ThreadKind.Greenlet),
    ]);
    expect(layLanes(timeline, [], noSettings).map(({ key }) => key)).toEqual(['t1', 't4', 't3', 't2']);
  });
});
