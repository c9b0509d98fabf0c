/** What the model makes of each kind of object, from events alone. */
import { describe, expect, it } from 'vitest';
import { EventLog } from '../../../src/trace/eventLog.js';
import { Items } from '../../../src/trace/items.js';
import { wordsOf } from '../../../src/trace/records.js';
import {
  EventKind,
  EventState,
  ObjectKind,
  Operation,
  SemaphoreBound,
  ThreadKind,
  ValueForm,
} from '../../../src/trace/vocabulary.js';
import { type EventFields, record, timelineOf } from './writer.js';

const [a, b] = wordsOf(-1);
const waitForEver = { a, b };
const thread = (id: number): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: `t${id}` },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
const threads = [...thread(1), ...thread(2), ...thread(3)];
const create = (object: number, kind: number, more: Partial<EventFields> = {}): EventFields => ({
  kind: EventKind.Create,
  thread: 1,
  object,
  a: kind,
  ...more,
});
const stateOf = (...events: EventFields[]) => timelineOf([...threads, ...events]).state;

describe('the model', () => {
  it('counts the depth of an RLock, and its owner stays until it is 0', () => {
    const lock = 10;
    const deep = [
      create(lock, ObjectKind.RLock),
      { kind: EventKind.Acquire, thread: 1, object: lock, a: 1 },
      { kind: EventKind.Acquire, thread: 1, object: lock, a: 2 },
      { kind: EventKind.Release, thread: 1, object: lock, a: 1 },
    ];
    expect(stateOf(...deep).objects[lock]?.holders).toMatchObject([{ thread: 1, depth: 1 }]);
    const free = [...deep, { kind: EventKind.Release, thread: 1, object: lock, a: 0 }];
    expect(stateOf(...free).objects[lock]?.holders).toEqual([]);
  });

  it('knows who holds permits of a semaphore and how many are left', () => {
    const semaphore = 10;
    const state = stateOf(
      create(semaphore, ObjectKind.Semaphore, { b: 3, info: SemaphoreBound.Bounded }),
      { kind: EventKind.Acquire, thread: 1, object: semaphore, a: 2 },
      { kind: EventKind.Acquire, thread: 2, object: semaphore, a: 1 },
      { kind: EventKind.Release, thread: 1, object: semaphore, a: 2, b: 1 },
    );
    expect(state.objects[semaphore]).toMatchObject({ permits: 2, capacity: 3, holders: [{ thread: 2 }] });
  });

  it('keeps a notified waiter apart from the others', () => {
    const condition = 11;
    const events = [
      create(10, ObjectKind.RLock, { site: 5 }),
      create(condition, ObjectKind.Condition, { b: 10, site: 5 }),
      { kind: EventKind.Block, thread: 2, object: condition, info: Operation.Wait, ...waitForEver },
      { kind: EventKind.Block, thread: 3, object: condition, info: Operation.Wait, ...waitForEver },
      { kind: EventKind.Notify, thread: 1, object: condition, a: 1, b: 2 },
    ];
    expect(stateOf(...events).objects[condition]).toMatchObject({ permits: 1, link: 10 });
    const gone = stateOf(...events, { kind: EventKind.Pass, thread: 2, object: condition });
    expect(gone.objects[condition]).toMatchObject({ permits: 0, waiters: [{ thread: 3 }] });
    expect(gone.threads[2]?.status).toBe('running');
    expect(gone.objects[10]?.name).toBe(`${gone.objects[condition]?.name}.lock`);
  });

  it('lets everybody go on who waits for an event when it is set', () => {
    const event = 10;
    const state = stateOf(
      create(event, ObjectKind.Event),
      { kind: EventKind.Block, thread: 2, object: event, info: Operation.Wait, ...waitForEver },
      { kind: EventKind.State, thread: 1, object: event, info: EventState.Set },
    );
    expect(state.objects[event]).toMatchObject({ state: EventState.Set, permits: 1 });
  });

  it('gives the elements of an array names, and values from what is read', () => {
    const array = 10;
    const [low, high] = wordsOf(7);
    const state = stateOf(create(array, ObjectKind.SharedArray, { b: 4 }), {
      kind: EventKind.Read,
      thread: 1,
      object: array + 3,
      info: ValueForm.Number,
      a: low,
      b: high,
    });
    expect(state.objects[array + 3]).toMatchObject({ name: `${state.objects[array]?.name}[2]`, value: '7' });
    expect(state.objects[array + 5]).toBeUndefined();
  });

  it('follows a computation from processor to processor', () => {
    const [low, high] = wordsOf(500);
    const [left, leftHigh] = wordsOf(200);
    const events = [
      { kind: EventKind.Compute, thread: 2, a: low, b: high },
      { kind: EventKind.Dispatch, thread: 2 },
      { kind: EventKind.Preempt, thread: 2, a: left, b: leftHigh },
    ];
    expect(stateOf(...events.slice(0, 1)).threads[2]).toMatchObject({ status: 'runnable', workLeft: 500 });
    expect(stateOf(...events.slice(0, 2)).threads[2]?.status).toBe('running');
    expect(stateOf(...events).threads[2]).toMatchObject({ status: 'runnable', workLeft: 200 });
  });
});

describe('the items of a queue', () => {
  it('come out in the order of their places, whatever was taken before', () => {
    const items = new Items();
    const item = (id: number) => ({ id, text: String(id), thread: 1, since: 0 });
    for (let id = 0; id < 500; id++) items.insert(item(id), id);
    for (let id = 0; id < 300; id++) expect(items.take(id)?.id).toBe(id);
    items.insert(item(1000), 0);
    items.insert(item(1001), 1);
    expect([...items].slice(0, 3).map(({ id }) => id)).toEqual([1000, 1001, 300]);
    expect(items.take(400)?.id).toBe(400);
    expect(items.take(400)).toBeUndefined();
    expect(items.length).toBe(201);
  });
});

describe('the log', () => {
  it('gives back the records that it was given, over many chunks, texts included', () => {
    const events = Array.from({ length: 10_000 }, (_, i) => ({
      kind: 1 + (i % 30),
      thread: 1 + (i % 7),
      object: i % 300,
      info: i % 5,
      site: i % 11,
      time: i * 1_000_003,
      a: (i * 7919) | 0,
      b: -i,
      ...(i % 3 === 0 ? { text: i % 2 ? `räum ${i % 50} 结` : '' } : {}),
    }));
    const words = Int32Array.from(events.flatMap(record));
    const log = new EventLog(new TextDecoder());
    expect(log.append(words)).toBe(words.length);
    expect(log.records(0, log.length, new TextEncoder())).toEqual(words);
    expect(log.records(4000, 4100, new TextEncoder())).toEqual(
      Int32Array.from(events.slice(4000, 4100).flatMap(record)),
    );
  });
});
