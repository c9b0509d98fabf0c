/**
 * How each event changes the state: one small function a kind, and nothing else.
 * Total: an event that makes no sense (a cut or damaged trace) changes nothing rather than throwing.
 */
import type { EventLog } from './eventLog.js';
import type { Site } from './header.js';
import { makeElement, makeObject } from './makeObject.js';
import { newObject, type ObjectState, type ProgramState, type ThreadState } from './state.js';
import {
  BarrierState,
  EventKind,
  EventState,
  FutureState,
  KernelPhase,
  ObjectKind,
  Operation,
  SwitchReason,
  ThreadEnding,
  ThreadKind,
  ValueForm,
} from './vocabulary.js';

type Reducer = (
  state: ProgramState,
  log: EventLog,
  i: number,
  thread: ThreadState | undefined,
  object: ObjectState | undefined,
  sites: readonly Site[],
) => void;

const threadNew: Reducer = (state, log, i) => {
  const id = log.a(i);
  const detail = log.b(i);
  const name = log.text(i);
  const object = log.object(i);
  state.addObject(
    newObject({
      id: object,
      kind: ObjectKind.Thread,
      variety: 0,
      name,
      site: log.site(i),
      maker: log.thread(i),
      capacity: 0,
      link: 0,
    }),
    i,
  );
  const kind = (detail & 0xff) as ThreadKind;
  state.addThread(
    {
      id,
      name,
      kind,
      daemon: ((detail >>> 8) & 0xff) !== 0,
      parent: log.thread(i),
      process: kind === ThreadKind.Process ? id : detail >>> 16,
      object,
      status: 'new',
      since: i,
      blockedOn: 0,
      operation: 0,
      hasTimeout: false,
      site: 0,
      ending: ThreadEnding.Returned,
      exitCode: 0,
      workLeft: -1,
      task: 0,
    },
    i,
  );
};

const threadChange: Reducer = (state, log, i, _thread, object) => {
  const thread = state.threads[log.a(i)];
  if (!thread) return;
  thread.name = log.text(i);
  if (object) object.name = thread.name;
  thread.daemon = ((log.b(i) >>> 8) & 0xff) !== 0;
};

const threadStart: Reducer = (state, log, i, _thread, object) => {
  const started = state.threads[log.a(i)];
  if (started) state.setStatus(started, 'started', i);
  if (object) object.freedAt = i;
};

/** A thread holds its own thread object from begin to end: a join is a wait for that. */
const threadBegin: Reducer = (state, log, i, thread, object) => {
  if (!thread) return;
  state.setStatus(thread, 'running', i);
  if (!object) return;
  if (object.freedAt >= 0) state.observer.linked?.(object.freedAt, i);
  state.addHolder(object, thread.id, log.site(i), i);
};

const threadEnd: Reducer = (state, log, i, thread, object) => {
  if (!thread) return;
  thread.ending = log.info(i) as ThreadEnding;
  thread.exitCode = log.a(i);
  state.unblock(thread, i);
  state.setStatus(thread, 'ended', i);
  if (object) state.removeHolder(object, thread.id, i);
};

const switchTo: Reducer = (state, log, i, thread) => {
  const next = state.threads[log.a(i)];
  if (thread?.status === 'running' && log.info(i) === SwitchReason.Preempted)
    state.setStatus(thread, 'runnable', i);
  if (next?.status === 'runnable') state.setStatus(next, 'running', i);
};

const create: Reducer = (state, log, i, _thread, _object, sites) => {
  makeObject(state, log, i, sites);
};

const block: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  const operation = log.info(i) as Operation;
  if (operation === Operation.TasksDone) object.countsTasks = true;
  state.block(thread, object, operation, log.float(i) >= 0, i);
};

const timedOut: Reducer = (state, _log, i, thread) => {
  if (thread) state.unblock(thread, i);
};

/** The wait is over; if there was one, what freed the object let this thread through. */
function letThrough(state: ProgramState, thread: ThreadState, object: ObjectState, i: number): void {
  if (thread.status === 'blocked' && state.unblock(thread, i) && object.freedAt >= 0)
    state.observer.linked?.(object.freedAt, i);
}

const acquire: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  // A greenlet that gets its turn back still has to look at what it waited for.
  if (object.kind !== ObjectKind.Loop || thread.blockedOn === object.id) letThrough(state, thread, object, i);
  if (object.kind === ObjectKind.Semaphore) object.permits = log.a(i);
  const depth = object.kind === ObjectKind.RLock ? log.a(i) : 1;
  const own = depth > 1 ? object.holders.find((holder) => holder.thread === thread.id) : undefined;
  if (own) return state.setDepth(object, own, depth, i);
  state.addHolder(object, thread.id, log.site(i), i);
  const [holder] = object.holders;
  if (depth > 1 && holder) state.setDepth(object, holder, depth, i); // a condition gives an RLock back as deep as it was
};

const release: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  if (object.kind === ObjectKind.Semaphore) return releasePermits(state, object, thread, log, i);
  const depth = object.kind === ObjectKind.RLock ? log.a(i) : 0;
  const own = depth > 0 ? object.holders.find((holder) => holder.thread === thread.id) : undefined;
  if (own) state.setDepth(object, own, depth, i);
  else state.removeHolder(object, thread.id, i);
};

function releasePermits(
  state: ProgramState,
  object: ObjectState,
  thread: ThreadState,
  log: EventLog,
  i: number,
): void {
  for (let left = Math.min(Math.max(log.b(i), 1), object.holders.length); left > 0; left--)
    state.removeHolder(object, thread.id, i);
  object.freedAt = i;
  state.setPermits(object, log.a(i), i);
}

const put: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  letThrough(state, thread, object, i);
  object.unfinished++;
  state.putItem(object, { id: log.a(i), text: log.text(i), thread: thread.id, since: i }, log.b(i));
};

const get: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  state.unblock(thread, i);
  const item = state.takeItem(object, log.a(i), i);
  if (item) state.observer.linked?.(item.since, i);
  object.freedAt = i;
};

const taskDone: Reducer = (state, log, i, _thread, object) => {
  if (!object) return;
  object.countsTasks = true;
  if (log.a(i) === 0) object.freedAt = i;
  state.setUnfinished(object, log.a(i), i);
};

const write: Reducer = (state, log, i, _thread, object) => {
  if (object)
    state.setValue(object, log.info(i) === ValueForm.Number ? String(log.float(i)) : log.text(i), i);
};

/** A value that was never written in sight, such as an element's first one, is known from now on. */
const read: Reducer = (_state, log, i, _thread, object) => {
  if (object?.value === '' && object.kind === ObjectKind.Shared)
    object.value = log.info(i) === ValueForm.Number ? String(log.float(i)) : log.text(i);
};

const sleep: Reducer = (state, _log, i, thread) => {
  if (thread) state.setStatus(thread, 'sleeping', i);
};
const run: Reducer = (state, _log, i, thread) => {
  if (thread) state.setStatus(thread, 'running', i);
};

const join: Reducer = (state, _log, i, thread, object) => {
  if (!thread || !object) return;
  state.unblock(thread, i);
  if (object.freedAt >= 0) state.observer.linked?.(object.freedAt, i);
};

/** A wait without ownership is over; at a queue it was for its tasks. */
const pass: Reducer = (state, _log, i, thread, object) => {
  if (!thread || !object) return;
  if (object.kind === ObjectKind.Queue) object.countsTasks = true;
  letThrough(state, thread, object, i);
  if (object.permits > 0 && object.kind !== ObjectKind.Semaphore)
    state.setPermits(object, object.permits - 1, i);
};

const notify: Reducer = (state, log, i, _thread, object) => {
  if (!object) return;
  object.freedAt = i;
  state.setPermits(object, object.permits + log.a(i), i);
};

/** Whether a state lets through whoever waits for the object at that moment. */
function letsThrough(kind: ObjectKind, code: number): boolean {
  if (kind === ObjectKind.Event) return code === EventState.Set;
  if (kind === ObjectKind.Barrier) return code !== BarrierState.Filling;
  return kind === ObjectKind.Future && code >= FutureState.Finished;
}

/** Whoever carries out a pool's task says so at its future, and says when it is done. */
function takeOrEndTask(thread: ThreadState, future: ObjectState, code: number): void {
  if (code === FutureState.Running) thread.task = future.id;
  else if (thread.task === future.id) thread.task = 0;
}

const changeState: Reducer = (state, log, i, thread, object) => {
  if (!object) return;
  const code = log.info(i);
  if (thread && object.kind === ObjectKind.Future) takeOrEndTask(thread, object, code);
  if (letsThrough(object.kind, code)) object.permits += object.waiters.length;
  state.setState(object, code, i);
};

const compute: Reducer = (state, log, i, thread) => {
  if (!thread) return;
  thread.workLeft = log.float(i);
  state.setStatus(thread, 'runnable', i);
};
const preempt: Reducer = compute;
const computed: Reducer = (state, _log, i, thread) => {
  if (!thread) return;
  thread.workLeft = -1;
  state.setStatus(thread, 'running', i);
};
/** Gives the loop up and waits for its next turn. Whoever is let go on takes it with an event of its own. */
const handOver: Reducer = (state, _log, i, thread, object) => {
  if (!thread || !object) return;
  state.removeHolder(object, thread.id, i);
  state.block(thread, object, Operation.Turn, false, i);
};

/** A kernel waits for somebody else: it is none of the socket's waiters. */
function standBy(state: ProgramState, thread: ThreadState, object: ObjectState, i: number): void {
  thread.blockedOn = object.id;
  thread.operation = Operation.Receive;
  thread.hasTimeout = true;
  state.setStatus(thread, 'blocked', i);
}

/** A kernel copies if it copies for anybody; else it waits, if it waits for anybody's data. */
const phase: Reducer = (state, log, i, thread, object) => {
  if (!thread || !object) return;
  state.unblock(thread, i);
  const now = log.info(i);
  if (now === KernelPhase.Copying) state.setStatus(thread, 'running', i);
  else if (now === KernelPhase.WaitingForData) standBy(state, thread, object, i);
  else state.setStatus(thread, 'sleeping', i);
  state.setState(object, now, i);
};

const nothing: Reducer = () => undefined;

const byKind: Partial<Record<number, Reducer>> = {
  [EventKind.ThreadNew]: threadNew,
  [EventKind.ThreadChange]: threadChange,
  [EventKind.ThreadStart]: threadStart,
  [EventKind.ThreadBegin]: threadBegin,
  [EventKind.ThreadEnd]: threadEnd,
  [EventKind.Switch]: switchTo,
  [EventKind.Create]: create,
  [EventKind.Block]: block,
  [EventKind.TimedOut]: timedOut,
  [EventKind.Acquire]: acquire,
  [EventKind.Release]: release,
  [EventKind.Put]: put,
  [EventKind.Get]: get,
  [EventKind.TaskDone]: taskDone,
  [EventKind.Read]: read,
  [EventKind.AtomicRead]: read,
  [EventKind.Write]: write,
  [EventKind.AtomicWrite]: write,
  [EventKind.AtomicUpdate]: write,
  [EventKind.Sleep]: sleep,
  [EventKind.Wake]: run,
  [EventKind.Join]: join,
  [EventKind.Pass]: pass,
  [EventKind.Notify]: notify,
  [EventKind.State]: changeState,
  [EventKind.Compute]: compute,
  [EventKind.Dispatch]: run,
  [EventKind.Preempt]: preempt,
  [EventKind.Computed]: computed,
  [EventKind.HandOver]: handOver,
  [EventKind.Phase]: phase,
};
/** Dense, so that the look-up for each event costs one load. */
const reducers: readonly Reducer[] = Array.from({ length: 256 }, (_, kind) => byKind[kind] ?? nothing);

/** Applies event i. `sites` names objects after their variables. */
export function applyEvent(state: ProgramState, log: EventLog, i: number, sites: readonly Site[]): void {
  const thread = state.threads[log.thread(i)];
  const id = log.object(i);
  const object = id === 0 ? undefined : (state.objects[id] ?? makeElement(state, log, i));
  const site = log.site(i);
  if (thread && site !== 0) thread.site = site;
  (reducers[log.kind(i)] as Reducer)(state, log, i, thread, object, sites);
}
