/** socket.socket over the simulated network: the calls of Python's `socket`, for streams between ports of one machine. */
import { EventKind, ObjectKind, Operation } from '../../trace/vocabulary.js';
import { BlockingIOError, ConnectionRefusedError, OSError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { Header } from '../memory.js';
import { address, createObject, defineKind, SharedObject, wrapperAt } from '../sharedObject.js';
import { secondsToNs } from '../time.js';
import { WaitClass } from '../waiting.js';
import { configureAt, copyConfig, type Settings } from './config.js';
import { latencyOf } from './deliver.js';
import { flush, network, post } from './network.js';
import { bind, unbind } from './ports.js';
import {
  checkOpen,
  connectProblem,
  leaveWith,
  openProblem,
  readProblem,
  takeProblem,
  writeProblem,
} from './problems.js';
import { tellPollers, tellWaiters } from './readiness.js';
import { receive, takeConnection, tellOfRoom, waitAt } from './socketWaits.js';
import { type Bytes, pushOut, toBytes } from './transmit.js';
import { DeliveryKind, NetworkWords, roomAt, Shut, SocketState, SocketWords } from './words.js';

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

/** Behind all that was sent before. */
function sendEnd(kernel: Kernel, socket: number, kind: number): void {
  const { words, memory } = kernel;
  const sentAt = Math.max(kernel.now(), memory.double(socket + SocketWords.WireFree));
  const peer = words[socket + SocketWords.Peer] as number;
  post(kernel, sentAt + latencyOf(kernel, socket), kind, peer, 0, kind === DeliveryKind.End ? 'FIN' : 'RST');
}
