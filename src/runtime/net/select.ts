/** select.select and select.poll: the kernel looks at every descriptor that it is given, at every call and every wake-up. */
import { EventKind, ObjectKind, Operation } from '../../trace/vocabulary.js';
import { current, type Kernel } from '../kernel.js';
import { Control } from '../memory.js';
import { address, createObject, defineKind, SharedObject } from '../sharedObject.js';
import { secondsToNs, waitNs } from '../time.js';
import { WaitClass } from '../waiting.js';
import { idOf, network, selectObject } from './network.js';
import type { Socket } from './socket.js';
import { isReadable, isWritable, NetworkWords, SocketProblem, SocketWords } from './words.js';

export const POLLIN = 1;
export const POLLPRI = 2;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;

interface Look<T> {
  readonly examined: number;
  readonly ready: readonly T[];
  readonly names: string;
}

/** Waits until one of the sockets can be read, written, or has a problem; answers those that are. */
export function select(
  readers: Iterable<Socket>,
  writers: Iterable<Socket>,
  errors: Iterable<Socket>,
  timeout?: number,
): [Socket[], Socket[], Socket[]] {
  const kernel = current();
  const { words, memory } = kernel;
  if (timeout !== undefined && timeout < 0) throw new RangeError('timeout must be non-negative');
  const lists = [[...readers], [...writers], [...errors]] as const;
  const tests = [
    (at: number) => isReadable(words, at),
    (at: number) => isWritable(words, memory.doubles, at),
    (at: number) => words[at + SocketWords.Problem] !== SocketProblem.None,
  ] as const;
  const look = (): Look<Socket[]> => {
    const found = lists.map((list, i) => list.filter((socket) => tests[i]?.(socket[address])));
    const examined = lists.reduce((sum, list) => sum + list.length, 0);
    const some = found.flat();
    return { examined, ready: some.length > 0 ? found : [], names: namesOf(kernel, some) };
  };
  const ready = pollWithin(kernel, selectObject(kernel), look, waitNs(timeout));
  return [ready[0] ?? [], ready[1] ?? [], ready[2] ?? []];
}

function namesOf(kernel: Kernel, sockets: readonly Socket[]): string {
  return sockets.map((socket) => `#${idOf(kernel, socket[address])}`).join(' ');
}

/** Looks until something is ready or the time is up; the trace shows each look that leads somewhere at `shown`. */
export function pollWithin<T>(
  kernel: Kernel,
  shown: number,
  look: () => Look<T>,
  timeoutNs: number,
): readonly T[] {
  const pollers = kernel.words[network(kernel) + NetworkWords.Pollers] as number;
  const deadline = timeoutNs < 0 ? -1 : kernel.now() + timeoutNs;
  kernel.enter(pollers);
  let seen = look();
  while (seen.ready.length === 0 && timeoutNs !== 0) {
    const left = deadline < 0 ? -1 : Math.max(0, deadline - kernel.now());
    const attempt = (): boolean => {
      if (!kernel.isGranted) return false;
      kernel.emit(EventKind.Pass, shown);
      return true;
    };
    const woken = kernel.waitFor(pollers, WaitClass.Granted, Operation.Select, left, attempt, shown);
    seen = look();
    if (!woken) break;
  }
  kernel.emitText(EventKind.Examine, shown, 0, seen.examined, countOf(seen.names), seen.names);
  kernel.leave(pollers);
  return seen.ready;
}

function countOf(names: string): number {
  return names === '' ? 0 : names.split(' ').length;
}

/** select.poll: as select, for sockets that were registered. Time-outs are milliseconds. */
export class Poll extends SharedObject {
  readonly #masks = new Map<Socket, number>();

  constructor() {
    super();
    network(current());
    const made = createObject(this, ObjectKind.Selector, () => {});
    if (made) current().emit(EventKind.Create, this[address], 0, ObjectKind.Selector, 0);
  }
  register(socket: Socket, mask = POLLIN | POLLPRI | POLLOUT): void {
    tellWatch(this, socket, this.#masks.has(socket));
    this.#masks.set(socket, mask);
  }
  modify(socket: Socket, mask: number): void {
    if (!this.#masks.has(socket)) throw new TypeError('the socket is not registered');
    this.#masks.set(socket, mask);
  }
  unregister(socket: Socket): void {
    if (!this.#masks.delete(socket)) throw new TypeError('the socket is not registered');
    tellUnwatch(this, socket);
  }
  poll(milliseconds?: number | null): [Socket, number][] {
    const kernel = current();
    const look = (): Look<[Socket, number]> => {
      const ready = [...this.#masks].flatMap(([socket, mask]): [Socket, number][] => {
        const events = eventsOf(kernel, socket[address], mask);
        return events === 0 ? [] : [[socket, events]];
      });
      const names = namesOf(
        kernel,
        ready.map(([socket]) => socket),
      );
      return { examined: this.#masks.size, ready, names };
    };
    const wait = milliseconds === undefined || milliseconds === null || milliseconds < 0;
    return [...pollWithin(kernel, this[address], look, wait ? -1 : secondsToNs(milliseconds / 1000))];
  }
}
defineKind(ObjectKind.Selector, () => Poll.prototype);

export function poll(): Poll {
  return new Poll();
}

/** What is so of a socket, of what was asked for; problems and ends are always told. */
export function eventsOf({ words, memory }: Kernel, socket: number, mask: number): number {
  let events = 0;
  if (isReadable(words, socket)) events |= POLLIN;
  if (isWritable(words, memory.doubles, socket)) events |= POLLOUT;
  events &= mask;
  if (words[socket + SocketWords.Problem] !== SocketProblem.None) events |= POLLERR;
  return events;
}

/** The sockets that a selector watches are drawn as what it contains. */
export function tellWatch(selector: SharedObject, socket: Socket, isKnown: boolean): void {
  if (isKnown) return;
  const kernel = current();
  kernel.point(selector[address]);
  const item = itemFor(kernel, selector, socket);
  kernel.emitText(EventKind.Put, selector[address], 0, item, -1, `#${idOf(kernel, socket[address])}`);
}
export function tellUnwatch(selector: SharedObject, socket: Socket): void {
  const kernel = current();
  kernel.point(selector[address]);
  const item = items.get(selector)?.get(socket);
  if (item !== undefined) kernel.emit(EventKind.Get, selector[address], 0, item);
}

const items = new WeakMap<SharedObject, Map<Socket, number>>();
function itemFor(kernel: Kernel, selector: SharedObject, socket: Socket): number {
  const item = Atomics.add(kernel.words, Control.ItemCount, 1) + 1;
  const own = items.get(selector) ?? new Map<Socket, number>();
  own.set(socket, item);
  items.set(selector, own);
  return item;
}
