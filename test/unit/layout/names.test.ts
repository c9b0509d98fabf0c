// What stands beside lanes and in boxes, and the marks of findings in the lanes.
import { describe, expect, it } from 'vitest';
import { layFindings } from '../../../src/layout/findingMarks.js';
import { formsOf } from '../../../src/layout/fitted.js';
import { laneName, laneTitle } from '../../../src/layout/laneName.js';
import { noSettings } from '../../../src/layout/laneSettings.js';
import { layLanes } from '../../../src/layout/lanes.js';
import type { Finding } from '../../../src/trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../../../src/trace/ids.js';
import { EventKind, ObjectKind, ThreadKind } from '../../../src/trace/vocabulary.js';
import { created, thread } from '../trace/kinds.js';
import { timelineOf } from '../trace/writer.js';
import { frameOf } from './laid.js';

const cell = 10;
const timeline = timelineOf([
  ...thread(1, 'main'),
  ...thread(2, 'green', ThreadKind.Greenlet),
  ...thread(3, 'cook', ThreadKind.Generator),
  created(cell, ObjectKind.Shared),
  created(11, ObjectKind.Lock),
  { kind: EventKind.Write, thread: 1, object: cell },
  { kind: EventKind.Read, thread: 2, object: cell },
]);
const lanes = layLanes(timeline, [], noSettings);
const laneOf = (key: string) => {
  const lane = lanes.find((each) => each.key === key);
  if (!lane) throw new Error(`no lane ${key}`);
  return lane;
};

describe('a name', () => {
  it('becomes shorter in steps that still tell who it is', () => {
    expect(formsOf('Thread-12 (cook)')).toEqual(['Thread-12 (cook)', 'Thread-12', 'T-12']);
    expect(formsOf('cook')).toEqual(['cook']);
    expect(formsOf('(odd')).toEqual(['(odd']);
  });
  it('is said with its kind, and drawn with the sign of it', () => {
    expect(laneTitle(laneOf('t2'), timeline, 'en')).toBe('greenlet green');
    expect(laneTitle(laneOf('t2'), timeline, 'zh-cn')).toBe('协程 green');
    expect(laneTitle(laneOf('t3'), timeline, 'en')).toBe('generator cook');
    expect(laneName(laneOf('o11'), timeline, 'en')).toBe('▣ lock-11');
    expect(laneTitle(laneOf('o11'), timeline, 'en')).toBe('lock lock-11');
  });
});

describe('the steps of a finding', () => {
  const write = timeline.log.length - 2;
  const race: Finding = {
    kind: 'race',
    seq: (write + 1) as Seq,
    object: cell as ObjectId,
    first: { thread: 1 as ThreadId, seq: write as Seq, site: 0 as SiteId, write: true },
    second: { thread: 2 as ThreadId, seq: (write + 1) as Seq, site: 0 as SiteId, write: false },
  };
  it('are marked where they happened, each in the lane of its thread', () => {
    const [marks] = layFindings([race], lanes, frameOf(timeline));
    expect(marks?.map(({ event, sign, y }) => [event, sign, y])).toEqual([
      [write, 'w', laneOf('t1').y + 13],
      [write + 1, 'r', laneOf('t2').y + 13],
    ]);
  });
  it('are both of a lost wake-up: the notification that nobody heard, and the wait that never ends', () => {
    const lost: Finding = {
      kind: 'lost-wakeup',
      seq: (write + 1) as Seq,
      object: cell as ObjectId,
      notifier: 1 as ThreadId,
      notifySeq: write as Seq,
      notifySite: 0 as SiteId,
      waiter: 2 as ThreadId,
      waitSite: 0 as SiteId,
    };
    const [marks] = layFindings([lost], lanes, frameOf(timeline));
    expect(marks?.map(({ event, y }) => [event, y])).toEqual([
      [write, laneOf('t1').y + 13],
      [write + 1, laneOf('t2').y + 13],
    ]);
  });
  it('are left out where they are not in view', () => {
    expect(layFindings([race], lanes, frameOf(timeline, { from: 0, to: 0.1 }))).toEqual([]);
  });
});
