/** selectors.DefaultSelector: which sockets are watched for what, and what the program keeps with each, over an epoll. */
import { KeyError } from '../errors.js';
import { EPOLLIN, EPOLLOUT, Epoll } from './epoll.js';
import type { Socket } from './socket.js';

export const EVENT_READ = 1;
export const EVENT_WRITE = 2;

export interface SelectorKey<Data = unknown> {
  readonly fileobj: Socket;
  readonly fd: number;
  readonly events: number;
  readonly data: Data;
}

export class DefaultSelector<Data = unknown> extends Epoll {
  readonly #keys = new Map<Socket, SelectorKey<Data>>();

  /** `data` is kept with the socket: a callback, say. */
  override register(socket: Socket, events: number, data?: Data): SelectorKey<Data> {
    const key = keyOf(socket, events, data as Data);
    if (this.#keys.has(socket)) throw new KeyError('the socket is already registered');
    super.register(socket, maskOf(events));
    this.#keys.set(socket, key);
    return key;
  }
  override modify(socket: Socket, events: number, data?: Data): SelectorKey<Data> {
    const key = keyOf(socket, events, data as Data);
    this.getKey(socket);
    super.modify(socket, maskOf(events));
    this.#keys.set(socket, key);
    return key;
  }
  override unregister(socket: Socket): SelectorKey<Data> {
    const key = this.getKey(socket);
    this.#keys.delete(socket);
    super.unregister(socket);
    return key;
  }
  /** Waits until sockets are ready; 0 or less does not wait. Answers their keys and what is so of each. */
  select(timeout?: number | null): [SelectorKey<Data>, number][] {
    const seconds = timeout === undefined || timeout === null ? null : Math.max(0, timeout);
    return super.poll(seconds).flatMap(([socket, events]): [SelectorKey<Data>, number][] => {
      const key = this.#keys.get(socket);
      if (!key) return [];
      const isRead = (events & ~EPOLLOUT) !== 0 ? EVENT_READ : 0;
      const isWrite = (events & ~EPOLLIN) !== 0 ? EVENT_WRITE : 0;
      const mask = (isRead | isWrite) & key.events;
      return mask === 0 ? [] : [[key, mask]];
    });
  }
  getKey(socket: Socket): SelectorKey<Data> {
    const key = this.#keys.get(socket);
    if (!key) throw new KeyError('the socket is not registered');
    return key;
  }
  getMap(): ReadonlyMap<Socket, SelectorKey<Data>> {
    return this.#keys;
  }
  override close(): void {
    super.close();
    this.#keys.clear();
  }
}

function keyOf<Data>(socket: Socket, events: number, data: Data): SelectorKey<Data> {
  if (events === 0 || (events & ~(EVENT_READ | EVENT_WRITE)) !== 0)
    throw new RangeError(`Invalid events: ${events}`);
  if (socket.fileno() < 0) throw new RangeError('Invalid file descriptor: -1');
  return { fileobj: socket, fd: socket.fileno(), events, data };
}
function maskOf(events: number): number {
  return ((events & EVENT_READ) !== 0 ? EPOLLIN : 0) | ((events & EVENT_WRITE) !== 0 ? EPOLLOUT : 0);
}
