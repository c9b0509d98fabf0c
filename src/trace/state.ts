/**
 * Who runs, who owns what, who waits, what is in which queue: the state of a program after some number of events.
 * Changed only by the reducers, through its methods and in place; whoever wants to know of each change passes an observer.
 */
import { type Item, Items } from './items.js';
import { ObjectKind, type Operation, type ThreadEnding, type ThreadKind } from './vocabulary.js';

export type { Item } from './items.js';
export type ThreadStatus = 'new' | 'started' | 'runnable' | 'running' | 'blocked' | 'sleeping' | 'ended';

export interface ThreadState {
  readonly id: number;
  name: string;
  readonly kind: ThreadKind;
  daemon: boolean;
  readonly parent: number;
  /** Thread id of the process that it belongs to: its own for a process, 0 for the process of main. */
  readonly process: number;
  /** The object that a join waits on. */
  readonly object: number;
  status: ThreadStatus;
  /** Event that brought the status about. */
  since: number;
  /** Object waited for, 0 for none, and how. */
  blockedOn: number;
  operation: Operation | 0;
  /** The wait ends by itself at some time. */
  hasTimeout: boolean;
  /** Site of the thread's latest event. */
  site: number;
  ending: ThreadEnding;
  exitCode: number;
  /** Work left, ns; -1 outside a computation. */
  workLeft: number;
  /** The future whose task it carries out; 0 for none. */
  task: number;
}

export interface Holder {
  readonly thread: number;
  /** Event of the acquisition, and its line. */
  readonly since: number;
  readonly site: number;
  /** How many times it was taken (an RLock). */
  depth: number;
}
export interface Waiter {
  readonly thread: number;
  readonly operation: Operation;
  readonly since: number;
}

export interface ObjectState {
  readonly id: number;
  readonly kind: ObjectKind;
  /** Create's info: QueueOrder, SemaphoreBound, ConnectionUse. */
  readonly variety: number;
  name: string;
  /** Its name when it was made: a thread may be renamed. */
  readonly madeAs: string;
  readonly site: number;
  /** Thread that made it. */
  readonly maker: number;
  /** Room of a queue, permits a semaphore began with, parties of a barrier, workers of an executor, length of an array. */
  readonly capacity: number;
  /** A condition's lock, a connection's other end, the pool of a future, the array of an element; 0 for none. */
  readonly link: number;
  readonly holders: Holder[];
  readonly waiters: Waiter[];
  readonly items: Items;
  /** Short form of the value; '' for kinds without one. */
  value: string;
  /** As the State event's info. */
  state: number;
  /** Free permits of a semaphore; of others, how many waiters were let through and have not gone on yet. */
  permits: number;
  /** Tasks of a queue that are not done; means something only where somebody counts them. */
  unfinished: number;
  /** Somebody has said that a task is done, or waited until all are. */
  countsTasks: boolean;
  /** Event that last freed it (release, notify, end), for the arrow to whoever it lets through; -1 for none. */
  freedAt: number;
}

/** Told of each change after it was made; `i` is the event that made it. */
export interface StateObserver {
  threadChanged?(thread: ThreadState, i: number): void;
  objectMade?(object: ObjectState, i: number): void;
  holdersChanged?(object: ObjectState, i: number): void;
  waitersChanged?(object: ObjectState, i: number): void;
  itemsChanged?(object: ObjectState, i: number): void;
  valueChanged?(object: ObjectState, i: number): void;
  /** State code, permits or unfinished tasks. */
  stateChanged?(object: ObjectState, i: number): void;
  /** Event `from` made event `to` possible: release and acquire, put and get, start and begin, end and join. */
  linked?(from: number, to: number): void;
}

/** Ids beyond this come from a damaged trace: a run has no room for so many objects. */
const mostIds = 16_777_216;

export class ProgramState {
  /** By id. Thread ids and object ids are small and dense from 1; index 0 is empty. */
  readonly threads: (ThreadState | undefined)[] = [];
  readonly objects: (ObjectState | undefined)[] = [];
  /** Those of the objects that are arrays. */
  readonly arrays: ObjectState[] = [];
  /** How many objects of a kind each site has made, for their names. */
  readonly made = new Map<number, number>();
  observer: StateObserver = {};

  addThread(thread: ThreadState, i: number): void {
    if (thread.id >= mostIds) return;
    this.threads[thread.id] = thread;
    this.observer.threadChanged?.(thread, i);
  }
  addObject(object: ObjectState, i: number): void {
    if (object.id < 0 || object.id >= mostIds) return;
    this.objects[object.id] = object;
    if (object.kind === ObjectKind.SharedArray) this.arrays.push(object);
    this.observer.objectMade?.(object, i);
  }

  setStatus(thread: ThreadState, status: ThreadStatus, i: number): void {
    if (thread.status === 'ended') return;
    thread.status = status;
    thread.since = i;
    if (status !== 'blocked') {
      thread.blockedOn = 0;
      thread.operation = 0;
      thread.hasTimeout = false;
    }
    this.observer.threadChanged?.(thread, i);
  }
  block(
    thread: ThreadState,
    object: ObjectState,
    operation: Operation,
    hasTimeout: boolean,
    i: number,
  ): void {
    thread.blockedOn = object.id;
    thread.operation = operation;
    thread.hasTimeout = hasTimeout;
    object.waiters.push({ thread: thread.id, operation, since: i });
    this.setStatus(thread, 'blocked', i);
    this.observer.waitersChanged?.(object, i);
  }
  /** Ends a wait, for whatever reason. True if the thread was waiting. */
  unblock(thread: ThreadState, i: number): boolean {
    if (thread.status !== 'blocked') return false;
    const object = this.objects[thread.blockedOn];
    if (object) {
      const place = object.waiters.findIndex((waiter) => waiter.thread === thread.id);
      if (place >= 0) object.waiters.splice(place, 1);
      this.observer.waitersChanged?.(object, i);
    }
    this.setStatus(thread, 'running', i);
    return true;
  }
  addHolder(object: ObjectState, thread: number, site: number, i: number): void {
    object.holders.push({ thread, since: i, site, depth: 1 });
    this.observer.holdersChanged?.(object, i);
  }
  /** Takes away the thread's own holding, or the oldest one: whoever releases need not be an owner. */
  removeHolder(object: ObjectState, thread: number, i: number): void {
    const own = object.holders.findIndex((holder) => holder.thread === thread);
    object.holders.splice(Math.max(own, 0), 1);
    object.freedAt = i;
    this.observer.holdersChanged?.(object, i);
  }
  setDepth(object: ObjectState, holder: Holder, depth: number, i: number): void {
    holder.depth = depth;
    this.observer.holdersChanged?.(object, i);
  }
  putItem(object: ObjectState, item: Item, index: number): void {
    object.items.insert(item, index);
    this.observer.itemsChanged?.(object, item.since);
  }
  takeItem(object: ObjectState, id: number, i: number): Item | undefined {
    const item = object.items.take(id);
    this.observer.itemsChanged?.(object, i);
    return item;
  }
  setValue(object: ObjectState, value: string, i: number): void {
    object.value = value;
    this.observer.valueChanged?.(object, i);
  }
  setPermits(object: ObjectState, permits: number, i: number): void {
    object.permits = permits;
    this.observer.stateChanged?.(object, i);
  }
  setUnfinished(object: ObjectState, unfinished: number, i: number): void {
    object.unfinished = unfinished;
    this.observer.stateChanged?.(object, i);
  }
  setState(object: ObjectState, state: number, i: number): void {
    object.state = state;
    object.freedAt = i;
    this.observer.stateChanged?.(object, i);
  }

  /** As before the first event. */
  reset(): void {
    this.threads.length = 0;
    this.objects.length = 0;
    this.arrays.length = 0;
    this.made.clear();
  }

  /** An independent copy, without observer. */
  copy(): ProgramState {
    const copy = new ProgramState();
    for (const thread of this.threads) if (thread) copy.threads[thread.id] = { ...thread };
    for (const object of this.objects) if (object) copy.objects[object.id] = copyObject(object);
    for (const array of this.arrays) copy.arrays.push(copy.objects[array.id] ?? array);
    for (const [site, count] of this.made) copy.made.set(site, count);
    return copy;
  }
}

function copyObject(object: ObjectState): ObjectState {
  return {
    ...object,
    holders: object.holders.map((holder) => ({ ...holder })),
    waiters: [...object.waiters],
    items: object.items.copy(),
  };
}

/** A fresh object, with what is given. */
export function newObject(
  given: Pick<ObjectState, 'id' | 'kind' | 'variety' | 'name' | 'site' | 'maker' | 'capacity' | 'link'>,
): ObjectState {
  const { id, kind, variety, name, site, maker, capacity, link } = given;
  // Field by field: a spread makes the object anew for each field that it adds.
  return {
    id,
    kind,
    variety,
    name,
    madeAs: name,
    site,
    maker,
    capacity,
    link,
    holders: [],
    waiters: [],
    items: new Items(),
    value: '',
    state: 0,
    permits: 0,
    unfinished: 0,
    countsTasks: false,
    freedAt: -1,
  };
}
