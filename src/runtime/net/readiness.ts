/**
 * Who is told when something can be read or written at a socket: who waits there, select and poll, epolls that watch it, and
 * who asked for a signal.
 */
import { EventKind } from '../../trace/vocabulary.js';
import type { Kernel } from '../kernel.js';
import { Block, blockAt, Control } from '../memory.js';
import { pushReady } from './epollWords.js';
import { isReadable, NetworkWords, SocketWords } from './words.js';

/** With the socket's guard, after it changed: its waiters, and the epolls that watch it. */
export function tellWaiters(kernel: Kernel, socket: number): void {
  kernel.changed(socket);
  pushReady(kernel, socket);
  const { words } = kernel;
  const block = words[socket + SocketWords.SignalTo] as number;
  if (block === 0 || words[socket + SocketWords.SignalPending] === 1 || !isReadable(words, socket)) return;
  words[socket + SocketWords.SignalPending] = 1;
  kernel.emit(EventKind.Signal, socket, 0, words[blockAt(block) + Block.ThreadId] as number);
}

/** Inside no guard: those that wait for any of several sockets look again. */
export function tellPollers(kernel: Kernel): void {
  const net = Atomics.load(kernel.words, Control.Network);
  const pollers = kernel.words[net + NetworkWords.Pollers] as number;
  kernel.enterNested(pollers);
  kernel.grant(pollers, Number.MAX_SAFE_INTEGER);
  kernel.changed(pollers);
  kernel.leaveInside(pollers);
}
