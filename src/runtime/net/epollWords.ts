/** The ready list of an epoll: sockets of which something is known. What changes nothing costs nothing, however many are watched. */
import type { Kernel } from '../kernel.js';
import { bodyAt } from '../memory.js';
import { SocketWords } from './words.js';

export const EpollWords = { FirstReady: bodyAt, LastReady: bodyAt + 1, Watched: bodyAt + 2 } as const;

/** One socket watched by one epoll. */
export const WatchWords = {
  Epoll: 0,
  Socket: 1,
  Events: 2,
  /** The next epoll that watches the socket. */
  NextOfSocket: 3,
  /** The next in the epoll's ready list; 1 in it. */
  NextReady: 4,
  IsReady: 5,
} as const;
export const watchBytes = 32;

/** With the socket's guard: every epoll that watches it has it in its ready list, and looks at it again. */
export function pushReady(kernel: Kernel, socket: number): void {
  const { words } = kernel;
  for (let watch = words[socket + SocketWords.Watchers] as number; watch !== 0; ) {
    const next = words[watch + WatchWords.NextOfSocket] as number;
    const epoll = words[watch + WatchWords.Epoll] as number;
    kernel.enterNested(epoll);
    addReady(words, epoll, watch);
    kernel.grant(epoll, Number.MAX_SAFE_INTEGER);
    kernel.changed(epoll);
    kernel.leaveInside(epoll);
    watch = next;
  }
}

/** With the epoll's guard. */
export function addReady(words: Int32Array, epoll: number, watch: number): void {
  if (words[watch + WatchWords.IsReady] === 1) return;
  words[watch + WatchWords.IsReady] = 1;
  words[watch + WatchWords.NextReady] = 0;
  const last = words[epoll + EpollWords.LastReady] as number;
  words[last === 0 ? epoll + EpollWords.FirstReady : last + WatchWords.NextReady] = watch;
  words[epoll + EpollWords.LastReady] = watch;
}

/** With the epoll's guard: takes the first out; 0 if there is none. */
export function takeReady(words: Int32Array, epoll: number): number {
  const watch = words[epoll + EpollWords.FirstReady] as number;
  if (watch === 0) return 0;
  const next = words[watch + WatchWords.NextReady] as number;
  words[epoll + EpollWords.FirstReady] = next;
  if (next === 0) words[epoll + EpollWords.LastReady] = 0;
  words[watch + WatchWords.IsReady] = 0;
  return watch;
}
