// A trace with every kind of event and object, for tests of words, geometry and exports.
import { wordsOf } from '../../../src/trace/records.js';
import {
  BarrierState,
  EventKind,
  EventState,
  FutureState,
  HandOver,
  KernelPhase,
  ObjectKind,
  Operation,
  QueueOrder,
  ThreadEnding,
  ThreadKind,
  ValueForm,
} from '../../../src/trace/vocabulary.js';
import type { EventFields } from './writer.js';

const float = (value: number): { a: number; b: number } => {
  const [a, b] = wordsOf(value);
  return { a, b };
};
export const noTimeout = float(-1);

export function thread(
  id: number,
  name: string,
  kind: number = ThreadKind.Thread,
  process = 0,
): EventFields[] {
  return [
    { kind: EventKind.ThreadNew, thread: 1, object: id, a: id, b: kind | (process << 16), text: name },
    { kind: EventKind.ThreadStart, thread: 1, object: id, a: id },
    { kind: EventKind.ThreadBegin, thread: id, object: id },
  ];
}
export function created(object: number, kind: number, b = 0, info = 0): EventFields {
  return { kind: EventKind.Create, thread: 1, object, a: kind, b, info };
}
export function blocked(who: number, object: number, info: number): EventFields {
  return { kind: EventKind.Block, thread: who, object, info, ...noTimeout };
}

export const ids = {
  lock: 10,
  rlock: 11,
  condition: 12,
  semaphore: 13,
  event: 14,
  barrier: 15,
  queue: 16,
  stack: 17,
  urgent: 18,
  future: 19,
  executor: 20,
  pipe: 21,
  otherEnd: 22,
  managed: 23,
  gil: 24,
  cell: 25,
  array: 26,
  // The array's elements take the four ids after its own.
  loop: 31,
  network: 32,
  socket: 33,
  selector: 34,
} as const;

const makers: EventFields[] = [
  ...thread(1, 'MainThread'),
  ...thread(2, 'alice'),
  ...thread(3, 'bob'),
  ...thread(4, 'child', ThreadKind.Process),
  ...thread(5, 'green', ThreadKind.Greenlet),
  created(ids.lock, ObjectKind.Lock),
  created(ids.rlock, ObjectKind.RLock),
  created(ids.condition, ObjectKind.Condition, ids.rlock),
  created(ids.semaphore, ObjectKind.Semaphore, 2),
  created(ids.event, ObjectKind.Event),
  created(ids.barrier, ObjectKind.Barrier, 2),
  created(ids.queue, ObjectKind.Queue, 2),
  created(ids.stack, ObjectKind.Queue, 0, QueueOrder.Lifo),
  created(ids.urgent, ObjectKind.Queue, 0, QueueOrder.Priority),
  created(ids.future, ObjectKind.Future),
  created(ids.executor, ObjectKind.Executor, 2),
  created(ids.pipe, ObjectKind.Connection, ids.otherEnd),
  created(ids.otherEnd, ObjectKind.Connection, ids.pipe),
  created(ids.managed, ObjectKind.Managed),
  created(ids.gil, ObjectKind.Gil),
  created(ids.cell, ObjectKind.Shared),
  created(ids.array, ObjectKind.SharedArray, 4),
];

const put = (who: number, object: number, item: number, place: number, text: string): EventFields => ({
  kind: EventKind.Put,
  thread: who,
  object,
  a: item,
  b: place,
  text,
});
const get = (who: number, object: number, item: number): EventFields => ({
  kind: EventKind.Get,
  thread: who,
  object,
  a: item,
});
const acquire = (who: number, object: number, a = 0): EventFields => ({
  kind: EventKind.Acquire,
  thread: who,
  object,
  a,
});
const release = (who: number, object: number, a = 0, b = 0): EventFields => ({
  kind: EventKind.Release,
  thread: who,
  object,
  a,
  b,
});
const number = (kind: number, who: number, object: number, value: number): EventFields => ({
  kind,
  thread: who,
  object,
  info: ValueForm.Number,
  ...float(value),
});

const uses: EventFields[] = [
  acquire(2, ids.lock),
  blocked(3, ids.lock, Operation.Acquire),
  release(2, ids.lock),
  acquire(3, ids.lock),
  { kind: EventKind.TryFailed, thread: 2, object: ids.lock, info: Operation.Acquire },
  release(3, ids.lock),
  acquire(2, ids.rlock, 1),
  acquire(2, ids.rlock, 2),
  release(2, ids.rlock, 1),
  release(2, ids.rlock, 0),
  blocked(3, ids.condition, Operation.Wait),
  { kind: EventKind.Notify, thread: 2, object: ids.condition, a: 1, b: 1 },
  { kind: EventKind.Pass, thread: 3, object: ids.condition },
  acquire(2, ids.semaphore, 1),
  acquire(3, ids.semaphore, 0),
  blocked(1, ids.semaphore, Operation.Acquire),
  release(2, ids.semaphore, 1, 1),
  acquire(1, ids.semaphore, 0),
  release(1, ids.semaphore, 1, 1),
  release(3, ids.semaphore, 2, 1),
  blocked(2, ids.event, Operation.Wait),
  { kind: EventKind.State, thread: 1, object: ids.event, info: EventState.Set },
  { kind: EventKind.Pass, thread: 2, object: ids.event },
  { kind: EventKind.State, thread: 1, object: ids.event, info: EventState.Clear },
  blocked(2, ids.barrier, Operation.Wait),
  { kind: EventKind.State, thread: 3, object: ids.barrier, info: BarrierState.Draining },
  { kind: EventKind.Pass, thread: 3, object: ids.barrier, a: 1 },
  { kind: EventKind.Pass, thread: 2, object: ids.barrier, a: 0 },
  { kind: EventKind.State, thread: 2, object: ids.barrier, info: BarrierState.Filling },
  blocked(3, ids.queue, Operation.Get),
  put(2, ids.queue, 1, 0, 'apple'),
  get(3, ids.queue, 1),
  put(2, ids.queue, 2, 0, 'pear'),
  put(2, ids.queue, 3, 1, 'plum'),
  blocked(2, ids.queue, Operation.Put),
  get(3, ids.queue, 2),
  put(2, ids.queue, 4, 1, 'fig'),
  { kind: EventKind.TaskDone, thread: 3, object: ids.queue, a: 1 },
  blocked(1, ids.queue, Operation.TasksDone),
  { kind: EventKind.TimedOut, thread: 1, object: ids.queue },
  put(2, ids.stack, 5, 0, 's1'),
  put(2, ids.stack, 6, 0, 's2'),
  get(3, ids.stack, 6),
  put(2, ids.urgent, 7, 0, 'low'),
  put(2, ids.urgent, 8, 0, 'high'),
  put(2, ids.urgent, 9, 1, 'middle'),
  get(3, ids.urgent, 8),
  { kind: EventKind.State, thread: 2, object: ids.future, info: FutureState.Running },
  blocked(1, ids.future, Operation.Wait),
  { kind: EventKind.State, thread: 2, object: ids.future, info: FutureState.Finished },
  { kind: EventKind.Pass, thread: 1, object: ids.future },
  put(1, ids.executor, 10, 0, 'square'),
  get(2, ids.executor, 10),
  blocked(2, ids.executor, Operation.Idle),
  { kind: EventKind.State, thread: 1, object: ids.executor, info: 1 },
  { kind: EventKind.Pass, thread: 2, object: ids.executor },
  put(1, ids.pipe, 11, 0, 'hello'),
  get(4, ids.pipe, 11),
  { kind: EventKind.State, thread: 1, object: ids.pipe, info: 1 },
  number(EventKind.Write, 4, ids.managed, 3),
  acquire(5, ids.gil),
  release(5, ids.gil),
  number(EventKind.Read, 2, ids.cell, 0),
  number(EventKind.Write, 2, ids.cell, 1),
  number(EventKind.AtomicRead, 3, ids.cell, 1),
  number(EventKind.AtomicWrite, 3, ids.cell, 2),
  number(EventKind.AtomicUpdate, 3, ids.cell, 3),
  number(EventKind.Write, 2, ids.array + 3, 9),
  { kind: EventKind.Sleep, thread: 2, ...float(5e8) },
  { kind: EventKind.Wake, thread: 2 },
  { kind: EventKind.Compute, thread: 3, ...float(1e6) },
  { kind: EventKind.Dispatch, thread: 3, a: 0 },
  { kind: EventKind.Preempt, thread: 3, ...float(5e5) },
  { kind: EventKind.Dispatch, thread: 3, a: 1 },
  { kind: EventKind.Computed, thread: 3 },
  { kind: EventKind.Print, thread: 2, text: 'done' },
  { kind: EventKind.Raise, thread: 3, text: 'Error: no', a: 3, b: 0 },
  { kind: EventKind.Switch, thread: 2, a: 3 },
  {
    kind: EventKind.ThreadChange,
    thread: 1,
    object: 2,
    a: 2,
    b: ThreadKind.Thread,
    text: 'alice the second',
  },
  { kind: EventKind.Terminate, thread: 1, object: 4, a: 4 },
  { kind: EventKind.ThreadEnd, thread: 4, object: 4, info: ThreadEnding.Terminated },
  { kind: EventKind.ThreadEnd, thread: 3, object: 3, info: ThreadEnding.Raised },
  blocked(1, 2, Operation.Join),
  { kind: EventKind.ThreadEnd, thread: 2, object: 2, info: ThreadEnding.Returned },
  { kind: EventKind.Join, thread: 1, object: 2 },
];

/** Those that share a thread, and a kernel with its sockets. They come last, so that what stands before keeps its place. */
const turns: EventFields[] = [
  ...thread(6, 'kernel', ThreadKind.Kernel),
  created(ids.loop, ObjectKind.Loop),
  created(ids.network, ObjectKind.Network),
  created(ids.socket, ObjectKind.Socket),
  created(ids.selector, ObjectKind.Selector),
  acquire(5, ids.loop),
  ...[
    HandOver.Switch,
    HandOver.Throw,
    HandOver.Send,
    HandOver.Close,
    HandOver.Yield,
    HandOver.Return,
  ].flatMap((info) => [
    { kind: EventKind.HandOver, thread: 5, object: ids.loop, info, a: 1, text: 'value' },
    acquire(1, ids.loop),
    { kind: EventKind.HandOver, thread: 1, object: ids.loop, info: HandOver.Switch, a: 5 },
    acquire(5, ids.loop),
  ]),
  release(5, ids.loop),
  ...[Operation.Receive, Operation.Send, Operation.Accept, Operation.Connect].flatMap((operation) => [
    blocked(1, ids.socket, operation),
    { kind: EventKind.Pass, thread: 1, object: ids.socket },
  ]),
  blocked(1, ids.selector, Operation.Select),
  { kind: EventKind.Pass, thread: 1, object: ids.selector },
  blocked(5, ids.loop, Operation.Turn),
  acquire(5, ids.loop),
  put(1, ids.network, 12, 0, 'bytes'),
  ...[KernelPhase.WaitingForData, KernelPhase.Ready, KernelPhase.Copying, KernelPhase.Idle].map((info) => ({
    kind: EventKind.Phase,
    thread: 6,
    object: ids.socket,
    info,
    a: 1,
  })),
  get(6, ids.network, 12),
  put(6, ids.socket, 13, 0, 'bytes'),
  { kind: EventKind.Examine, thread: 1, object: ids.selector, a: 10, b: 1, text: '#33' },
  { kind: EventKind.Signal, thread: 6, object: ids.socket, a: 1 },
  { kind: EventKind.Stack, thread: 1, text: 'main.py:3 inner\nmain.py:9 main' },
];

/** Each event a millisecond after the one before, on a line of its own. */
export const everyKind: readonly EventFields[] = [...makers, ...uses, ...turns].map((event, index) => ({
  site: 1 + (index % 99),
  ...event,
  time: index * 1e6,
}));
export const firstUse = makers.length;
