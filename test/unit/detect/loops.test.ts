/** When a call that holds up those that share a thread is worth a word: from 100 ms on, in real time. */
import { describe, expect, it } from 'vitest';
import { LoopDetector } from '../../../src/detect/loops.js';
import { wordsOf } from '../../../src/trace/records.js';
import { Timeline } from '../../../src/trace/timeline.js';
import { EventKind, LoopKind, ObjectKind, ThreadKind } from '../../../src/trace/vocabulary.js';
import { type EventFields, header, record } from '../trace/writer.js';

const [main, task, other, loop] = [1, 2, 3, 4];
const ms = 1e6;

function sleeping(forMs: number): Pick<EventFields, 'a' | 'b'> {
  const [a, b] = wordsOf(forMs * ms);
  return { a, b };
}

/** What is found of a task that asks to sleep for `askedMs`, without giving up its loop, and is back after `tookMs`. */
function found(askedMs: number, tookMs: number, others: readonly number[]): string[] {
  const events: EventFields[] = [
    { kind: EventKind.ThreadNew, thread: 0, object: 1, a: main, b: ThreadKind.Thread, text: 'main' },
    {
      kind: EventKind.Create,
      thread: main,
      object: loop,
      info: LoopKind.EventLoop,
      a: ObjectKind.Loop,
      text: 'loop',
    },
    ...[task, ...others].map((a) => ({
      kind: EventKind.ThreadNew,
      thread: main,
      object: 10 + a,
      a,
      b: ThreadKind.Task,
      text: `task-${a}`,
    })),
    { kind: EventKind.ThreadBegin, thread: task, object: 10 + task },
    { kind: EventKind.Acquire, thread: task, object: loop },
    { kind: EventKind.Sleep, thread: task, site: 7, ...sleeping(askedMs) },
    { kind: EventKind.Wake, thread: task, time: tookMs * ms },
  ];
  const timeline = new Timeline({ ...header, mode: 'live' }, new TextDecoder());
  const detector = new LoopDetector(timeline);
  timeline.append(Int32Array.from(events.flatMap(record)));
  return events.flatMap((event, i) => detector.step(i, event.kind).map(({ kind }) => kind));
}

describe('a task that sleeps without giving up its loop', () => {
  it.each([
    ['for 100 ms is told of', 100, 100, ['blocked-loop']],
    ['for less than 100 ms is not', 99.9, 150, []],
    ['for longer, and is woken before 100 ms are over, is not', 1000, 99.9, []],
    ['for longer, and is woken after 100 ms, is', 1000, 100, ['blocked-loop']],
  ])('%s', (_title, askedMs, tookMs, expected) => {
    expect(found(askedMs, tookMs, [other])).toEqual(expected);
  });

  it('keeps nobody from anything if it is alone', () => {
    expect(found(1000, 1000, [])).toEqual([]);
  });
});
