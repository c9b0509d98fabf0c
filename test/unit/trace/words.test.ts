import { describe, expect, it } from 'vitest';
import { EventKind } from '../../../src/trace/vocabulary.js';
import { describeEvent } from '../../../src/trace/words/describeEvent.js';
import { everyKind, thread } from './kinds.js';
import { type EventFields, timelineOf } from './writer.js';

const timeline = timelineOf(everyKind);
const said = (language: 'en' | 'zh-cn'): string[] =>
  everyKind.map((_, i) => describeEvent(i, timeline, language));

describe('the words for events', () => {
  it('are there for every kind of event, in both languages', () => {
    const kinds = new Set(everyKind.map(({ kind }) => kind));
    expect([...kinds].sort((a, b) => a - b)).toEqual(Object.values(EventKind).sort((a, b) => a - b));
    expect(said('en').filter((sentence) => sentence === '' || /undefined|NaN/.test(sentence))).toEqual([]);
    expect(said('zh-cn').filter((sentence) => sentence === '' || /undefined|NaN/.test(sentence))).toEqual([]);
  });

  it.each([
    'bob asks for lock-10, held by alice the second since 0.032 s, and blocks',
    'alice the second takes rlock-11 again (depth 2)',
    'alice the second gives back one level of rlock-11 (depth 1)',
    'bob waits to be notified by condition-12',
    'alice the second notifies 1 of the 1 that wait for condition-12',
    'bob takes a permit of semaphore-13; 0 left',
    'MainThread asks for a permit of semaphore-13; there is none, and it blocks',
    'alice the second gives a permit of semaphore-13 back; 1 free',
    'MainThread sets event-14',
    'MainThread clears event-14',
    'alice the second waits at barrier-15 for the others',
    'bob gets apple out of queue-16',
    'alice the second wants to put something into queue-16, which is full, and waits',
    'bob says that a task of queue-16 is done; 1 left',
    'MainThread waits for the result of future-19',
    'MainThread sends hello to connection-21',
    'child receives hello from connection-21',
    'bob wants to compute for 1 ms',
    'bob has to give its processor up with 500 µs of work left',
    'child is ended by force',
  ])('say: %s', (sentence) => {
    expect(said('en')).toContain(sentence);
  });

  it('name nobody as the maker of a thread that nobody has made', () => {
    const [made] = thread(1, 'MainThread') as [EventFields];
    for (const maker of [0, 1])
      expect(describeEvent(0, timelineOf([{ ...made, thread: maker }]), 'en')).toBe('MainThread appears');
  });
});
