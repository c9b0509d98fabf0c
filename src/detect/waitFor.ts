/**
 * The wait-for graph of a state, and its cycles (Holt, "Some Deadlock Properties of Computer Systems", 1972): a blocked
 * thread waits for the holders of the object it is blocked on. A thread whose wait has a time-out is left out.
 */

import type { EventLog } from '../trace/eventLog.js';
import type { CycleEdge } from '../trace/finding.js';
import type { ObjectId, SiteId, ThreadId } from '../trace/ids.js';
import type { ObjectState, ProgramState, ThreadState } from '../trace/state.js';
import { ObjectKind, Operation } from '../trace/vocabulary.js';

/** Whether a thread blocked on this object for this operation could go on now. The same rules as runtime/waiting.ts. */
export function couldProceed(object: ObjectState, operation: Operation | 0): boolean {
  switch (object.kind) {
    case ObjectKind.Lock:
    case ObjectKind.Thread:
      return object.holders.length === 0;
    case ObjectKind.Queue:
      return operation === Operation.Get
        ? object.items.length > 0
        : object.capacity <= 0 || object.items.length < object.capacity;
    default:
      return true;
  }
}

/** Blocked with no end in sight unless another thread does something. */
export function isStuck(state: ProgramState, thread: ThreadState): boolean {
  if (thread.status !== 'blocked' || thread.hasTimeout) return false;
  const object = state.objects[thread.blockedOn];
  return (
    object !== undefined &&
    !(object.kind === ObjectKind.Thread ? hasEnded(state, object) : couldProceed(object, thread.operation))
  );
}

/** A started thread that has not begun yet holds nothing, but has not ended either. */
function hasEnded(state: ProgramState, object: ObjectState): boolean {
  return state.threads.some((thread) => thread?.object === object.id && thread.status === 'ended');
}

/** True when some thread is left and none of those left can ever go on. */
export function nobodyCanGoOn(state: ProgramState): boolean {
  const left = state.threads.filter(
    (thread) => thread && thread.status !== 'ended' && thread.status !== 'new',
  );
  return left.length > 0 && left.every((thread) => thread && isStuck(state, thread));
}

/** All cycles of stuck threads, each once. Every stuck thread of these primitives waits for one holder at most. */
export function cyclesOf(state: ProgramState, log: EventLog): CycleEdge[][] {
  const cycles: CycleEdge[][] = [];
  const visited = new Set<number>();
  for (const thread of state.threads) {
    if (!thread || visited.has(thread.id)) continue;
    const path: number[] = [];
    let at: ThreadState | undefined = thread;
    while (at && !visited.has(at.id) && isStuck(state, at)) {
      visited.add(at.id);
      path.push(at.id);
      at = holderOf(state, at);
    }
    const start = at ? path.indexOf(at.id) : -1;
    if (start >= 0) cycles.push(edges(state, log, path.slice(start)));
  }
  return cycles;
}

function holderOf(state: ProgramState, thread: ThreadState): ThreadState | undefined {
  const holder = state.objects[thread.blockedOn]?.holders[0];
  return holder && state.threads[holder.thread];
}

/** Each thread of the cycle holds what the one before it waits for. */
function edges(state: ProgramState, log: EventLog, cycle: readonly number[]): CycleEdge[] {
  return cycle.map((id, index) => {
    const thread = state.threads[id] as ThreadState;
    const previous = state.threads[cycle[(index + cycle.length - 1) % cycle.length] as number] as ThreadState;
    const held = state.objects[previous.blockedOn] as ObjectState;
    const taken = held.holders[0]?.since ?? 0;
    return {
      thread: id as ThreadId,
      holds: held.id as ObjectId,
      holdsSite: log.site(taken) as SiteId,
      waitsFor: thread.blockedOn as ObjectId,
      waitsSite: log.site(thread.since) as SiteId,
    };
  });
}
