/** What a thread does, as one small number of a track. Numbers stand in no file: they may change. */
import type { ThreadState, ThreadStatus } from './state.js';
import { Operation } from './vocabulary.js';

/**
 * Blocked: someone has what the thread wants. Waiting: something has not happened yet (a notification, an event, an end).
 * Both are the status `blocked` of the state.
 */
export type SpanStatus = ThreadStatus | 'waiting';

const order: readonly SpanStatus[] = [
  'new',
  'started',
  'runnable',
  'running',
  'blocked',
  'waiting',
  'sleeping',
  'ended',
];
/** Added to the code while the thread owns a lock. */
export const inCriticalSection = 8;
const codes = new Map(order.map((status, code) => [status, code]));

export function statusOf(code: number): SpanStatus {
  return order[code & 7] as SpanStatus;
}

const happenings: ReadonlySet<number> = new Set([
  Operation.Join,
  Operation.Wait,
  Operation.TasksDone,
  Operation.Idle,
  Operation.Turn,
  Operation.Receive,
  Operation.Send,
  Operation.Accept,
  Operation.Connect,
  Operation.Select,
]);

/** The code of what a thread does now. */
export function spanCode(thread: ThreadState): number {
  const waits = thread.status === 'blocked' && happenings.has(thread.operation);
  return codes.get(waits ? 'waiting' : thread.status) ?? 0;
}
