import { describe, expect, it } from 'vitest';
import { Detectors } from '../../../src/detect/detectors.js';
import { wordsOf } from '../../../src/trace/records.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../../../src/trace/vocabulary.js';
import { type EventFields, record, timelineOf } from '../trace/writer.js';

const [a, b] = wordsOf(-1);
const lockA = 10;
const lockB = 11;
const cell = 12;
const started = (id: number): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: `t${id}` },
  { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
const make = (object: number, kind: number): EventFields => ({
  kind: EventKind.Create,
  thread: 1,
  object,
  a: kind,
});
const acquire = (thread: number, object: number, site: number): EventFields => ({
  kind: EventKind.Acquire,
  thread,
  object,
  site,
});
const release = (thread: number, object: number): EventFields => ({
  kind: EventKind.Release,
  thread,
  object,
});
const block = (thread: number, object: number, site: number): EventFields => ({
  kind: EventKind.Block,
  thread,
  object,
  site,
  info: Operation.Acquire,
  a,
  b,
});
const write = (thread: number, site: number): EventFields => ({
  kind: EventKind.Write,
  thread,
  object: cell,
  info: 1,
  site,
});
const read = (thread: number, site: number): EventFields => ({
  kind: EventKind.Read,
  thread,
  object: cell,
  info: 1,
  site,
});
const setup = [
  ...started(1),
  ...started(2),
  ...started(3),
  make(lockA, ObjectKind.Lock),
  make(lockB, ObjectKind.Lock),
  make(cell, ObjectKind.Shared),
];
const findings = (events: EventFields[]) => new Detectors(timelineOf([...setup, ...events])).advance();

describe('deadlock', () => {
  it('is a cycle: who holds what, taken where, and who waits for what, asked where', () => {
    const found = findings([
      acquire(2, lockA, 20),
      acquire(3, lockB, 30),
      block(2, lockB, 21),
      block(3, lockA, 31),
    ]);
    expect(found).toHaveLength(1);
    const cycle = found[0]?.kind === 'deadlock' ? found[0].cycle : [];
    expect([...cycle].sort((x, y) => x.thread - y.thread)).toEqual([
      { thread: 2, holds: lockA, holdsSite: 20, waitsFor: lockB, waitsSite: 21 },
      { thread: 3, holds: lockB, holdsSite: 30, waitsFor: lockA, waitsSite: 31 },
    ]);
  });
  it('of one thread with itself is a cycle of one', () => {
    const found = findings([acquire(2, lockA, 20), block(2, lockA, 21)]);
    expect(found.map((each) => each.kind === 'deadlock' && each.cycle.length)).toEqual([1]);
  });
  it('is none while a wait has a time-out', () => {
    const [ta, tb] = wordsOf(1e9);
    expect(
      findings([
        acquire(2, lockA, 20),
        acquire(3, lockB, 30),
        { ...block(2, lockB, 21), a: ta, b: tb },
        block(3, lockA, 31),
      ]),
    ).toEqual([]);
  });
  it('does not stand when a thread outside the cycle releases a lock of it', () => {
    const cycle = [acquire(2, lockA, 20), acquire(3, lockB, 30), block(2, lockB, 21), block(3, lockA, 31)];
    const timeline = timelineOf([...setup, ...cycle]);
    const detectors = new Detectors(timeline);
    const found = detectors.advance();
    expect([detectors.standing(found), detectors.hasDeadlock]).toEqual([found, true]);
    timeline.append(Int32Array.from([release(1, lockA), acquire(3, lockA, 31)].flatMap(record)));
    detectors.advance();
    expect([detectors.standing(found), detectors.hasDeadlock]).toEqual([[], false]);
  });
  it('is none when a thread merely waits for a running one', () => {
    expect(findings([acquire(2, lockA, 20), block(3, lockA, 31)])).toEqual([]);
  });
});

describe('a race', () => {
  it('is two accesses, one a write, that nothing orders', () => {
    const found = findings([read(2, 20), write(3, 30)]);
    expect(found).toMatchObject([
      {
        kind: 'race',
        object: cell,
        first: { thread: 2, site: 20, write: false },
        second: { thread: 3, site: 30, write: true },
      },
    ]);
  });
  it('is none under one lock', () => {
    expect(
      findings([
        acquire(2, lockA, 1),
        write(2, 20),
        release(2, lockA),
        acquire(3, lockA, 1),
        write(3, 30),
        release(3, lockA),
      ]),
    ).toEqual([]);
  });
  it('is there under two different locks', () => {
    expect(
      findings([
        acquire(2, lockA, 1),
        write(2, 20),
        release(2, lockA),
        acquire(3, lockB, 1),
        write(3, 30),
        release(3, lockB),
      ]),
    ).toHaveLength(1);
  });
  it('is none after a join', () => {
    expect(
      findings([
        write(2, 20),
        { kind: EventKind.ThreadEnd, thread: 2, object: 2 },
        { kind: EventKind.Join, thread: 3, object: 2 },
        write(3, 30),
      ]),
    ).toEqual([]);
  });
  it('is none between what was put into a queue and who got it', () => {
    const queue = 13;
    expect(
      findings([
        make(queue, ObjectKind.Queue),
        write(2, 20),
        { kind: EventKind.Put, thread: 2, object: queue, a: 1, text: 'x' },
        { kind: EventKind.Get, thread: 3, object: queue, a: 1 },
        write(3, 30),
      ]),
    ).toEqual([]);
  });
  it('is none between two reads', () => {
    expect(findings([read(2, 20), read(3, 30)])).toEqual([]);
  });
});
