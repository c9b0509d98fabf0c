/**
 * The trace in the Trace Event Format of Chrome ("Trace Event Format", JSON object form), which chrome://tracing and
 * Perfetto open: threads as threads with complete events (X), objects as threads of a process of their own, queue lengths
 * as counters (C), arrows as flows (s, f), output and notifications as instants (i). Times are microseconds.
 */
import { causeOf } from '../causes.js';
import { statusOf } from '../spanCode.js';
import type { ObjectLane, Timeline } from '../timeline.js';
import type { Track } from '../track.js';
import { EventKind, ObjectKind, objectKindName } from '../vocabulary.js';
import { describeEvent } from '../words/describeEvent.js';

type TraceEvent = Readonly<Record<string, unknown>>;

/** Process ids: the program's processes have the numbers of their threads, the objects one that no thread has. */
const mainProcess = 1;
const objectsProcess = 1_000_000;
/** Events of one piece of text, so that no string grows without end. */
const piece = 10_000;

/** The JSON text, in pieces. */
export function* chromeTrace(timeline: Timeline): Generator<string> {
  yield `{"displayTimeUnit":"ns","otherData":${JSON.stringify({ program: timeline.header.program, seed: timeline.header.seed })},"traceEvents":[`;
  let first = true;
  let waiting: string[] = [];
  for (const event of traceEvents(timeline)) {
    waiting.push(JSON.stringify(event));
    if (waiting.length < piece) continue;
    yield (first ? '' : ',\n') + waiting.join(',\n');
    first = false;
    waiting = [];
  }
  if (waiting.length > 0) yield (first ? '' : ',\n') + waiting.join(',\n');
  yield ']}\n';
}

function* traceEvents(timeline: Timeline): Generator<TraceEvent> {
  yield* names(timeline);
  for (const { thread, spans } of timeline.threads.values()) {
    const at = { pid: thread.process || mainProcess, tid: thread.id };
    yield* complete(timeline, spans, at, (k) => {
      const status = statusOf(spans.code(k));
      if (status === 'new' || status === 'ended') return undefined;
      const waits = status === 'blocked' || status === 'waiting';
      const object = waits ? timeline.state.objects[timeline.log.object(spans.event(k))]?.name : undefined;
      return { name: object === undefined ? status : `${status}: ${object}`, cat: 'thread' };
    });
  }
  for (const lane of timeline.objects.values()) yield* objectEvents(timeline, lane);
  yield* moments(timeline);
}

function* names(timeline: Timeline): Generator<TraceEvent> {
  const name = (pid: number, tid: number, what: string, said: string): TraceEvent => ({
    ph: 'M',
    pid,
    tid,
    name: what,
    args: { name: said },
  });
  yield name(mainProcess, 0, 'process_name', timeline.header.program);
  yield name(objectsProcess, 0, 'process_name', 'objects');
  for (const { thread } of timeline.threads.values()) {
    const process = thread.process || mainProcess;
    if (thread.process === thread.id) yield name(process, 0, 'process_name', thread.name);
    yield name(process, thread.id, 'thread_name', thread.name);
  }
  for (const { object } of timeline.objects.values()) {
    if (object.kind === ObjectKind.Thread) continue;
    yield name(objectsProcess, object.id, 'thread_name', `${object.name} (${objectKindName(object.kind)})`);
  }
}

interface Place {
  readonly pid: number;
  readonly tid: number;
}

/** A complete event for each change of a track that has something to say. */
function* complete(
  timeline: Timeline,
  track: Track,
  at: Place,
  say: (k: number) => { name: string; cat: string } | undefined,
): Generator<TraceEvent> {
  for (let k = 0; k < track.length; k++) {
    const said = say(k);
    if (!said) continue;
    const event = track.event(k);
    const from = timeline.log.time(event);
    const to = k + 1 < track.length ? timeline.log.time(track.event(k + 1)) : timeline.endTime;
    const args = placeArgs(timeline, event);
    yield { ph: 'X', ...at, ...said, ts: from / 1000, dur: (to - from) / 1000, args };
  }
}

function* objectEvents(timeline: Timeline, { object, holds, items }: ObjectLane): Generator<TraceEvent> {
  const { log, state } = timeline;
  const at = { pid: objectsProcess, tid: object.id };
  if (holds && object.kind !== ObjectKind.Semaphore) {
    yield* complete(timeline, holds, at, (k) => {
      const owner = state.threads[log.thread(holds.event(k))]?.name ?? '';
      return holds.code(k) === 0 ? undefined : { name: owner, cat: 'owner' };
    });
  }
  const [counted, what] = items
    ? [items, 'length']
    : [object.kind === ObjectKind.Semaphore ? holds : undefined, 'free'];
  for (let k = 0; k < (counted?.length ?? 0); k++) {
    if (!counted) break;
    const ts = log.time(counted.event(k)) / 1000;
    yield {
      ph: 'C',
      pid: objectsProcess,
      tid: 0,
      name: `${object.name} #${object.id}`,
      ts,
      args: { [what]: counted.code(k) },
    };
  }
}

/** Flows from cause to effect, and what happens at a moment. */
function* moments(timeline: Timeline): Generator<TraceEvent> {
  const { log } = timeline;
  const at = (i: number): TraceEvent => {
    const tid = log.thread(i);
    return { pid: timeline.threads.get(tid)?.thread.process || mainProcess, tid, ts: log.time(i) / 1000 };
  };
  for (let i = 0; i < log.length; i++) {
    const cause = causeOf(timeline, i);
    if (cause >= 0 && log.thread(cause) !== log.thread(i)) {
      const flow = { name: 'lets go on', cat: 'flow', id: i };
      yield { ph: 's', ...at(cause), ...flow };
      yield { ph: 'f', bp: 'e', ...at(i), ...flow };
    }
    const kind = log.kind(i);
    if (kind === EventKind.Print || kind === EventKind.Notify || kind === EventKind.Raise)
      yield {
        ph: 'i',
        s: 't',
        ...at(i),
        name: describeEvent(i, timeline, 'en'),
        cat: 'moment',
        args: placeArgs(timeline, i),
      };
  }
}

function placeArgs(timeline: Timeline, event: number): TraceEvent {
  const place = timeline.place(timeline.log.site(event));
  return { step: event + 1, ...(place ? { file: place.path, line: place.line } : {}) };
}
