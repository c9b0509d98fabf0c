/**
 * Managers: a process that keeps objects, and others that call them through proxies. A call waits for its answer. What is
 * put in arrives as a copy, so after changing a list inside a dict, put it there again.
 */
import type { BoundedSemaphore, RLock, Semaphore } from './locks.js';
import type { Queue as ThreadQueue } from './queues.js';
import type { Barrier, Condition, Event } from './synchronizers.js';

/** A dict that a manager keeps. Keys are equal when their contents are. */
export interface DictProxy<K, V> {
  /** The value of a key, or `missing` when there is none. */
  get(key: K): V | undefined;
  get(key: K, missing: V): V;
  set(key: K, value: V): void;
  has(key: K): boolean;
  /** Python: `del d[key]`. @throws KeyError when there is none */
  delete(key: K): void;
  /** Takes a key out and returns its value, or `missing`. @throws KeyError when there is none and no `missing` */
  pop(key: K, missing?: V): V;
  /** Takes the last pair out. @throws KeyError when there is none */
  popitem(): [K, V];
  /** The value of a key, which is set first when there is none. */
  setdefault(key: K, value: V): V;
  update(pairs: Iterable<readonly [K, V]> | Readonly<Record<string, V>>): void;
  keys(): K[];
  values(): V[];
  items(): [K, V][];
  /** What the dict holds now, as a copy. */
  copy(): Map<K, V>;
  clear(): void;
  readonly length: number;
}

/** A list that a manager keeps. A negative index counts from the end. */
export interface ListProxy<T> {
  /** @throws RangeError when there is no such element */
  get(index: number): T;
  /** @throws RangeError when there is no such element */
  set(index: number, value: T): void;
  /** Python: `del l[index]`. @throws RangeError when there is no such element */
  delete(index: number): void;
  append(value: T): void;
  extend(values: Iterable<T>): void;
  insert(index: number, value: T): void;
  /** Takes the last element out, or that at an index. @throws RangeError when there is none */
  pop(index?: number): T;
  /** Takes the first equal element out. @throws RangeError when there is none */
  remove(value: T): void;
  /** Where the first equal element is. @throws RangeError when there is none */
  index(value: T): number;
  count(value: T): number;
  has(value: T): boolean;
  reverse(): void;
  /** Sorts, comparing as PriorityQueue does. */
  sort(): void;
  /** What the list holds now, as a copy. Python: `l[:]`. */
  copy(): T[];
  readonly length: number;
}

/** A value that a manager keeps. */
export interface ValueProxy<T> {
  value: T;
  get(): T;
  set(value: T): void;
}

/** An array of fixed length that a manager keeps. */
export interface ArrayProxy {
  /** @throws RangeError when there is no such element */
  get(index: number): number;
  /** @throws RangeError when there is no such element */
  set(index: number, value: number): void;
  readonly length: number;
}

/** An object with properties that a manager keeps. One that was not set is undefined. */
export type NamespaceProxy<T extends object> = Partial<T>;

/** A manager. Its objects behave as those of `threadlanes`; any process may be given them. */
export interface SyncManager {
  dict<K = string, V = unknown>(
    initial?: Iterable<readonly [K, V]> | Readonly<Record<string, V>>,
  ): DictProxy<K, V>;
  list<T = unknown>(initial?: Iterable<T>): ListProxy<T>;
  Value<T>(typecode: string, value: T): ValueProxy<T>;
  Array(typecode: string, values: Iterable<number>): ArrayProxy;
  Namespace<T extends object>(initial?: T): NamespaceProxy<T>;
  Queue<T = unknown>(maxsize?: number): ThreadQueue<T>;
  JoinableQueue<T = unknown>(maxsize?: number): ThreadQueue<T>;
  Lock(): ManagedLock;
  RLock(): RLock;
  Semaphore(value?: number): Semaphore;
  BoundedSemaphore(value?: number): BoundedSemaphore;
  Condition(lock?: ManagedLock | RLock): Condition;
  Event(): Event;
  Barrier(parties: number, action?: () => void, timeout?: number): Barrier;
  /** Ends the manager. Any call of its objects then is an OSError. Again, it does nothing. */
  shutdown(): void;
}

/** A lock that a manager keeps: as Lock of `threadlanes`, but Python's proxy has no locked(). */
export interface ManagedLock {
  acquire(blocking?: boolean, timeout?: number): boolean;
  release(): void;
}

/** Starts a manager: a process of its own. It ends with the process that started it, at the latest. */
export declare function Manager(): SyncManager;
