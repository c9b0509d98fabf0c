/** What only the end of a run shows: lock order, lost wake-ups, locks that are kept, check-then-act, knots. */
import { describe, expect, it } from 'vitest';
import { Detectors } from '../../../src/detect/detectors.js';
import { wordsOf } from '../../../src/trace/records.js';
import {
  EventKind,
  LoopKind,
  ObjectKind,
  Operation,
  releaseFailed,
  ThreadEnding,
  ThreadKind,
  WaitLimit,
} from '../../../src/trace/vocabulary.js';
import { type EventFields, timelineOf } from '../trace/writer.js';

const [forEverA, forEverB] = wordsOf(-1);
const a = 10;
const b = 11;
const gate = 12;
const cell = 13;
const condition = 14;
const semaphore = 15;
const started = (id: number): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: `t${id}` },
  { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
const event = (kind: number, thread: number, object: number, site = 0, more = {}): EventFields => ({
  kind,
  thread,
  object,
  site,
  ...more,
});
const make = (object: number, kind: number, detail = 0): EventFields =>
  event(EventKind.Create, 1, object, 0, { a: kind, b: detail });
const madeAt = (site: number, object: number): EventFields =>
  event(EventKind.Create, 1, object, site, { a: ObjectKind.Lock, b: 0 });
const acquire = (thread: number, object: number, site = 0, info = 0) =>
  event(EventKind.Acquire, thread, object, site, { info });
const release = (thread: number, object: number) => event(EventKind.Release, thread, object);
const block = (thread: number, object: number, site: number, info: number = Operation.Acquire) =>
  event(EventKind.Block, thread, object, site, { info, a: forEverA, b: forEverB });
const load = (thread: number, site: number) => event(EventKind.AtomicRead, thread, cell, site, { info: 1 });
const store = (thread: number, site: number) => event(EventKind.AtomicWrite, thread, cell, site, { info: 1 });
const add = (thread: number, site: number) => event(EventKind.AtomicUpdate, thread, cell, site, { info: 1 });
const end = (thread: number) => event(EventKind.ThreadEnd, thread, thread);

const setup = [
  ...started(1),
  ...started(2),
  ...started(3),
  make(a, ObjectKind.Lock),
  make(b, ObjectKind.Lock),
  make(gate, ObjectKind.Lock),
  make(cell, ObjectKind.Shared),
  make(condition, ObjectKind.Condition, a),
  make(semaphore, ObjectKind.Semaphore, 2),
];

function detectorsOf(events: readonly EventFields[]): Detectors {
  const detectors = new Detectors(timelineOf([...setup, ...events]));
  detectors.advance();
  return detectors;
}
const atEnd = (events: readonly EventFields[]) => detectorsOf(events).atEnd();
const both = (thread: number, first: number, second: number, site: number, info = 0): EventFields[] => [
  acquire(thread, first, site),
  acquire(thread, second, site + 1, info),
  release(thread, second),
  release(thread, first),
];

describe('a potential deadlock', () => {
  it('is two locks that two threads take in opposite orders, with both lines of each', () => {
    expect(atEnd([...both(2, a, b, 20), ...both(3, b, a, 30)])).toMatchObject([
      {
        kind: 'potential-deadlock',
        cycle: [
          { thread: 2, holds: a, holdsSite: 20, waitsFor: b, waitsSite: 21 },
          { thread: 3, holds: b, holdsSite: 30, waitsFor: a, waitsSite: 31 },
        ],
      },
    ]);
  });
  it('is also a circle of three', () => {
    const three = [...both(1, a, b, 20), ...both(2, b, gate, 30), ...both(3, gate, a, 40)];
    expect(atEnd(three)).toMatchObject([{ kind: 'potential-deadlock', cycle: [{}, {}, {}] }]);
  });
  it.each<[string, EventFields[]]>([
    ['in one order', [...both(2, a, b, 20), ...both(3, a, b, 30)]],
    ['within one thread', [...both(2, a, b, 20), ...both(2, b, a, 30)]],
    [
      'under a gate that both hold',
      [
        acquire(2, gate),
        ...both(2, a, b, 20),
        release(2, gate),
        acquire(3, gate),
        ...both(3, b, a, 30),
        release(3, gate),
      ],
    ],
    [
      'where a join puts one before the other',
      [...both(2, a, b, 20), end(2), event(EventKind.Join, 3, 2), ...both(3, b, a, 30)],
    ],
    [
      'where one would have given up waiting',
      [...both(2, a, b, 20), ...both(3, b, a, 30, WaitLimit.Limited)],
    ],
  ])('is none %s', (_, events) => {
    expect(atEnd(events)).toEqual([]);
  });
  it('is none with a lock that another thread than its holder releases', () => {
    const readers = [acquire(2, a, 20), acquire(2, b, 21), release(2, b), release(3, a)];
    expect(atEnd([...readers, ...both(3, b, a, 30)])).toEqual([]);
  });
  it('is none with a lock of which another trace of the program has shown that others release it', () => {
    const made = (events: EventFields[]) =>
      timelineOf([...setup.filter(({ object }) => object !== a), madeAt(5, a), ...events]);
    const makers = new Set<number>();
    const readers = [acquire(2, a, 20), release(3, a)];
    const opposite = made([...both(2, a, b, 20), ...both(3, b, a, 30)]);
    for (const trace of [made(readers), opposite]) new Detectors(trace, makers).advance();
    expect([...makers]).toEqual([5]);
    const detectors = new Detectors(opposite, makers);
    detectors.advance();
    expect(detectors.atEnd()).toEqual([]);
  });
  it('is not told beside a deadlock that came about', () => {
    const locked = [acquire(2, a), acquire(3, b), block(2, b, 20), block(3, a, 30)];
    expect(atEnd(locked).map(({ kind }) => kind)).not.toContain('potential-deadlock');
  });
});

describe('a lost wake-up', () => {
  const notify = (waiting: number) => event(EventKind.Notify, 2, condition, 20, { a: waiting, b: waiting });
  const wait = block(3, condition, 30, Operation.Wait);
  it('is a notification that nobody heard, and a wait after it that never ends', () => {
    const found = atEnd([notify(0), end(1), end(2), wait]);
    expect(found).toMatchObject([
      { kind: 'lost-wakeup', object: condition, notifier: 2, notifySite: 20, waiter: 3, waitSite: 30 },
    ]);
    // Two threads end between the one and the other.
    expect(found.map((each) => each.kind === 'lost-wakeup' && each.seq - each.notifySeq)).toEqual([3]);
  });
  it('is none as long as somebody is left who may notify again', () => {
    expect(atEnd([notify(0), end(1), wait])).toEqual([]);
  });
  it('is none of a daemon when the program has ended', () => {
    const daemon = event(EventKind.ThreadChange, 1, 3, 0, { a: 3, b: ThreadKind.Thread | 256, text: 't3' });
    expect(atEnd([daemon, notify(0), end(1), end(2), wait])).toEqual([]);
  });
  it('is none if the wait came first, or nobody notified', () => {
    expect(atEnd([end(1), end(2), wait])).toEqual([]);
    expect(atEnd([wait, notify(0), end(1), end(2)])).toEqual([]);
  });
});

describe('locks', () => {
  it('that a thread still holds when it ends are told, with the line that took them', () => {
    expect(atEnd([acquire(2, a, 20), end(2)])).toMatchObject([
      { kind: 'lock-held-at-end', thread: 2, object: a, site: 20 },
    ]);
  });
  it('of a thread that was ended by force are not told: it had no chance to give them back', () => {
    expect(atEnd([acquire(2, a, 20), { ...end(2), info: ThreadEnding.Terminated }])).toEqual([]);
  });
  it('that another thread gives back after that are fine', () => {
    expect(atEnd([acquire(2, a, 20), end(2), release(3, a)])).toEqual([]);
  });
  it('that are given back although they are not taken are told', () => {
    const events = [event(EventKind.TryFailed, 2, a, 20, { info: releaseFailed })];
    expect(atEnd(events)).toMatchObject([{ kind: 'over-release', thread: 2, object: a, site: 20 }]);
  });
});

describe('a semaphore', () => {
  const give = (left: number) => event(EventKind.Release, 2, semaphore, 20, { a: left, b: 1 });
  it('with more permits than it began with was released too often', () => {
    expect(atEnd([give(3)])).toMatchObject([{ kind: 'over-release', object: semaphore, site: 20 }]);
    expect(atEnd([give(2)])).toEqual([]);
  });
  it('all of whose holders wait for each other is a deadlock when nobody can go on', () => {
    const permits = (thread: number, left: number) =>
      event(EventKind.Acquire, thread, semaphore, 20 + thread, { a: left });
    const detectors = detectorsOf([
      permits(2, 1),
      permits(3, 0),
      block(2, semaphore, 30),
      block(3, semaphore, 31),
      end(1),
    ]);
    expect(detectors.nobodyCanGoOn).toBe(true);
    expect(detectors.stuck()).toMatchObject({
      kind: 'deadlock',
      cycle: [{ holds: semaphore, waitsFor: semaphore }],
    });
  });
  it('that nobody holds is waited for in a stall', () => {
    const empty = event(EventKind.Acquire, 2, semaphore, 20, { a: 0 });
    const gone = [empty, end(2), block(3, semaphore, 31), end(1)];
    expect(detectorsOf(gone).stuck().kind).toBe('stall');
  });
});

describe('a task that blocks the thread of its loop', () => {
  it('is in a deadlock with one that needs the loop to let it go on', () => {
    const loop = 20;
    const task = (id: number): EventFields[] => [
      { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Task, text: `task ${id}` },
      { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
      { kind: EventKind.ThreadBegin, thread: id, object: id },
    ];
    const detectors = detectorsOf([
      { ...make(loop, ObjectKind.Loop), info: LoopKind.EventLoop },
      ...task(4),
      ...task(5),
      acquire(4, loop, 40),
      acquire(4, a, 41),
      event(EventKind.Sleep, 4, 0, 42),
      release(4, loop),
      acquire(5, loop, 50),
      block(5, a, 51),
      end(2),
      end(3),
    ]);
    expect(detectors.nobodyCanGoOn).toBe(true);
    expect(detectors.stuck()).toMatchObject({
      kind: 'deadlock',
      cycle: expect.arrayContaining([
        { thread: 4, holds: a, holdsSite: 41, waitsFor: loop, waitsSite: 42 },
        { thread: 5, holds: loop, holdsSite: 50, waitsFor: a, waitsSite: 51 },
      ]),
    });
  });
});

describe('check-then-act', () => {
  it('is a value that another thread changes between a look and what rests on it, with the lines', () => {
    expect(atEnd([load(2, 20), store(3, 30), store(2, 21)])).toMatchObject([
      {
        kind: 'check-then-act',
        object: cell,
        check: { thread: 2, site: 20 },
        between: { thread: 3, site: 30 },
        act: { thread: 2, site: 21 },
      },
    ]);
  });
  it('counts an atomic update only right after the look, as it need not rest on it', () => {
    expect(atEnd([load(2, 20), add(3, 30), add(2, 21)])).toHaveLength(1);
    expect(atEnd([load(2, 20), acquire(2, a), add(3, 30), add(2, 21), release(2, a)])).toEqual([]);
  });
  it('is not undone by sleeping, or by waiting for a lock: nobody is told anything by that', () => {
    const asleep = [event(EventKind.Sleep, 2, 0, 22), add(3, 30), event(EventKind.Wake, 2, 0)];
    expect(atEnd([load(2, 20), ...asleep, add(2, 21)])).toHaveLength(1);
    const locked = [acquire(3, a), block(2, a, 22), store(3, 30), release(3, a), acquire(2, a)];
    expect(atEnd([load(2, 20), ...locked, store(2, 21), release(2, a)])).toHaveLength(1);
  });
  it.each<[string, EventFields[]]>([
    ['nobody came in between', [load(2, 20), store(2, 21), store(3, 30)]],
    ['it looked again', [load(2, 20), store(3, 30), load(2, 22), store(2, 21)]],
    [
      'it waited in between to be told something',
      [load(2, 20), block(2, condition, 22, Operation.Wait), store(3, 30), store(2, 21)],
    ],
    ['another thread only looked', [load(2, 20), load(3, 30), store(2, 21)]],
  ])('is none if %s', (_, events) => {
    expect(atEnd(events)).toEqual([]);
  });
});

describe('a Gil', () => {
  const gil = 16;
  it('closes no cycle: whoever begins to wait gives it up a moment later', () => {
    const events = [
      make(gil, ObjectKind.Gil),
      acquire(2, a, 20),
      block(2, gil, 21),
      acquire(3, gil, 30),
      block(3, a, 31),
    ];
    expect(detectorsOf(events).hasDeadlock).toBe(false);
    expect(detectorsOf([...events, release(3, gil), acquire(2, gil, 21)]).hasDeadlock).toBe(false);
  });
});
