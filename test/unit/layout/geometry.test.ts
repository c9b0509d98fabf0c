import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layArrows } from '../../../src/layout/arrows.js';
import { boxAt } from '../../../src/layout/boxAt.js';
import { noSettings } from '../../../src/layout/laneSettings.js';
import { layLanes } from '../../../src/layout/lanes.js';
import { EventKind, ObjectKind, Operation, QueueOrder } from '../../../src/trace/vocabulary.js';
import { blocked, created, thread } from '../trace/kinds.js';
import { type EventFields, timelineOf } from '../trace/writer.js';
import { frameOf, laid } from './laid.js';

const lock = 10;
/** Eleven events: in steps over 1100 pixels each takes 100. */
const handOver: EventFields[] = [
  ...thread(1, 'main'),
  ...thread(2, 'worker'),
  created(lock, ObjectKind.Lock),
  { kind: EventKind.Acquire, thread: 1, object: lock },
  blocked(2, lock, Operation.Acquire),
  { kind: EventKind.Release, thread: 1, object: lock },
  { kind: EventKind.Acquire, thread: 2, object: lock },
].map((event, index) => ({ ...event, time: index * 100 }));

describe('the lane of a thread', () => {
  it('has a box from change to change, thick while it holds a lock, and with the name of what it waits for', () => {
    const { boxes } = laid(timelineOf(handOver), 't2', { widthPx: 1100 });
    expect(boxes.map(({ style, x, width, label }) => [style, x, width, label])).toEqual([
      ['started', 400, 100, ''],
      ['running', 500, 300, ''],
      ['blocked', 800, 200, 'lock-10'],
      ['critical', 1000, 100, ''],
    ]);
  });

  it('is cut off two pixels beside the part that is seen', () => {
    const { boxes } = laid(timelineOf(handOver), 't2', { from: 0.55, to: 0.65 });
    expect(boxes.map(({ style, x, width }) => [style, x, width])).toEqual([['running', -2, 1004]]);
  });

  it('goes by time where the axis is time', () => {
    const { boxes } = laid(timelineOf(handOver), 't2', { mode: 'time' });
    expect(boxes.map(({ x }) => x)).toEqual([400, 500, 800, 1000]);
  });

  it('shows many changes of a pixel as what share of them is work and what is waiting', () => {
    const events: EventFields[] = [...thread(1, 'main'), created(lock, ObjectKind.Lock)];
    for (let round = 0; round < 4000; round++)
      events.push(
        blocked(1, lock, Operation.Acquire),
        { kind: EventKind.Acquire, thread: 1, object: lock },
        {
          kind: EventKind.Release,
          thread: 1,
          object: lock,
        },
      );
    const { boxes, crowds } = laid(timelineOf(events), 't1', { widthPx: 500 });
    expect(boxes.length).toBeLessThan(10);
    expect(crowds.length).toBeGreaterThan(240);
    for (const { busy, heldUp } of crowds.slice(2)) expect(busy + heldUp).toBe(1);
    const mean = crowds.reduce((sum, { heldUp }) => sum + heldUp, 0) / crowds.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.5);
  });

  it('costs as many boxes as pixels, however many events there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 40, max: 400 }), (rounds, widthPx) => {
        const events: EventFields[] = [...thread(1, 'main')];
        for (let round = 0; round < rounds; round++)
          events.push({ kind: EventKind.Sleep, thread: 1, a: 0, b: 0 }, { kind: EventKind.Wake, thread: 1 });
        const { boxes, crowds } = laid(timelineOf(events), 't1', { widthPx });
        expect(boxes.length + crowds.length).toBeLessThanOrEqual(widthPx + 2);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the lane of a lock', () => {
  it('shows its owner, and the depth of an RLock', () => {
    const events = [
      ...thread(1, 'main'),
      created(lock, ObjectKind.RLock),
      { kind: EventKind.Acquire, thread: 1, object: lock, a: 1 },
      { kind: EventKind.Acquire, thread: 1, object: lock, a: 2 },
      { kind: EventKind.Release, thread: 1, object: lock, a: 1 },
      { kind: EventKind.Release, thread: 1, object: lock, a: 0 },
    ];
    const { boxes } = laid(timelineOf(events), `o${lock}`, { widthPx: 800 });
    expect(boxes.map(({ style, x, label }) => [style, x, label])).toEqual([
      ['owned', 400, 'main'],
      ['owned', 500, 'main ×2'],
      ['owned', 600, 'main'],
    ]);
  });

  it('stacks who waits, first come first, and one who waits on in the same row is one box', () => {
    const events = [
      ...thread(1, 'a'),
      ...thread(2, 'b'),
      ...thread(3, 'c'),
      created(lock, ObjectKind.Lock),
      { kind: EventKind.Acquire, thread: 1, object: lock },
      blocked(2, lock, Operation.Acquire),
      blocked(3, lock, Operation.Acquire),
      { kind: EventKind.Release, thread: 1, object: lock },
      { kind: EventKind.Acquire, thread: 2, object: lock },
      { kind: EventKind.Print, thread: 2, text: '' },
    ];
    const { boxes } = laid(timelineOf(events), `o${lock}`, { widthPx: 1600 });
    const waiters = boxes.filter(({ style }) => style === 'waiter');
    expect(waiters.map(({ label, x, y, width }) => [label, x, y, width])).toEqual([
      ['b', 1100, 22, 300],
      ['c', 1200, 37, 200],
      ['c', 1400, 22, 200],
    ]);
  });
});

/** Puts and gets at random, as a queue of that order would answer them. */
function queueTrace(order: number, steps: readonly number[]): EventFields[] {
  const events: EventFields[] = [...thread(1, 'main'), created(lock, ObjectKind.Queue, 0, order)];
  const inside: { id: number; priority: number }[] = [];
  let id = 0;
  for (const step of steps) {
    if (step % 3 !== 0 || inside.length === 0) {
      id++;
      const item = { id, priority: step };
      const behind = inside.findIndex(({ priority }) => priority > step);
      const last = behind < 0 ? inside.length : behind;
      const place = order === QueueOrder.Fifo ? inside.length : order === QueueOrder.Lifo ? 0 : last;
      inside.splice(place, 0, item);
      events.push({ kind: EventKind.Put, thread: 1, object: lock, a: id, b: place, text: `i${id}` });
    } else events.push({ kind: EventKind.Get, thread: 1, object: lock, a: inside.shift()?.id ?? 0 });
  }
  return events;
}

describe('the lane of a queue', () => {
  it.each([
    ['first in, first out', QueueOrder.Fifo],
    ['last in, first out', QueueOrder.Lifo],
    ['by priority', QueueOrder.Priority],
  ])('names what is in it in the order of removal (%s), from any moment on', (_name, order) => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (steps, from) => {
          const timeline = timelineOf(queueTrace(order, steps));
          const { boxes } = laid(timeline, `o${lock}`, { from, to: from + 0.1, widthPx: 2000 });
          for (const x of new Set(boxes.map((box) => box.x))) {
            const now = boxes.filter((box) => box.x <= x + 3 && box.x + box.width > x + 3);
            if (now.length === 0) continue;
            const names = now.sort((a, b) => b.y - a.y).map(({ event }) => timeline.log.text(event));
            const axis = frameOf(timeline, { from, to: from + 0.1, widthPx: 2000 }).axis;
            const count = axis.eventAt(from + ((x + 3) / 2000) * 0.1);
            const items = timeline.stateAfter(count).objects[lock]?.items.toArray() ?? [];
            if (items.length <= 18) expect(names).toEqual(items.map(({ text }) => text));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('arrows', () => {
  it('go from the release to the acquisition that had to wait for it', () => {
    const timeline = timelineOf(handOver);
    const lanes = layLanes(timeline, [], noSettings);
    const arrows = layArrows(lanes, frameOf(timeline, { widthPx: 1100 }), 0);
    const hand = arrows.find(({ to }) => to === 10);
    expect(hand?.from).toBe(9);
    expect(hand?.x1).toBeCloseTo(900);
    expect(hand?.x2).toBeCloseTo(1000);
    expect([hand?.y1, hand?.y2]).toEqual([13, 43]);
  });
});

describe('a point of the picture', () => {
  it('finds the box that it is on, with its event', () => {
    const timeline = timelineOf(handOver);
    const lanes = layLanes(timeline, [], noSettings);
    const frame = frameOf(timeline, { widthPx: 1100 });
    expect(boxAt(lanes, frame, 850, 40)).toMatchObject({ style: 'blocked', event: 8, thread: 2 });
    expect(boxAt(lanes, frame, 750, 65)).toMatchObject({ style: 'owned', event: 7, thread: 1 });
    expect(boxAt(lanes, frame, 100, 65)).toBeUndefined();
    expect(boxAt(lanes, frame, 100, 5000)).toBeUndefined();
  });
});
