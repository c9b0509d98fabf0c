// The run that most page tests show: two threads, two locks, each holds one and waits for the other.
import type { HostToPage } from '../../src/protocol/page.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../../src/trace/ids.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../../src/trace/vocabulary.js';
import { type EventFields, header, record } from '../unit/trace/writer.js';

const noTimeout = { a: -1_074_790_400, b: 0 };
const begun = (id: number, name: string): EventFields[] => [
  { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: ThreadKind.Thread, text: name },
  { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
  { kind: EventKind.ThreadBegin, thread: id, object: id },
];
const asks = (thread: number, object: number): EventFields => ({
  kind: EventKind.Block,
  thread,
  object,
  info: Operation.Acquire,
  site: 20 + thread,
  time: 2e9,
  ...noTimeout,
});
const takes = (thread: number, object: number): EventFields => ({
  kind: EventKind.Acquire,
  thread,
  object,
  site: 10 + thread,
  time: 1e9,
});
const events: EventFields[] = [
  ...begun(1, 'MainThread'),
  ...begun(2, 'alice'),
  ...begun(3, 'bob'),
  { kind: EventKind.Create, thread: 1, object: 10, a: ObjectKind.Lock },
  { kind: EventKind.Create, thread: 1, object: 11, a: ObjectKind.Lock },
  takes(2, 10),
  takes(3, 11),
  asks(2, 11),
  asks(3, 10),
];
const edge = (thread: number, holds: number, waitsFor: number) => ({
  thread: thread as ThreadId,
  holds: holds as ObjectId,
  holdsSite: (10 + thread) as SiteId,
  waitsFor: waitsFor as ObjectId,
  waitsSite: (20 + thread) as SiteId,
});
const end = {
  outcome: 'deadlock' as const,
  findings: [
    { kind: 'deadlock' as const, seq: (events.length - 1) as Seq, cycle: [edge(2, 10, 11), edge(3, 11, 10)] },
  ],
  clockNs: 2e9,
  wallMs: 1,
  heldBackMs: 0,
  result: '',
  problems: [],
};
const bytes = new Uint8Array(Int32Array.from(events.flatMap(record)).buffer);
/** Two clerks that wait for each other, as the host sends it. */
export const deadlockMessages: HostToPage[] = [
  { type: 'started', run: 1, language: 'en', title: 'Two locks', header, variants: [], canRun: true },
  { type: 'records', run: 1, bytes },
  { type: 'ended', run: 1, end },
];
/** The same while the program hangs. */
export const hangingMessages: HostToPage[] = [
  ...deadlockMessages.slice(0, 2),
  { type: 'findings', run: 1, findings: end.findings },
];
