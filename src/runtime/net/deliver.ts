/** What the kernel does with what arrives: connections, data, ends and resets, and asynchronous reads. */
import { EventKind, KernelPhase, ObjectKind } from '../../trace/vocabulary.js';
import type { Future } from '../future.js';
import type { Kernel } from '../kernel.js';
import { Control, Header } from '../memory.js';
import { allocateHeader, wrapperAt } from '../sharedObject.js';
import { setting } from './config.js';
import { post } from './network.js';
import { tellPollers, tellWaiters } from './readiness.js';
import { append, take } from './segments.js';
import {
  ConfigDoubles,
  DeliveryKind,
  DeliveryWords,
  isReadable,
  NetworkWords,
  SegmentWords,
  SocketProblem,
  SocketState,
  SocketWords,
} from './words.js';

/** Called by the kernel's worker, inside no guard. */
export function deliver(kernel: Kernel, delivery: number): void {
  const { words } = kernel;
  const to = words[delivery + DeliveryWords.To] as number;
  const what = words[delivery + DeliveryWords.What] as number;
  switch (words[delivery + DeliveryWords.Kind]) {
    case DeliveryKind.Connect:
      return connect(kernel, to, what);
    case DeliveryKind.Copied:
      return finishReading(kernel, to);
    default:
      return arrive(kernel, to, words[delivery + DeliveryWords.Kind] as number, what);
  }
}

function arrive(kernel: Kernel, socket: number, kind: number, what: number): void {
  const { words } = kernel;
  kernel.enterNested(socket);
  const isClosed = words[socket + SocketWords.State] === SocketState.Closed;
  if (kind === DeliveryKind.Data) receive(kernel, socket, what, isClosed);
  else if (kind === DeliveryKind.End) words[socket + SocketWords.Eof] = 1;
  else if (kind === DeliveryKind.Reset) reset(words, socket);
  else if (kind === DeliveryKind.Connected) words[socket + SocketWords.State] = SocketState.Connected;
  else {
    words[socket + SocketWords.State] = SocketState.New;
    words[socket + SocketWords.Problem] = SocketProblem.Refused;
  }
  tellWaiters(kernel, socket);
  startCopying(kernel, socket);
  kernel.leave(socket);
  tellPollers(kernel);
}

/** Data for a socket that is closed is answered by a reset. */
function receive(kernel: Kernel, socket: number, segment: number, isClosed: boolean): void {
  const { words } = kernel;
  const length = words[segment + SegmentWords.Length] as number;
  Atomics.sub(words, socket + SocketWords.Coming, length);
  if (isClosed) {
    kernel.allocator.free(segment, SegmentWords.Bytes * 4 + length);
    const peer = words[socket + SocketWords.Peer] as number;
    return post(kernel, kernel.now() + latencyOf(kernel, socket), DeliveryKind.Reset, peer, 0, 'RST');
  }
  append(kernel, socket, segment);
  kernel.emit(EventKind.Phase, socket, KernelPhase.Ready, 0);
}

function reset(words: Int32Array, socket: number): void {
  const hadEnded = words[socket + SocketWords.Eof] === 1;
  words[socket + SocketWords.Problem] = hadEnded ? SocketProblem.BrokenPipe : SocketProblem.Reset;
}

export function latencyOf(kernel: Kernel, socket: number): number {
  return setting(kernel, kernel.words[socket + SocketWords.Config] as number, ConfigDoubles.LatencyNs);
}

/** A client asks for a connection: it gets one if somebody listens there and has room for it. */
function connect(kernel: Kernel, client: number, port: number): void {
  const { words } = kernel;
  const listener = listenerAt(kernel, port);
  const answersAt = kernel.now() + latencyOf(kernel, client);
  const server = listener === 0 ? 0 : queueConnection(kernel, listener, client);
  if (server === 0) return post(kernel, answersAt, DeliveryKind.Refused, client, 0, 'RST');
  kernel.enterNested(client);
  words[client + SocketWords.Peer] = server;
  kernel.leave(client);
  post(kernel, answersAt, DeliveryKind.Connected, client, 0, 'SYN-ACK');
  tellPollers(kernel);
}

/** A new socket in the listener's backlog; 0 if that is full or refuses. */
function queueConnection(kernel: Kernel, listener: number, client: number): number {
  const { words } = kernel;
  const refuses =
    setting(kernel, words[listener + SocketWords.Config] as number, ConfigDoubles.Refuses) === 1;
  kernel.enterNested(listener);
  const length = words[listener + SocketWords.BacklogLength] as number;
  const hasRoom = length < (words[listener + SocketWords.BacklogLimit] as number) && !refuses;
  const server = hasRoom ? makeServerEnd(kernel, listener, client) : 0;
  if (hasRoom) {
    const last = words[listener + SocketWords.BacklogLast] as number;
    words[length === 0 ? listener + SocketWords.BacklogFirst : last + SocketWords.Wanted] = server;
    words[listener + SocketWords.BacklogLast] = server;
    words[listener + SocketWords.BacklogLength] = length + 1;
    tellWaiters(kernel, listener);
  }
  kernel.leave(listener);
  return server;
}

function makeServerEnd(kernel: Kernel, listener: number, client: number): number {
  const { words, memory } = kernel;
  const id = Atomics.add(words, Control.ObjectCount, 1) + 1;
  const server = allocateHeader(kernel, ObjectKind.Socket, words[listener + Header.Space] as number, id);
  words[server + SocketWords.State] = SocketState.Connected;
  words[server + SocketWords.Peer] = client;
  words[server + SocketWords.Port] = words[listener + SocketWords.Port] as number;
  words[server + SocketWords.PeerPort] = words[client + SocketWords.Port] as number;
  words[server + SocketWords.Config] = words[listener + SocketWords.Config] as number;
  memory.setDouble(server + SocketWords.Timeout, -1);
  kernel.emitText(EventKind.Create, server, 0, ObjectKind.Socket, 0, `connection-${id}`);
  return server;
}

function listenerAt(kernel: Kernel, port: number): number {
  const { words } = kernel;
  const net = Atomics.load(words, Control.Network);
  for (
    let at = words[net + NetworkWords.LastBound] as number;
    at !== 0;
    at = words[at + SocketWords.PreviousBound] as number
  )
    if (words[at + SocketWords.Port] === port && words[at + SocketWords.State] === SocketState.Listening)
      return at;
  return 0;
}

/** With the socket's guard: an asynchronous read that has something to read begins to copy. */
export function startCopying(kernel: Kernel, socket: number): void {
  const { words } = kernel;
  const isAsked =
    words[socket + SocketWords.Reading] !== 0 && (words[socket + SocketWords.Wanted] as number) > 0;
  if (!isAsked || !isReadable(words, socket)) return;
  const wanted = Math.min(
    words[socket + SocketWords.Wanted] as number,
    words[socket + SocketWords.Length] as number,
  );
  words[socket + SocketWords.Wanted] = -(words[socket + SocketWords.Wanted] as number);
  const served = words[socket + SocketWords.Requester] as number;
  const net = Atomics.load(words, Control.Network);
  kernel.asLane(words[net + NetworkWords.Kernel] as number, () =>
    kernel.emit(EventKind.Phase, socket, KernelPhase.Copying, served),
  );
  post(kernel, kernel.now() + copyTime(kernel, socket, wanted), DeliveryKind.Copied, socket, 0, 'copy');
}

export function copyTime(kernel: Kernel, socket: number, bytes: number): number {
  const config = kernel.words[socket + SocketWords.Config] as number;
  const perByte = setting(kernel, config, ConfigDoubles.CopyNsPerByte);
  return setting(kernel, config, ConfigDoubles.CopyNs) + Math.round(perByte * bytes);
}

/** The copy of an asynchronous read is done: whoever has asked for it is told. */
function finishReading(kernel: Kernel, socket: number): void {
  const { words } = kernel;
  kernel.enterNested(socket);
  const bytes = take(kernel, socket, -(words[socket + SocketWords.Wanted] as number));
  const future = words[socket + SocketWords.Reading] as number;
  words[socket + SocketWords.Reading] = 0;
  words[socket + SocketWords.Wanted] = 0;
  kernel.emit(EventKind.Phase, socket, KernelPhase.Idle, 0);
  kernel.emit(EventKind.Signal, socket, 0, words[socket + SocketWords.Requester] as number);
  kernel.leave(socket);
  (wrapperAt(future) as Future).setResult(bytes);
}
