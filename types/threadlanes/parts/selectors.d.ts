/** Waiting for any of several sockets: select, poll, epoll, and selectors. */
import type { socket } from './sockets.js';

/**
 * Waits until one of the sockets can be read, written, or has a problem. At each call the kernel looks at all of them.
 * @param timeout seconds; left out, as long as it takes; 0 does not wait
 * @returns those that can, of each list
 */
export declare function select(
  readers: Iterable<socket>,
  writers: Iterable<socket>,
  errors: Iterable<socket>,
  timeout?: number,
): [socket[], socket[], socket[]];

/** As select, for sockets that were registered. */
export interface Poll {
  register(socket: socket, mask?: number): void;
  modify(socket: socket, mask: number): void;
  unregister(socket: socket): void;
  /** @param milliseconds left out or negative, as long as it takes */
  poll(milliseconds?: number | null): [socket, number][];
}
export declare function poll(): Poll;
export declare const POLLIN: number;
export declare const POLLPRI: number;
export declare const POLLOUT: number;
export declare const POLLERR: number;
export declare const POLLHUP: number;

/** The kernel keeps a list of what is ready: a call looks at that, however many are registered. Level-triggered. */
export interface Epoll {
  register(socket: socket, events?: number): void;
  modify(socket: socket, events: number): void;
  unregister(socket: socket): void;
  /** @param timeout seconds; left out or negative, as long as it takes */
  poll(timeout?: number | null, maxEvents?: number): [socket, number][];
  close(): void;
}
export declare function epoll(): Epoll;
export declare const EPOLLIN: number;
export declare const EPOLLOUT: number;

export interface SelectorKey<Data = unknown> {
  readonly fileobj: socket;
  readonly fd: number;
  readonly events: number;
  /** What the program keeps with the socket: a callback, say. */
  readonly data: Data;
}
/** Sockets with what the program keeps for each, over the best way to wait that there is: an epoll. */
export declare class DefaultSelector<Data = unknown> {
  constructor();
  /** @param events EVENT_READ, EVENT_WRITE, or both with `|` */
  register(socket: socket, events: number, data?: Data): SelectorKey<Data>;
  modify(socket: socket, events: number, data?: Data): SelectorKey<Data>;
  unregister(socket: socket): SelectorKey<Data>;
  /** @param timeout seconds; left out, as long as it takes; 0 or less does not wait */
  select(timeout?: number | null): [SelectorKey<Data>, number][];
  /** @throws KeyError when it is not registered */
  getKey(socket: socket): SelectorKey<Data>;
  getMap(): ReadonlyMap<socket, SelectorKey<Data>>;
  close(): void;
}
export declare const EVENT_READ: number;
export declare const EVENT_WRITE: number;
