/** gevent.pool: Group, the greenlets that somebody keeps together, and Pool, of which only so many are alive at once. */

import { current } from '../kernel.js';
import { bodyAt } from '../memory.js';
import { poolKind } from '../objectKinds.js';
import { load, store } from '../sharedBytes.js';
import { address, createObject, registerKind, SharedObject, setAddress, wrapperAt } from '../sharedObject.js';
import { Semaphore } from './cooperativeObjects.js';
import { makeGreenlet } from './rawGreenlet.js';
import { Greenlet, joinall, killall } from './spawned.js';

type Anything = (...args: never[]) => unknown;

const PoolWords = {
  Places: bodyAt,
  Size: bodyAt + 1,
  Members: bodyAt + 2,
  MembersLength: bodyAt + 3,
} as const;

export class Group extends SharedObject {
  constructor(greenlets: Iterable<Greenlet> = []) {
    super();
    createObject(this, poolKind, () => {});
    for (const greenlet of greenlets) this.add(greenlet);
  }

  add(greenlet: Greenlet): void {
    keepMembers(this, [...membersOf(this), greenlet]);
  }
  discard(greenlet: Greenlet): void {
    keepMembers(
      this,
      membersOf(this).filter((member) => member !== greenlet),
    );
  }
  /** Makes a greenlet of the group and starts it; in a pool that is full it waits for a place first. */
  spawn(run: Anything, ...args: readonly unknown[]): Greenlet {
    const places = placesOf(this);
    places?.acquire();
    const greenlet = Object.create(Greenlet.prototype) as Greenlet;
    makeGreenlet(greenlet, run as (...args: readonly unknown[]) => unknown, args, true, undefined, places);
    this.add(greenlet);
    greenlet.start();
    return greenlet;
  }
  /** The results in the order of the items; throws the first exception. */
  map(run: Anything, ...lists: readonly Iterable<unknown>[]): unknown[] {
    return [...this.imap(run, ...lists)];
  }
  *imap(run: Anything, ...lists: readonly Iterable<unknown>[]): IterableIterator<unknown> {
    const columns = lists.map((list) => [...list]);
    const length = Math.min(...columns.map((column) => column.length));
    const greenlets = Array.from({ length }, (_, row) =>
      this.spawn(run, ...columns.map((column) => column[row])),
    );
    for (const greenlet of greenlets) yield greenlet.get();
  }
  apply(run: Anything, args: readonly unknown[] = []): unknown {
    return this.spawn(run, ...args).get();
  }
  /** Waits until all greenlets of the group are done, or the time is up. */
  join(timeout?: number, raiseError = false): boolean {
    joinall(membersOf(this), timeout, raiseError);
    return this.size === 0;
  }
  kill(exception?: unknown, block = true, timeout?: number): void {
    killall(membersOf(this), exception, block, timeout);
  }
  /** How many of its greenlets are not done. */
  get size(): number {
    return membersOf(this).filter((member) => !member.ready()).length;
  }
}

export class Pool extends Group {
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 0) throw new RangeError('size must not be negative');
    super();
    const places = new Semaphore(size);
    const { words } = current();
    words[this[address] + PoolWords.Places] = places[address];
    words[this[address] + PoolWords.Size] = size;
  }
  freeCount(): number {
    return (current().words[this[address] + PoolWords.Size] as number) - this.size;
  }
  full(): boolean {
    return this.freeCount() <= 0;
  }
}
registerKind(poolKind, (at) => {
  const type = current().words[at + PoolWords.Places] === 0 ? Group : Pool;
  const wrapper = Object.create(type.prototype) as Group;
  setAddress(wrapper, at);
  return wrapper;
});

function placesOf(group: Group): Semaphore | undefined {
  const at = current().words[group[address] + PoolWords.Places] as number;
  return at === 0 ? undefined : (wrapperAt(at) as Semaphore);
}

function membersOf(group: Group): Greenlet[] {
  const kernel = current();
  const at = kernel.words[group[address] + PoolWords.Members] as number;
  if (at === 0) return [];
  return load(kernel, at, kernel.words[group[address] + PoolWords.MembersLength] as number) as Greenlet[];
}

/** Those that are done are left out. */
function keepMembers(group: Group, members: readonly Greenlet[]): void {
  const kernel = current();
  const { words } = kernel;
  const at = group[address];
  const old = words[at + PoolWords.Members] as number;
  if (old !== 0) kernel.allocator.free(old, words[at + PoolWords.MembersLength] as number);
  const stored = store(
    kernel,
    members.filter((member) => !member.ready()),
    'the greenlets',
  );
  words[at + PoolWords.Members] = stored.at;
  words[at + PoolWords.MembersLength] = stored.length;
}
