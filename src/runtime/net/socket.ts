/** socket.socket over the simulated network: the calls of Python's `socket`, for streams between ports of one machine. */
import { EventKind, KernelPhase, ObjectKind, Operation } from '../../trace/vocabulary.js';
import {
  BlockingIOError,
  BrokenPipeError,
  ConnectionRefusedError,
  ConnectionResetError,
  OSError,
  TimeoutError,
} from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { Header } from '../memory.js';
import { address, createObject, defineKind, SharedObject, wrapperAt } from '../sharedObject.js';
import { secondsToNs } from '../time.js';
import { WaitClass } from '../waiting.js';
import { configureAt, copyConfig, type Settings } from './config.js';
import { copyTime, latencyOf } from './deliver.js';
import { flush, network, post, tellPhase } from './network.js';
import { bind, unbind } from './ports.js';
import { tellPollers, tellWaiters } from './readiness.js';
import { take } from './segments.js';
import { type Bytes, pushOut, toBytes } from './transmit.js';
import {
  DeliveryKind,
  isReadable,
  NetworkWords,
  roomAt,
  Shut,
  SocketProblem,
  SocketState,
  SocketWords,
} from './words.js';

export type Address = readonly [host: string, port: number];

export class Socket extends SharedObject {
  constructor() {
    super();
    const made = createObject(this, ObjectKind.Socket, (at, kernel) => fill(kernel, at));
    if (made) current().emit(EventKind.Create, this[address], 0, ObjectKind.Socket, 0);
  }

  /** Settings of this socket alone; those of a listening one are its connections' too. */
  configure(settings: Settings): void {
    const kernel = current();
    const config = copyConfig(kernel, kernel.words[this[address] + SocketWords.Config] as number);
    configureAt(kernel, config, settings);
    kernel.words[this[address] + SocketWords.Config] = config;
  }

  bind([, port]: Address): void {
    const kernel = current();
    kernel.point(this[address]);
    checkOpen(kernel, this[address]);
    bind(kernel, this[address], port);
  }
  listen(backlog = 128): void {
    const kernel = current();
    const socket = this[address];
    kernel.enter(socket);
    const problem = openProblem(kernel, socket);
    if (problem === undefined) {
      if (kernel.words[socket + SocketWords.Port] === 0) bind(kernel, socket, 0);
      kernel.words[socket + SocketWords.BacklogLimit] = Math.max(1, backlog);
      kernel.words[socket + SocketWords.State] = SocketState.Listening;
    }
    kernel.leave(socket);
    if (problem) throw problem;
  }
  accept(): [Socket, Address] {
    const kernel = current();
    const socket = this[address];
    checkOpen(kernel, socket);
    if (kernel.words[socket + SocketWords.State] !== SocketState.Listening)
      throw new OSError('Invalid argument');
    kernel.enter(socket);
    let server = 0;
    waitAt(kernel, socket, WaitClass.Getter, Operation.Accept, () => {
      server = takeConnection(kernel, socket);
      return server !== 0 || kernel.words[socket + SocketWords.State] === SocketState.Closed;
    });
    kernel.leave(socket);
    if (server === 0) throw new OSError('Bad file descriptor');
    return [
      wrapperAt(server) as Socket,
      ['127.0.0.1', kernel.words[server + SocketWords.PeerPort] as number],
    ];
  }

  connect([, port]: Address): void {
    const kernel = current();
    const { words } = kernel;
    const socket = this[address];
    kernel.enter(socket);
    const problem = openProblem(kernel, socket) ?? connectProblem(words, socket);
    if (problem) leaveWith(kernel, socket, problem);
    if (words[socket + SocketWords.Port] === 0) bind(kernel, socket, 0);
    words[socket + SocketWords.State] = SocketState.Connecting;
    words[socket + SocketWords.PeerPort] = port;
    post(
      kernel,
      kernel.now() + latencyOf(kernel, socket),
      DeliveryKind.Connect,
      socket,
      port,
      `SYN to ${port}`,
    );
    kernel.leave(socket);
    flush(kernel);
    kernel.enterNested(socket);
    waitAt(kernel, socket, WaitClass.Joiner, Operation.Connect, () => {
      return words[socket + SocketWords.State] !== SocketState.Connecting;
    });
    const refused = takeProblem(words, socket);
    kernel.leave(socket);
    if (refused) throw refused;
  }
  /** As connect, but answers a number: 0 where it is connected, 115 (EINPROGRESS) or 111 (ECONNREFUSED). */
  connectEx(to: Address): number {
    try {
      this.connect(to);
      return 0;
    } catch (error) {
      if (error instanceof BlockingIOError) return 115;
      if (error instanceof ConnectionRefusedError) return 111;
      throw error;
    }
  }

  /** Sends what fits; answers how many bytes that were. */
  send(data: Bytes): number {
    const kernel = current();
    const socket = this[address];
    const bytes = toBytes(data);
    kernel.enter(socket);
    const { words, memory } = kernel;
    const roomFor = (): number => roomAt(words, memory.doubles, words[socket + SocketWords.Peer] as number);
    let problem = openProblem(kernel, socket) ?? writeProblem(words, socket);
    if (problem) leaveWith(kernel, socket, problem);
    waitAt(kernel, socket, WaitClass.Putter, Operation.Send, () => {
      problem = writeProblem(words, socket);
      return problem !== undefined || roomFor() > 0 || bytes.length === 0;
    });
    const count = problem ? 0 : Math.min(bytes.length, roomFor());
    if (!problem) pushOut(kernel, socket, bytes.subarray(0, count));
    kernel.leave(socket);
    if (problem) throw problem;
    flush(kernel);
    return count;
  }
  sendall(data: Bytes): void {
    const bytes = toBytes(data);
    for (let sent = 0; sent < bytes.length; ) sent += this.send(bytes.subarray(sent));
  }

  /** At most so many bytes; none when the other end has shut the connection. */
  recv(most: number, flags = 0): Uint8Array {
    const kernel = current();
    const socket = this[address];
    if (!(most >= 0)) throw new RangeError('negative buffersize in recv');
    kernel.enter(socket);
    const problem = openProblem(kernel, socket) ?? readProblem(kernel.words, socket);
    if (problem) leaveWith(kernel, socket, problem);
    const bytes = receive(kernel, socket, Math.floor(most), flags);
    kernel.leave(socket);
    if (bytes instanceof Error) throw bytes;
    if (bytes.length > 0) tellOfRoom(kernel, socket);
    return bytes;
  }

  shutdown(how: number): void {
    const kernel = current();
    const socket = this[address];
    kernel.enter(socket);
    const { words } = kernel;
    const problem = openProblem(kernel, socket) ?? readProblem(words, socket);
    if (problem) leaveWith(kernel, socket, problem);
    const directions = how === SHUT_RD ? Shut.Read : how === SHUT_WR ? Shut.Write : Shut.Read | Shut.Write;
    const before = words[socket + SocketWords.Shut] as number;
    words[socket + SocketWords.Shut] = before | directions;
    if ((directions & Shut.Write) !== 0 && (before & Shut.Write) === 0)
      sendEnd(kernel, socket, DeliveryKind.End);
    tellWaiters(kernel, socket);
    kernel.leave(socket);
    flush(kernel);
  }
  close(): void {
    const kernel = current();
    const socket = this[address];
    kernel.enter(socket);
    const { words } = kernel;
    const state = words[socket + SocketWords.State];
    words[socket + SocketWords.State] = SocketState.Closed;
    if (state !== SocketState.Closed) unbind(kernel, socket);
    if (state === SocketState.Connected) {
      const kind = (words[socket + SocketWords.Length] as number) > 0 ? DeliveryKind.Reset : DeliveryKind.End;
      const wasShut = ((words[socket + SocketWords.Shut] as number) & Shut.Write) !== 0;
      if (kind === DeliveryKind.Reset || !wasShut) sendEnd(kernel, socket, kind);
    }
    tellWaiters(kernel, socket);
    kernel.leave(socket);
    tellPollers(kernel);
    flush(kernel);
  }

  /** Seconds, null for as long as it takes; 0 does not wait. */
  settimeout(seconds: number | null): void {
    const kernel = current();
    if (seconds !== null && !(seconds >= 0)) throw new RangeError('Timeout value out of range');
    kernel.memory.setDouble(
      this[address] + SocketWords.Timeout,
      seconds === null ? -1 : secondsToNs(seconds),
    );
  }
  gettimeout(): number | null {
    const ns = current().memory.double(this[address] + SocketWords.Timeout);
    return ns < 0 ? null : ns / 1e9;
  }
  setblocking(blocking: boolean): void {
    this.settimeout(blocking ? null : 0);
  }
  getblocking(): boolean {
    return this.gettimeout() !== 0;
  }
  getsockname(): Address {
    return ['127.0.0.1', current().words[this[address] + SocketWords.Port] as number];
  }
  getpeername(): Address {
    const { words } = current();
    if (words[this[address] + SocketWords.State] !== SocketState.Connected)
      throw new OSError('Transport endpoint is not connected');
    return ['127.0.0.1', words[this[address] + SocketWords.PeerPort] as number];
  }
  /** The socket's number; -1 once it is closed. */
  fileno(): number {
    const { words } = current();
    return words[this[address] + SocketWords.State] === SocketState.Closed
      ? -1
      : (words[this[address] + Header.Id] as number);
  }
}
defineKind(ObjectKind.Socket, () => Socket.prototype);

export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;
/** For recv: what was read stays. */
export const MSG_PEEK = 2;

function fill(kernel: Kernel, at: number): void {
  const net = network(kernel);
  kernel.memory.setDouble(at + SocketWords.Timeout, -1);
  kernel.words[at + SocketWords.Config] = kernel.words[net + NetworkWords.Config] as number;
}

/** Two sockets that are connected with each other. */
export function socketpair(): [Socket, Socket] {
  const [a, b] = [new Socket(), new Socket()];
  const { words } = current();
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    words[one[address] + SocketWords.State] = SocketState.Connected;
    words[one[address] + SocketWords.Peer] = other[address];
  }
  return [a, b];
}

function leaveWith(kernel: Kernel, socket: number, problem: Error): never {
  kernel.leave(socket);
  throw problem;
}
function openProblem(kernel: Kernel, socket: number): Error | undefined {
  const isClosed = kernel.words[socket + SocketWords.State] === SocketState.Closed;
  return isClosed ? new OSError('Bad file descriptor') : undefined;
}
function checkOpen(kernel: Kernel, socket: number): void {
  const problem = openProblem(kernel, socket);
  if (problem) throw problem;
}
function connectProblem(words: Int32Array, socket: number): Error | undefined {
  const state = words[socket + SocketWords.State];
  if (state === SocketState.Connected) return new OSError('Transport endpoint is already connected');
  return state === SocketState.Connecting ? new OSError('Operation already in progress') : undefined;
}
function readProblem(words: Int32Array, socket: number): Error | undefined {
  const state = words[socket + SocketWords.State];
  if (state === SocketState.Connected || words[socket + SocketWords.Problem] !== SocketProblem.None)
    return undefined;
  return new OSError('Transport endpoint is not connected');
}
function writeProblem(words: Int32Array, socket: number): Error | undefined {
  const problem = takeProblem(words, socket);
  if (problem) return problem;
  if (((words[socket + SocketWords.Shut] as number) & Shut.Write) !== 0)
    return new BrokenPipeError('Broken pipe');
  return words[socket + SocketWords.State] === SocketState.Connected
    ? undefined
    : new BrokenPipeError('Broken pipe');
}

/** What went wrong since, once; a connection that was reset is over. */
function takeProblem(words: Int32Array, socket: number): Error | undefined {
  const problem = words[socket + SocketWords.Problem];
  words[socket + SocketWords.Problem] = SocketProblem.None;
  if (problem === SocketProblem.None) return undefined;
  if (problem === SocketProblem.Refused) return new ConnectionRefusedError('Connection refused');
  words[socket + SocketWords.Eof] = 1;
  words[socket + SocketWords.Shut] = (words[socket + SocketWords.Shut] as number) | Shut.Write;
  return problem === SocketProblem.Reset
    ? new ConnectionResetError('Connection reset by peer')
    : new BrokenPipeError('Broken pipe');
}

/** Inside enter: waits as the socket's time-out says. Leaves the socket and throws when that ends in vain. */
function waitAt(
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
function receive(kernel: Kernel, socket: number, most: number, flags: number): Uint8Array | Error {
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

function takeConnection({ words }: Kernel, listener: number): number {
  const first = words[listener + SocketWords.BacklogFirst] as number;
  if (first === 0) return 0;
  words[listener + SocketWords.BacklogFirst] = words[first + SocketWords.Wanted] as number;
  words[first + SocketWords.Wanted] = 0;
  words[listener + SocketWords.BacklogLength] = (words[listener + SocketWords.BacklogLength] as number) - 1;
  return first;
}

/** Inside no guard: the other end may send more. */
function tellOfRoom(kernel: Kernel, socket: number): void {
  const peer = kernel.words[socket + SocketWords.Peer] as number;
  if (peer === 0) return;
  kernel.enterNested(peer);
  tellWaiters(kernel, peer);
  kernel.leave(peer);
  tellPollers(kernel);
}

/** Behind all that was sent before. */
function sendEnd(kernel: Kernel, socket: number, kind: number): void {
  const { words, memory } = kernel;
  const sentAt = Math.max(kernel.now(), memory.double(socket + SocketWords.WireFree));
  const peer = words[socket + SocketWords.Peer] as number;
  post(kernel, sentAt + latencyOf(kernel, socket), kind, peer, 0, kind === DeliveryKind.End ? 'FIN' : 'RST');
}
