/**
 * Who runs, who owns what, who waits, what is in which queue: the state of a program after some number of events.
 * Changed only by the reducers, through its methods; whoever wants to know of each change passes an observer.
 */
import type { ObjectKind, Operation, ThreadKind } from './vocabulary.js';

export type ThreadStatus = 'new' | 'started' | 'runnable' | 'running' | 'blocked' | 'sleeping' | 'ended';

export interface ThreadState {
  readonly id: number;
  readonly name: string;
  readonly kind: ThreadKind;
  readonly daemon: boolean;
  readonly parent: number;
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
  /** Ended by an exception. */
  raised: boolean;
}

export interface Holder {
  readonly thread: number;
  /** Event of the acquisition. */
  readonly since: number;
}
export interface Waiter {
  readonly thread: number;
  readonly operation: Operation;
  readonly since: number;
}
export interface Item {
  readonly id: number;
  readonly text: string;
  readonly thread: number;
  readonly since: number;
}

export interface ObjectState {
  readonly id: number;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly site: number;
  readonly capacity: number;
  holders: Holder[];
  waiters: Waiter[];
  items: Item[];
  /** Short form of the value; '' for kinds without one. */
  value: string;
}

/** Told of each change after it was made; `i` is the event that made it. */
export interface StateObserver {
  threadChanged?(thread: ThreadState, i: number): void;
  holdersChanged?(object: ObjectState, i: number): void;
  waitersChanged?(object: ObjectState, i: number): void;
  itemsChanged?(object: ObjectState, i: number): void;
  valueChanged?(object: ObjectState, i: number): void;
  /** Event `from` made event `to` possible: release and acquire, put and get, start and begin, end and join. */
  linked?(from: number, to: number): void;
}

export class ProgramState {
  /** By id. Thread ids and object ids are small and dense from 1; index 0 is empty. */
  readonly threads: (ThreadState | undefined)[] = [];
  readonly objects: (ObjectState | undefined)[] = [];
  /** Event that last freed each object (release, end), for the arrow to whoever it lets through. */
  readonly freedAt = new Map<number, number>();
  observer: StateObserver = {};

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
    object.waiters = [...object.waiters, { thread: thread.id, operation, since: i }];
    this.setStatus(thread, 'blocked', i);
    this.observer.waitersChanged?.(object, i);
  }
  /** Ends a wait, for whatever reason. True if the thread was waiting. */
  unblock(thread: ThreadState, i: number): boolean {
    if (thread.status !== 'blocked') return false;
    const object = this.objects[thread.blockedOn];
    if (object) {
      object.waiters = object.waiters.filter((waiter) => waiter.thread !== thread.id);
      this.observer.waitersChanged?.(object, i);
    }
    this.setStatus(thread, 'running', i);
    return true;
  }
  addHolder(object: ObjectState, thread: number, i: number): void {
    object.holders = [...object.holders, { thread, since: i }];
    this.observer.holdersChanged?.(object, i);
  }
  removeHolder(object: ObjectState, thread: number, i: number): void {
    const own = object.holders.findIndex((holder) => holder.thread === thread);
    const gone = own >= 0 ? own : 0; // a Lock may be released by a thread that does not hold it
    object.holders = object.holders.filter((_, index) => index !== gone);
    this.freedAt.set(object.id, i);
    this.observer.holdersChanged?.(object, i);
  }
  putItem(object: ObjectState, item: Item): void {
    object.items = [...object.items, item];
    this.observer.itemsChanged?.(object, item.since);
  }
  takeItem(object: ObjectState, id: number, i: number): Item | undefined {
    const item = object.items.find((candidate) => candidate.id === id);
    object.items = object.items.filter((candidate) => candidate !== item);
    this.observer.itemsChanged?.(object, i);
    return item;
  }
  setValue(object: ObjectState, value: string, i: number): void {
    object.value = value;
    this.observer.valueChanged?.(object, i);
  }

  /** An independent copy, without observer. Arrays inside are replaced, never changed, so they can be shared. */
  copy(): ProgramState {
    const copy = new ProgramState();
    for (const thread of this.threads) if (thread) copy.threads[thread.id] = { ...thread };
    for (const object of this.objects) if (object) copy.objects[object.id] = { ...object };
    for (const [object, seq] of this.freedAt) copy.freedAt.set(object, seq);
    return copy;
  }
}
