/**
 * Whether a blocked thread could go on if it were given a turn now: one pure rule a kind of object, the counterpart on the
 * model of runtime/waiting.ts.
 */
import type { ObjectState, ProgramState, ThreadState } from '../trace/state.js';
import {
  EventState,
  FutureState,
  ObjectKind,
  Operation,
  QueueState,
  ThreadKind,
} from '../trace/vocabulary.js';

/** Blocked with no end in sight unless another thread does something. */
export function isStuck(state: ProgramState, thread: ThreadState): boolean {
  if (thread.kind === ThreadKind.Kernel) return !hasDeliveries(state);
  if (thread.status !== 'blocked' || thread.hasTimeout) return false;
  const object = state.objects[thread.blockedOn];
  return object !== undefined && !couldProceed(state, object, thread);
}

/** Something is on its way between sockets, which the kernel will deliver. */
function hasDeliveries(state: ProgramState): boolean {
  return state.objects.some((object) => object?.kind === ObjectKind.Network && object.items.length > 0);
}

function couldProceed(state: ProgramState, object: ObjectState, thread: ThreadState): boolean {
  switch (object.kind) {
    case ObjectKind.Lock:
    case ObjectKind.Gil:
      return object.holders.length === 0;
    case ObjectKind.Loop:
      return thread.operation === Operation.Turn ? object.holders.length === 0 : object.permits > 0;
    case ObjectKind.Network:
    case ObjectKind.Socket:
      return object.items.length > 0;
    case ObjectKind.RLock:
      return object.holders.every((holder) => holder.thread === thread.id);
    case ObjectKind.Semaphore:
      return object.permits > 0;
    case ObjectKind.Thread:
      return hasEnded(state, object);
    case ObjectKind.Queue:
      return queueLetsOn(object, thread.operation);
    case ObjectKind.Connection:
      return object.items.length > 0 || object.state !== 0 || state.objects[object.link]?.state !== 0;
    case ObjectKind.Event:
      return object.permits > 0 || object.state === EventState.Set;
    case ObjectKind.Future:
      return object.permits > 0 || object.state >= FutureState.Finished;
    case ObjectKind.Condition:
    case ObjectKind.Barrier:
    case ObjectKind.Selector:
      return object.permits > 0;
    case ObjectKind.Executor:
      return object.items.length > 0 || object.state !== 0;
    default:
      return true;
  }
}

function queueLetsOn(queue: ObjectState, operation: Operation | 0): boolean {
  if (queue.state === QueueState.ShutDown && operation !== Operation.TasksDone) return true;
  if (operation === Operation.TasksDone) return queue.unfinished === 0;
  if (operation === Operation.Get) return queue.items.length > 0;
  return queue.capacity <= 0 || queue.items.length < queue.capacity;
}

/** A started thread that has not begun yet holds nothing, but has not ended either. */
function hasEnded(state: ProgramState, object: ObjectState): boolean {
  return state.threads.some((thread) => thread?.object === object.id && thread.status === 'ended');
}
