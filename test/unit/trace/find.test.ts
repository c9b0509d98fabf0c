// What a person finds by typing.
import { describe, expect, it } from 'vitest';
import { eventTest, findNext } from '../../../src/trace/find.js';
import { EventKind, ObjectKind } from '../../../src/trace/vocabulary.js';
import { created, thread } from './kinds.js';
import { timelineOf } from './writer.js';

const timeline = timelineOf([
  ...thread(1, 'main'),
  created(10, ObjectKind.Lock),
  { kind: EventKind.Acquire, thread: 1, object: 10, site: 12 },
  { kind: EventKind.Print, thread: 1, text: 'Hello' },
]);

/** Kinds of the events that are found. */
function found(query: string, language: 'en' | 'zh-cn' = 'en'): number[] {
  const test = eventTest(timeline, query, language);
  const kinds: number[] = [];
  if (!test) return kinds;
  for (let i = findNext(timeline, test, -1, 1); i >= 0; i = findNext(timeline, test, i, 1))
    kinds.push(timeline.log.kind(i));
  return kinds;
}

describe('finding events', () => {
  it.each([
    ['an object', 'lock-10', [EventKind.Create, EventKind.Acquire]],
    ['a line', 'test.ts:12', [EventKind.Acquire]],
    ['a text, whatever its case', 'hello', [EventKind.Print]],
    ['words of a step', 'takes lock', [EventKind.Acquire]],
    ['nothing', '  ', []],
    ['what is not there', 'semaphore', []],
  ])('goes by %s', (_, query, kinds) => {
    expect(found(query)).toEqual(kinds);
  });

  it('goes by the words of the language that is shown', () => {
    expect(found('获得', 'zh-cn')).toEqual([EventKind.Acquire]);
    expect(found('获得', 'en')).toEqual([]);
  });
});
