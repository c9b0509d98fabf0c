/** Where a call of a socket waits: for data, for room, for a connection. */
import { EventKind, KernelPhase, Operation } from '../../trace/vocabulary.js';
import { BlockingIOError, TimeoutError } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { WaitClass } from '../waiting.js';
import { copyTime } from './deliver.js';
import { tellPhase } from './network.js';
import { leaveWith, takeProblem } from './problems.js';
import { tellPollers, tellWaiters } from './readiness.js';
import { take } from './segments.js';
import { isReadable, SocketWords } from './words.js';

/** For recv: what was read stays. */
export const MSG_PEEK = 2;

/** Inside enter: waits as the socket's time-out says. Leaves the socket and throws when that ends in vain. */
export function waitAt(
  kernel: Kernel,
  socket: number,
  waitClass: number,
  operation: Operation,
  attempt: () => boolean,
): void {
  const timeout = kernel.memory.double(socket + SocketWords.Timeout);
  if (attempt()) return;
  if (timeout === 0) {
    kernel.emit(EventKind.TryFailed, socket, operation);
    leaveWith(kernel, socket, new BlockingIOError('Resource temporarily unavailable'));
  }
  const isReading = operation === Operation.Receive;
  if (isReading) tellPhase(kernel, socket, KernelPhase.WaitingForData);
  const came = kernel.waitFor(socket, waitClass, operation, timeout, () => {
    if (!attempt()) return false;
    kernel.emit(EventKind.Pass, socket);
    return true;
  });
  if (came) return;
  if (isReading) tellPhase(kernel, socket, KernelPhase.Idle);
  leaveWith(kernel, socket, new TimeoutError('timed out'));
}

/** Inside enter: both phases of a read. */
export function receive(kernel: Kernel, socket: number, most: number, flags: number): Uint8Array | Error {
  const { words } = kernel;
  waitAt(kernel, socket, WaitClass.Getter, Operation.Receive, () => isReadable(words, socket));
  if ((words[socket + SocketWords.Length] as number) === 0)
    return takeProblem(words, socket) ?? new Uint8Array(0);
  const count = Math.min(most, words[socket + SocketWords.Length] as number);
  copyToProcess(kernel, socket, copyTime(kernel, socket, count));
  return take(kernel, socket, count, (flags & MSG_PEEK) !== 0);
}

/** The process stands still while the kernel copies, whatever the socket's time-out is. Others may use the socket. */
function copyToProcess(kernel: Kernel, socket: number, ns: number): void {
  tellPhase(kernel, socket, KernelPhase.Copying);
  if (ns > 0) {
    kernel.emitFloat(EventKind.Block, socket, Operation.Receive, ns);
    kernel.goAway();
    kernel.leaveInside(socket);
    kernel.sleep(ns);
    kernel.enterNested(socket);
    kernel.emit(EventKind.Pass, socket);
  }
  tellPhase(kernel, socket, KernelPhase.Idle);
}

export function takeConnection({ words }: Kernel, listener: number): number {
  const first = words[listener + SocketWords.BacklogFirst] as number;
  if (first === 0) return 0;
  words[listener + SocketWords.BacklogFirst] = words[first + SocketWords.Wanted] as number;
  words[first + SocketWords.Wanted] = 0;
  words[listener + SocketWords.BacklogLength] = (words[listener + SocketWords.BacklogLength] as number) - 1;
  return first;
}

/** Inside no guard: the other end may send more. */
export function tellOfRoom(kernel: Kernel, socket: number): void {
  const peer = kernel.words[socket + SocketWords.Peer] as number;
  if (peer === 0) return;
  kernel.enterNested(peer);
  tellWaiters(kernel, peer);
  kernel.leave(peer);
  tellPollers(kernel);
}
