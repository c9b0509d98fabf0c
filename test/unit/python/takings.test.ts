// What a forked process learns of the locks that it has copies of.
import { describe, expect, it } from 'vitest';
import { Takings } from '../../../src/python/recorder/takings.js';
import { EventKind } from '../../../src/trace/vocabulary.js';

const lock = 7;
const of = (kind: number, timeNs: number, a = 0) => ({ kind, thread: 2, site: 5, timeNs, a });

describe('the takings of a lock', () => {
  const takings = new Takings();
  takings.note(lock, 99, of(EventKind.Acquire, 10));
  takings.note(lock, 99, of(EventKind.Release, 20));
  takings.note(lock, 99, of(EventKind.Acquire, 30));

  it.each([
    ['before the first', 9, undefined],
    ['while it is held', 10, 10],
    ['once it was released', 20, undefined],
    ['while it is held again', 30, 30],
    ['as long as nobody releases it', 1e12, 30],
  ])('are told for any time: %s', (_, timeNs, fromNs) => {
    expect(takings.at(lock, timeNs)?.fromNs).toBe(fromNs);
  });

  it('say who, and where', () => {
    expect(takings.at(lock, 15)).toMatchObject({ ident: 99, thread: 2, site: 5 });
    expect(takings.at(8, 15)).toBeUndefined();
  });

  it('are known for the latest only', () => {
    for (let at = 40; at < 400; at += 2) {
      takings.note(lock, 99, of(EventKind.Acquire, at));
      takings.note(lock, 99, of(EventKind.Release, at + 1));
    }
    expect([takings.at(lock, 398)?.fromNs, takings.at(lock, 40)]).toEqual([398, undefined]);
  });

  it('say how often a re-entrant lock was held', () => {
    const deep = new Takings();
    deep.note(lock, 99, of(EventKind.Acquire, 10, 1));
    deep.note(lock, 99, of(EventKind.Acquire, 20, 2));
    deep.note(lock, 99, of(EventKind.Release, 30, 1));
    deep.note(lock, 99, of(EventKind.Release, 40, 0));
    expect([5, 10, 20, 30, 40].map((at) => deep.at(lock, at)?.depth)).toEqual([
      undefined,
      1,
      2,
      1,
      undefined,
    ]);
  });
});
