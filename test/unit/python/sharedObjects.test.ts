// What several processes have in common is counted by the recorder.
import { describe, expect, it } from 'vitest';
import { Numbers } from '../../../src/python/recorder/numbers.js';
import { PutInto } from '../../../src/python/recorder/sharedObjects.js';
import { EventKind, ObjectKind } from '../../../src/trace/vocabulary.js';

/** An object of this kind, and what its events become. */
function made(kind: number, detail = 0) {
  const { shared } = new Numbers();
  const event = { own: 1, info: 0, a: 0, b: 0, process: 1 };
  shared.translate({ ...event, kind: EventKind.Create, a: kind, b: detail });
  return (which: number, more: Partial<typeof event> = {}) =>
    shared.translate({ ...event, kind: which, ...more });
}

describe('an object of several processes', () => {
  it('that nobody has told of is left out', () => {
    const { shared } = new Numbers();
    const event = { own: 9, kind: EventKind.Acquire, info: 0, a: 0, b: 0, process: 1 };
    expect(shared.translate(event)).toBeUndefined();
  });

  it('has its permits and depths counted over all of them', () => {
    const semaphore = made(ObjectKind.Semaphore, 2);
    expect(semaphore(EventKind.Acquire, { process: 1 })?.a).toBe(1);
    expect(semaphore(EventKind.Acquire, { process: 2 })?.a).toBe(0);
    expect(semaphore(EventKind.Release, { process: 1 })).toMatchObject({ a: 1, b: 1 });
    const rlock = made(ObjectKind.RLock);
    expect([rlock(EventKind.Acquire)?.a, rlock(EventKind.Acquire)?.a, rlock(EventKind.Release)?.a]).toEqual([
      1, 2, 1,
    ]);
  });

  it('hands out what was sent in the order of the sends, not of the puts', () => {
    const queue = made(ObjectKind.Queue);
    const put = (process: number) => queue(EventKind.Put, { process, info: PutInto.Buffer })?.a;
    const [one, two, three] = [put(1), put(2), put(1)];
    for (const process of [2, 1, 1])
      expect(queue(EventKind.Put, { process, info: PutInto.Pipe })).toBeUndefined();
    expect([1, 2, 3].map(() => queue(EventKind.Get)?.a)).toEqual([two, one, three]);
  });

  it('hands out tasks by their numbers', () => {
    const pool = made(ObjectKind.Executor, 2);
    const [one, two] = [pool(EventKind.Put, { a: 11 })?.a, pool(EventKind.Put, { a: 12 })?.a];
    expect([pool(EventKind.Get, { a: 12 })?.a, pool(EventKind.Get, { a: 11 })?.a]).toEqual([two, one]);
  });

  it('gets what is sent at the other end of a pipe', () => {
    const { shared } = new Numbers();
    const event = { info: 0, a: 0, b: 0, process: 1 };
    for (const [own, peer] of [
      [1, 2],
      [2, 1],
    ] as const)
      shared.translate({ ...event, own, kind: EventKind.Create, a: ObjectKind.Connection, b: peer });
    const sent = shared.translate({ ...event, own: 1, kind: EventKind.Put });
    const got = shared.translate({ ...event, own: 2, kind: EventKind.Get });
    expect(got).toMatchObject({ object: sent?.object, a: sent?.a });
  });
});
