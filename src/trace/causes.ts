/**
 * What made an event possible: the release before an acquisition that had to wait, the put of what is taken out, the
 * notification of who goes on, the start of who begins, the end that a join waited for. Found when asked for, from the
 * tracks; nothing is kept for it.
 */
import { statusOf } from './spanCode.js';
import type { Timeline } from './timeline.js';
import type { Track } from './track.js';
import { EventKind } from './vocabulary.js';

/** Changes that are looked through for the put of an item: as many as a long queue has. */
const farthest = 4096;

/** The event that made event i possible; -1 for none. */
export function causeOf(timeline: Timeline, i: number): number {
  const { log } = timeline;
  switch (log.kind(i)) {
    case EventKind.ThreadBegin:
      return startOf(timeline, log.thread(i), i);
    case EventKind.Join:
      return endOf(timeline, log.object(i), i);
    case EventKind.Get:
      return putOf(timeline, log.object(i), log.a(i), i);
    case EventKind.Acquire:
      return hadToWait(timeline, i) ? freedBefore(timeline, i, EventKind.Release) : -1;
    case EventKind.Put:
      return hadToWait(timeline, i) ? freedBefore(timeline, i, EventKind.Get) : -1;
    case EventKind.Pass:
      return hadToWait(timeline, i) ? letGoBefore(timeline, i) : -1;
    default:
      return -1;
  }
}

/** Whether the thread of event i was held up until then. */
function hadToWait(timeline: Timeline, i: number): boolean {
  const spans = timeline.threads.get(timeline.log.thread(i))?.spans;
  const change = spans ? spans.countBefore(i) - 1 : -1;
  if (!spans || change < 0) return false;
  const status = statusOf(spans.code(change));
  return status === 'blocked' || status === 'waiting';
}

function startOf(timeline: Timeline, thread: number, i: number): number {
  const spans = timeline.threads.get(thread)?.spans;
  return spans ? lastBefore(spans, i, (event) => timeline.log.kind(event) === EventKind.ThreadStart) : -1;
}

function endOf(timeline: Timeline, object: number, i: number): number {
  for (const { thread, spans } of timeline.threads.values()) {
    if (thread.object !== object) continue;
    const change = spans.countBefore(i) - 1;
    return change >= 0 && statusOf(spans.code(change)) === 'ended' ? spans.event(change) : -1;
  }
  return -1;
}

function putOf(timeline: Timeline, object: number, item: number, i: number): number {
  const { log, objects } = timeline;
  const puts = objects.get(object)?.items;
  return puts
    ? lastBefore(puts, i, (event) => log.kind(event) === EventKind.Put && log.a(event) === item)
    : -1;
}

/** The event that took out what event `put` put in; -1 if it is still there, or went too long after. */
export function takenOutAt(timeline: Timeline, put: number): number {
  const { log, objects } = timeline;
  const items = objects.get(log.object(put))?.items;
  if (!items || log.kind(put) !== EventKind.Put) return -1;
  const first = items.countBefore(put) + 1;
  for (let change = first; change < Math.min(items.length, first + farthest); change++) {
    const event = items.event(change);
    if (log.kind(event) === EventKind.Get && log.a(event) === log.a(put)) return event;
  }
  return -1;
}

function freedBefore(timeline: Timeline, i: number, kind: number): number {
  const { log, objects } = timeline;
  const lane = objects.get(log.object(i));
  const track = kind === EventKind.Get ? lane?.items : lane?.holds;
  const frees = (event: number): boolean =>
    log.kind(event) === kind || (kind === EventKind.Release && log.kind(event) === EventKind.HandOver);
  return track ? lastBefore(track, i, frees) : -1;
}

/** The notification or change of state that let waiters of the object go on. */
function letGoBefore(timeline: Timeline, i: number): number {
  const { log } = timeline;
  const object = log.object(i);
  for (let event = i - 1; event >= Math.max(0, i - farthest); event--) {
    if (log.object(event) !== object) continue;
    const kind = log.kind(event);
    if (kind === EventKind.Notify || kind === EventKind.State) return event;
  }
  return -1;
}

function lastBefore(track: Track, i: number, fits: (event: number) => boolean): number {
  const last = track.countBefore(i) - 1;
  for (let change = last; change >= Math.max(0, last - farthest); change--) {
    const event = track.event(change);
    if (fits(event)) return event;
  }
  return -1;
}
