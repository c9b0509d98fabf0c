/** select.epoll, level-triggered: the kernel keeps a list of what is ready, so that a call looks at that and nothing else. */
import { EventKind, ObjectKind, Operation } from '../../trace/vocabulary.js';
import { OSError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { address, createObject, SharedObject, wrapperAt } from '../sharedObject.js';
import { secondsToNs } from '../time.js';
import { WaitClass } from '../waiting.js';
import { addReady, takeReady, WatchWords, watchBytes } from './epollWords.js';
import { idOf, network } from './network.js';
import { eventsOf, POLLIN, POLLOUT, tellUnwatch, tellWatch } from './select.js';
import type { Socket } from './socket.js';
import { SocketWords } from './words.js';

export const EPOLLIN = POLLIN;
export const EPOLLOUT = POLLOUT;

export class Epoll extends SharedObject {
  readonly #watches = new Map<Socket, number>();

  constructor() {
    super();
    network(current());
    const made = createObject(this, ObjectKind.Selector, () => {});
    if (made) current().emit(EventKind.Create, this[address], 0, ObjectKind.Selector, 0);
  }

  register(socket: Socket, events = EPOLLIN | EPOLLOUT): void {
    if (this.#watches.has(socket)) throw new OSError('File exists');
    const kernel = current();
    tellWatch(this, socket, false);
    const watch = makeWatch(kernel, this[address], socket[address], events);
    this.#watches.set(socket, watch);
    this.#lookOnce(kernel, watch);
  }
  modify(socket: Socket, events: number): void {
    const watch = this.#watchOf(socket);
    const kernel = current();
    kernel.words[watch + WatchWords.Events] = events;
    this.#lookOnce(kernel, watch);
  }
  unregister(socket: Socket): void {
    const watch = this.#watchOf(socket);
    const kernel = current();
    this.#watches.delete(socket);
    kernel.enter(socket[address]);
    unlinkWatch(kernel.words, socket[address], watch);
    kernel.words[watch + WatchWords.Events] = 0;
    kernel.leave(socket[address]);
    tellUnwatch(this, socket);
  }

  /** Seconds; left out or negative, as long as it takes. Answers at most `maxEvents` sockets and what is so of them. */
  poll(timeout?: number | null, maxEvents = Number.MAX_SAFE_INTEGER): [Socket, number][] {
    const kernel = current();
    const epoll = this[address];
    const timeoutNs = timeout === undefined || timeout === null || timeout < 0 ? -1 : secondsToNs(timeout);
    const deadline = timeoutNs < 0 ? -1 : kernel.now() + timeoutNs;
    kernel.enter(epoll);
    let seen = collect(kernel, epoll, maxEvents);
    while (seen.ready.length === 0 && timeoutNs !== 0) {
      const left = deadline < 0 ? -1 : Math.max(0, deadline - kernel.now());
      const woken = kernel.waitFor(epoll, WaitClass.Granted, Operation.Select, left, () => {
        if (!kernel.isGranted) return false;
        kernel.emit(EventKind.Pass, epoll);
        return true;
      });
      seen = collect(kernel, epoll, maxEvents);
      if (!woken) break;
    }
    const names = seen.ready.map(([socket]) => `#${idOf(kernel, socket[address])}`).join(' ');
    kernel.emitText(EventKind.Examine, epoll, 0, seen.examined, seen.ready.length, names);
    kernel.leave(epoll);
    return seen.ready;
  }
  close(): void {
    for (const socket of [...this.#watches.keys()]) this.unregister(socket);
  }

  #watchOf(socket: Socket): number {
    const watch = this.#watches.get(socket);
    if (watch === undefined) throw new OSError('No such file or directory');
    return watch;
  }
  /** What is so already when it is registered counts as news. */
  #lookOnce(kernel: Kernel, watch: number): void {
    kernel.enter(this[address]);
    addReady(kernel.words, this[address], watch);
    kernel.leave(this[address]);
  }
}

export function epoll(): Epoll {
  return new Epoll();
}

function makeWatch(kernel: Kernel, epoll: number, socket: number, events: number): number {
  const { words } = kernel;
  const watch = kernel.allocator.allocate(watchBytes);
  words.fill(0, watch, watch + watchBytes / 4);
  words[watch + WatchWords.Epoll] = epoll;
  words[watch + WatchWords.Socket] = socket;
  words[watch + WatchWords.Events] = events;
  kernel.enter(socket);
  words[watch + WatchWords.NextOfSocket] = words[socket + SocketWords.Watchers] as number;
  words[socket + SocketWords.Watchers] = watch;
  kernel.leave(socket);
  return watch;
}

function unlinkWatch(words: Int32Array, socket: number, watch: number): void {
  let link = socket + SocketWords.Watchers;
  while (words[link] !== 0 && words[link] !== watch) link = (words[link] as number) + WatchWords.NextOfSocket;
  if (words[link] === watch) words[link] = words[watch + WatchWords.NextOfSocket] as number;
}

/** With the epoll's guard: looks at what is in the ready list; what is so still stays in it. */
function collect(
  kernel: Kernel,
  epoll: number,
  most: number,
): { examined: number; ready: [Socket, number][] } {
  const { words } = kernel;
  const ready: [Socket, number][] = [];
  const again: number[] = [];
  let examined = 0;
  for (let watch = ready.length < most ? takeReady(words, epoll) : 0; watch !== 0; ) {
    const mask = words[watch + WatchWords.Events] as number;
    const socket = words[watch + WatchWords.Socket] as number;
    const events = mask === 0 ? 0 : eventsOf(kernel, socket, mask);
    examined++;
    if (events !== 0) {
      ready.push([wrapperAt(socket) as Socket, events]);
      again.push(watch);
    }
    watch = ready.length < most ? takeReady(words, epoll) : 0;
  }
  for (const watch of again) addReady(words, epoll, watch);
  return { examined, ready };
}
