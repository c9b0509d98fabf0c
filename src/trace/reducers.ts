/**
 * How each event changes the state: one small function a kind, and nothing else.
 * Total: an event that makes no sense (a cut or damaged trace) changes nothing rather than throwing.
 */
import type { EventLog } from './eventLog.js';
import type { Site } from './header.js';
import type { ObjectState, ProgramState, ThreadState } from './state.js';
import {
  EventKind,
  ObjectKind,
  type Operation,
  objectKindName,
  SwitchReason,
  ThreadEnding,
  type ThreadKind,
  ValueForm,
} from './vocabulary.js';

interface Step {
  readonly log: EventLog;
  readonly i: number;
  readonly state: ProgramState;
  readonly sites: readonly Site[];
  readonly thread: ThreadState | undefined;
  readonly object: ObjectState | undefined;
}
type Reducer = (step: Step) => void;

/** The object's variable, told apart by a number when the same line made several; else its kind and id. */
function nameObject(step: Step, id: number, kind: ObjectKind, site: number): string {
  const named = step.sites[site]?.name;
  if (named === undefined) return `${objectKindName(kind)}-${id}`;
  let same = 1;
  for (const other of step.state.objects) if (other && other.site === site && other.kind === kind) same++;
  return same === 1 ? named : `${named}#${same}`;
}

function addObject(step: Step, kind: ObjectKind, name: string | null, capacity: number): ObjectState {
  const id = step.log.object(step.i);
  const site = step.log.site(step.i);
  const object: ObjectState = {
    id,
    kind,
    name: name ?? nameObject(step, id, kind, site),
    site,
    capacity,
    holders: [],
    waiters: [],
    items: [],
    value: '',
  };
  step.state.objects[id] = object;
  return object;
}

const threadNew: Reducer = (step) => {
  const { log, i, state } = step;
  const name = log.text(i);
  const id = log.a(i);
  addObject(step, ObjectKind.Thread, name, 0);
  const thread: ThreadState = {
    id,
    name,
    kind: (log.b(i) & 0xff) as ThreadKind,
    daemon: log.b(i) >>> 8 !== 0,
    parent: log.thread(i),
    object: log.object(i),
    status: 'new',
    since: i,
    blockedOn: 0,
    operation: 0,
    hasTimeout: false,
    site: 0,
    raised: false,
  };
  state.threads[id] = thread;
  state.observer.threadChanged?.(thread, i);
};

const threadStart: Reducer = ({ log, i, state, object }) => {
  const started = state.threads[log.a(i)];
  if (started) state.setStatus(started, 'started', i);
  if (object) state.freedAt.set(object.id, i);
};

/** A thread holds its own thread object from begin to end: a join is a wait for that. */
const threadBegin: Reducer = ({ i, state, thread, object }) => {
  if (!thread) return;
  state.setStatus(thread, 'running', i);
  if (!object) return;
  const started = state.freedAt.get(object.id);
  if (started !== undefined) state.observer.linked?.(started, i);
  state.addHolder(object, thread.id, i);
};

const threadEnd: Reducer = ({ log, i, state, thread, object }) => {
  if (!thread) return;
  thread.raised = log.info(i) === ThreadEnding.Raised;
  state.setStatus(thread, 'ended', i);
  if (object) state.removeHolder(object, thread.id, i);
};

const switchTo: Reducer = ({ log, i, state, thread }) => {
  const next = state.threads[log.a(i)];
  if (thread?.status === 'running' && log.info(i) === SwitchReason.Preempted)
    state.setStatus(thread, 'runnable', i);
  if (next?.status === 'runnable') state.setStatus(next, 'running', i);
};

const create: Reducer = (step) => {
  addObject(step, step.log.a(step.i) as ObjectKind, null, step.log.b(step.i));
};

const block: Reducer = ({ log, i, state, thread, object }) => {
  if (thread && object) state.block(thread, object, log.info(i) as Operation, log.float(i) >= 0, i);
};

const timedOut: Reducer = ({ i, state, thread }) => {
  if (thread) state.unblock(thread, i);
};

/** The wait is over; if there was one, what freed the object let this thread through. */
function letThrough(state: ProgramState, thread: ThreadState, object: ObjectState, i: number): void {
  const waited = state.unblock(thread, i);
  const freed = state.freedAt.get(object.id);
  if (waited && freed !== undefined) state.observer.linked?.(freed, i);
}

const acquire: Reducer = ({ i, state, thread, object }) => {
  if (!thread || !object) return;
  letThrough(state, thread, object, i);
  state.addHolder(object, thread.id, i);
};

const release: Reducer = ({ i, state, thread, object }) => {
  if (thread && object) state.removeHolder(object, thread.id, i);
};

const put: Reducer = ({ log, i, state, thread, object }) => {
  if (!thread || !object) return;
  letThrough(state, thread, object, i);
  state.putItem(object, { id: log.a(i), text: log.text(i), thread: thread.id, since: i });
};

const get: Reducer = ({ log, i, state, thread, object }) => {
  if (!thread || !object) return;
  state.unblock(thread, i);
  const item = state.takeItem(object, log.a(i), i);
  if (item) state.observer.linked?.(item.since, i);
  state.freedAt.set(object.id, i);
};

const write: Reducer = ({ log, i, state, object }) => {
  if (!object) return;
  state.setValue(object, log.info(i) === ValueForm.Number ? String(log.float(i)) : log.text(i), i);
};

const sleep: Reducer = ({ i, state, thread }) => {
  if (thread) state.setStatus(thread, 'sleeping', i);
};
const wake: Reducer = ({ i, state, thread }) => {
  if (thread) state.setStatus(thread, 'running', i);
};
const join: Reducer = ({ i, state, thread, object }) => {
  if (!thread || !object) return;
  state.unblock(thread, i);
  const ended = state.freedAt.get(object.id);
  if (ended !== undefined) state.observer.linked?.(ended, i);
};
const nothing: Reducer = () => undefined;

const reducers: Partial<Record<number, Reducer>> = {
  [EventKind.ThreadNew]: threadNew,
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
  [EventKind.Write]: write,
  [EventKind.Sleep]: sleep,
  [EventKind.Wake]: wake,
  [EventKind.Join]: join,
};

/** Applies event i. `sites` names objects after their variables. */
export function applyEvent(state: ProgramState, log: EventLog, i: number, sites: readonly Site[]): void {
  const thread = state.threads[log.thread(i)];
  const object = state.objects[log.object(i)];
  const site = log.site(i);
  if (thread && site !== 0) thread.site = site;
  (reducers[log.kind(i)] ?? nothing)({ log, i, state, sites, thread, object });
}
