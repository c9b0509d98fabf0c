import { describe, expect, it } from 'vitest';
import { causeOf } from '../../../src/trace/causes.js';
import { wordsOf } from '../../../src/trace/records.js';
import { inCriticalSection, statusOf } from '../../../src/trace/spanCode.js';
import { Timeline } from '../../../src/trace/timeline.js';
import type { Track } from '../../../src/trace/track.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../../../src/trace/vocabulary.js';
import { type EventFields, header, record, timelineOf } from './writer.js';

const noTimeout = { a: wordsOf(-1)[0], b: wordsOf(-1)[1] };
const lock = 10;
const thread = (id: number, name: string): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: name },
  { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
/** Thread 1 holds the lock from event 7 to 9; thread 2 asks at 8 and gets it at 10. */
const handOver: EventFields[] = [
  ...thread(1, 'MainThread'),
  ...thread(2, 'worker'),
  { kind: EventKind.Create, thread: 1, object: lock, a: ObjectKind.Lock },
  { kind: EventKind.Acquire, thread: 1, object: lock, time: 100 },
  { kind: EventKind.Block, thread: 2, object: lock, info: Operation.Acquire, time: 200, ...noTimeout },
  { kind: EventKind.Release, thread: 1, object: lock, time: 300 },
  { kind: EventKind.Acquire, thread: 2, object: lock, time: 300 },
];

describe('the timeline', () => {
  it('knows who owns a lock and who waits at every moment', () => {
    const timeline = timelineOf(handOver);
    const atBlock = timeline.stateAfter(9).objects[lock];
    expect(atBlock?.holders.map((holder) => holder.thread)).toEqual([1]);
    expect(atBlock?.waiters.map((waiter) => waiter.thread)).toEqual([2]);
    const atEnd = timeline.state.objects[lock];
    expect(atEnd?.holders.map((holder) => holder.thread)).toEqual([2]);
    expect(atEnd?.waiters).toEqual([]);
  });

  it('joins a release to the acquisition that it lets through', () => {
    expect(causeOf(timelineOf(handOver), 10)).toBe(9);
  });

  it('draws the wait as a span of the thread, on the object', () => {
    const spans = timelineOf(handOver).threads.get(2)?.spans as Track;
    const statuses = Array.from({ length: spans.length }, (_, k) => [
      spans.event(k),
      statusOf(spans.code(k)),
    ]);
    expect(statuses).toEqual([
      [3, 'new'],
      [4, 'started'],
      [5, 'running'],
      [8, 'blocked'],
      [10, 'running'],
    ]);
    expect(spans.code(4) & inCriticalSection).not.toBe(0);
  });

  it('is the same whether its records come at once or a word at a time', () => {
    const words = handOver.flatMap(record);
    const whole = timelineOf(handOver);
    const pieces = new Timeline(header, new TextDecoder());
    for (const word of words) pieces.append(Int32Array.of(word));
    expect(pieces.log.length).toBe(whole.log.length);
    expect(pieces.threads.get(2)?.spans.length).toBe(whole.threads.get(2)?.spans.length);
    expect(pieces.state.threads.map((each) => each?.name)).toEqual(
      whole.state.threads.map((each) => each?.name),
    );
  });

  it('goes back over checkpoints to the state that it had then', () => {
    const events: EventFields[] = [...handOver];
    for (let i = 0; i < 5000; i++) {
      events.push(
        { kind: EventKind.Release, thread: 2, object: lock },
        { kind: EventKind.Acquire, thread: 2, object: lock },
      );
    }
    const timeline = timelineOf(events);
    expect(timeline.stateAfter(9).objects[lock]?.holders[0]?.thread).toBe(1);
    expect(timeline.stateAfter(9_012).objects[lock]?.holders).toEqual([]);
    expect(timeline.stateAfter(9_013).objects[lock]?.holders[0]?.thread).toBe(2);
  });

  it('never lets time run backwards', () => {
    const timeline = timelineOf([
      { kind: EventKind.Print, thread: 1, time: 500, text: 'a' },
      { kind: EventKind.Print, thread: 2, time: 400, text: 'b' },
    ]);
    expect(timeline.log.time(1)).toBe(500);
    expect([timeline.log.text(0), timeline.log.text(1)]).toEqual(['a', 'b']);
  });
});
