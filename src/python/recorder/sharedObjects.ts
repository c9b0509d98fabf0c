/**
 * Objects that several processes have in common: each process calls one by the same number. Permits, depths, tasks and items
 * are counted here, in the merged order, because no process sees what the others do.
 *
 * Items. A queue's item is put by one process, lies in its buffer until its feeder thread sends it into the pipe, and is got by
 * another one. Each process sends what it puts in the order of its puts, and the pipe hands out what was sent in the order of
 * the sends (senders hold the queue's write lock, getters its read lock). So a Sent names the oldest item of its process that
 * was not sent yet, and a Get the oldest one that was sent: no item needs a number on its way.
 */
import { EventKind, ObjectKind } from '../../trace/vocabulary.js';
import type { Numbers } from './numbers.js';

/** What Put's info says; vocabulary.py has the same. */
export const PutInto = { Queue: 0, Buffer: 1, Pipe: 2 } as const;

interface SharedObject {
  id: number;
  kind: number;
  /** Of a connection: what is sent into it comes out there. */
  peer: SharedObject | undefined;
  /** Permits of a semaphore, depth of a re-entrant lock, unfinished tasks of a queue. */
  count: number;
  /** Items in the order in which they come out. */
  readonly ready: number[];
  /** Items that are not sent yet, by process. */
  readonly buffered: Map<number, number[]>;
  /** Items that have a number of their own, as the tasks of a pool. */
  readonly byKey: Map<number, number>;
}

export interface SharedEvent {
  readonly own: number;
  readonly kind: number;
  readonly info: number;
  readonly a: number;
  readonly b: number;
  /** The process that it happened in. */
  readonly process: number;
}
export interface Told {
  readonly object: number;
  readonly a: number;
  readonly b: number;
}

export class SharedObjects {
  readonly #objects = new Map<number, SharedObject>();
  constructor(readonly numbers: Numbers) {}

  /** What a record says of it. Undefined for one that nobody has told of, and for what is no record of its own. */
  translate(event: SharedEvent): Told | undefined {
    if (event.kind === EventKind.Create) return this.#create(event);
    const addressed = this.#objects.get(event.own);
    if (!addressed || addressed.kind === 0) return undefined;
    const object = (event.kind === EventKind.Put && addressed.peer) || addressed;
    const told = this.#words(object, event);
    return told && { object: object.id, ...told };
  }

  /** The object of a process's first thread. */
  thread(own: number): number {
    return this.#make(own, ObjectKind.Thread, 1).id;
  }

  /** Its number in the run; made up for one that will be told of a moment later. */
  object(own: number): number {
    return (this.#objects.get(own) ?? this.#make(own, 0, 1)).id;
  }

  #create({ own, a: kind, b: detail }: SharedEvent): Told {
    const isArray = kind === ObjectKind.SharedArray;
    const announced = this.#objects.get(own);
    const object = announced?.kind === 0 ? announced : this.#renew(own, kind, isArray ? 1 + detail : 1);
    object.kind = kind;
    if (kind === ObjectKind.Semaphore) object.count = detail;
    if (kind === ObjectKind.Connection) object.peer = this.#make(detail, 0, 1);
    const isLink = (kind === ObjectKind.Condition || kind === ObjectKind.Future) && detail > 0;
    const link = object.peer?.id ?? (isLink ? this.object(detail) : detail);
    return { object: object.id, a: kind, b: link };
  }

  #make(own: number, kind: number, count: number): SharedObject {
    return this.#objects.get(own) ?? this.#renew(own, kind, count);
  }

  /** A number may come again, when the system gives a process or a pipe the number of one that is gone. */
  #renew(own: number, kind: number, count: number): SharedObject {
    const id = this.numbers.object(count);
    const object: SharedObject = {
      id,
      kind,
      peer: undefined,
      count: 0,
      ready: [],
      buffered: new Map(),
      byKey: new Map(),
    };
    this.#objects.set(own, object);
    return object;
  }

  #words(object: SharedObject, event: SharedEvent): { a: number; b: number } | undefined {
    const { kind, a, b } = event;
    switch (kind) {
      case EventKind.Acquire:
        return this.#acquired(object);
      case EventKind.Release:
        return this.#released(object);
      case EventKind.Put:
        return this.#put(object, event);
      case EventKind.Get:
        return { a: this.#got(object, a), b: 0 };
      case EventKind.TaskDone:
        object.count = Math.max(0, object.count - 1);
        return { a: object.count, b: 0 };
      default:
        return { a, b };
    }
  }

  #acquired(object: SharedObject): { a: number; b: number } {
    if (object.kind === ObjectKind.RLock) object.count++;
    if (object.kind === ObjectKind.Semaphore) object.count = Math.max(0, object.count - 1);
    return { a: object.count, b: 0 };
  }

  #released(object: SharedObject): { a: number; b: number } {
    if (object.kind === ObjectKind.RLock) object.count = Math.max(0, object.count - 1);
    if (object.kind === ObjectKind.Semaphore) object.count++;
    return { a: object.count, b: object.kind === ObjectKind.Semaphore ? 1 : 0 };
  }

  #put(
    object: SharedObject,
    { info, a: key, b, process }: SharedEvent,
  ): { a: number; b: number } | undefined {
    const buffer = object.buffered.get(process) ?? [];
    object.buffered.set(process, buffer);
    if (info === PutInto.Pipe) {
      const sent = buffer.shift();
      if (sent !== undefined) object.ready.push(sent);
      return undefined;
    }
    const item = this.numbers.item();
    if (key !== 0) object.byKey.set(key, item);
    else (info === PutInto.Buffer ? buffer : object.ready).push(item);
    object.count++;
    return { a: item, b };
  }

  /** The number of the item; 0 for one that was put where nobody saw it. */
  #got(object: SharedObject, key: number): number {
    if (key === 0) return object.ready.shift() ?? 0;
    const item = object.byKey.get(key) ?? 0;
    object.byKey.delete(key);
    return item;
  }
}
