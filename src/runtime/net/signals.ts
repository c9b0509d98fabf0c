/**
 * Signal-driven and asynchronous reads. A signal (Python: SIGIO with a handler) says that something can be read; the handler
 * runs in the thread that asked for it, between two of its operations: where it computes, sleeps or pauses. An asynchronous
 * read (POSIX aio_read) leaves both phases to the kernel and says when the bytes are there.
 */
import { EventKind, Operation } from '../../trace/vocabulary.js';
import { OSError } from '../errors.js';
import { Future } from '../future.js';
import { current, type Kernel } from '../kernel.js';
import { address } from '../sharedObject.js';
import { WaitClass } from '../waiting.js';
import { startCopying } from './deliver.js';
import { flush, network, selectObject } from './network.js';
import type { Socket } from './socket.js';
import { isReadable, NetworkWords, SocketState, SocketWords } from './words.js';

type Handler = (socket: Socket) => void;

/** Handlers of the sockets whose signals go to threads of this worker, by run. */
const handlers = new WeakMap<
  Kernel['run'],
  Map<Socket, { readonly block: number; readonly handler: Handler }>
>();

/** From now on `handler` is called in this thread when something can be read at the socket; null takes it back. */
export function onSignal(socket: Socket, handler: Handler | null): void {
  const kernel = current();
  const at = socket[address];
  const own =
    handlers.get(kernel.run) ?? new Map<Socket, { readonly block: number; readonly handler: Handler }>();
  handlers.set(kernel.run, own);
  kernel.enter(at);
  kernel.words[at + SocketWords.SignalTo] = handler ? kernel.block : 0;
  if (handler) own.set(socket, { block: kernel.block, handler });
  else own.delete(socket);
  if (handler && isReadable(kernel.words, at)) kernel.words[at + SocketWords.SignalPending] = 1;
  kernel.leave(at);
  kernel.takeSignals = own.size > 0 ? () => takeSignals(kernel, own) : undefined;
}

/** Runs the handlers of signals that have come. True if there were some. */
function takeSignals(
  kernel: Kernel,
  own: Map<Socket, { readonly block: number; readonly handler: Handler }>,
): boolean {
  let some = false;
  for (const [socket, { block, handler }] of own) {
    const pending = socket[address] + SocketWords.SignalPending;
    if (block !== kernel.block || Atomics.load(kernel.words, pending) === 0) continue;
    Atomics.store(kernel.words, pending, 0);
    some = true;
    handler(socket);
  }
  return some;
}

/** Waits until a signal has come and its handler has run (signal.pause). */
export function pause(): void {
  const kernel = current();
  const net = network(kernel);
  const pollers = kernel.words[net + NetworkWords.Pollers] as number;
  const own = handlers.get(kernel.run);
  const isPending = (): boolean =>
    [...(own ?? [])].some(([socket]) => kernel.words[socket[address] + SocketWords.SignalPending] === 1);
  const shown = selectObject(kernel);
  kernel.enter(pollers);
  if (!isPending())
    kernel.waitFor(
      pollers,
      WaitClass.Granted,
      Operation.Select,
      -1,
      () => {
        if (!kernel.isGranted || !isPending()) return false;
        kernel.emit(EventKind.Pass, shown);
        return true;
      },
      shown,
    );
  kernel.leave(pollers);
  kernel.takeSignals?.();
}

/** Asks the kernel for at most so many bytes; the future has them when both phases are over. One at a time for a socket. */
export function recvAsync(socket: Socket, most: number): Future<Uint8Array> {
  const kernel = current();
  const { words } = kernel;
  const at = socket[address];
  const future = new Future<Uint8Array>();
  kernel.enter(at);
  const isUsable =
    words[at + SocketWords.State] === SocketState.Connected && words[at + SocketWords.Reading] === 0;
  if (isUsable) {
    words[at + SocketWords.Reading] = future[address];
    words[at + SocketWords.Wanted] = Math.max(1, Math.floor(most));
    words[at + SocketWords.Requester] = kernel.lane;
    startCopying(kernel, at);
  }
  kernel.leave(at);
  flush(kernel);
  if (!isUsable) throw new OSError('the socket is not connected, or another read is under way');
  return future;
}
