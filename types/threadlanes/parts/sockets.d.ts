/** Stream sockets, the network between them, and reads that the kernel tells of. */
import type { Future } from './futures.js';
import type { OSError } from './processErrors.js';

/** How fast the network is, and what goes wrong in it. */
export interface Settings {
  /** Seconds that anything takes from end to end. A connection takes it twice. */
  readonly latency?: number;
  /** Bytes a second; no limit by default. */
  readonly bandwidth?: number;
  /** What is sent at once arrives in pieces of so many bytes. */
  readonly segmentBytes?: number;
  /** Seconds that copying from the kernel to the process takes, a call and a byte. */
  readonly copy?: number;
  readonly copyPerByte?: number;
  /** Bytes that the kernel keeps for a socket; 65,536 by default. */
  readonly bufferBytes?: number;
  /** Connections are refused. */
  readonly refuse?: boolean;
  /** The connection is reset after so many bytes. */
  readonly resetAfter?: number;
  /** Nothing ever arrives. */
  readonly lose?: boolean;
}
/** Settings of all sockets that have none of their own. */
export declare function configure(settings: Settings): void;

/** Host and port. There is only one host. */
export type Address = readonly [host: string, port: number];
/** A text is sent as UTF-8. */
export type Bytes = Uint8Array | string;

export declare class socket {
  constructor();
  /** Settings of this socket alone; those of a listening one are its connections' too. */
  configure(settings: Settings): void;
  /** Port 0 asks for any. @throws OSError when the port is taken */
  bind(address: Address): void;
  listen(backlog?: number): void;
  /** Waits for a client. */
  accept(): [socket, Address];
  /** @throws ConnectionRefusedError when nobody listens there; BlockingIOError where it may not wait */
  connect(address: Address): void;
  /** 0, or the error's number: 111 refused, 115 in progress. */
  connectEx(address: Address): number;
  /** Waits until some of it can be sent. @returns how many bytes that were */
  send(data: Bytes): number;
  /** Sends all of it. */
  sendall(data: Bytes): void;
  /**
   * Waits until data is there, and until the kernel has copied it: at most so many bytes. None: the other end has shut.
   * @throws BlockingIOError where it may not wait; TimeoutError; ConnectionResetError
   */
  recv(most: number, flags?: number): Uint8Array;
  /** @param how SHUT_RD, SHUT_WR or SHUT_RDWR */
  shutdown(how: number): void;
  close(): void;
  /** Seconds that a call waits at most; null for as long as it takes; 0 does not wait. */
  settimeout(seconds: number | null): void;
  gettimeout(): number | null;
  setblocking(blocking: boolean): void;
  getblocking(): boolean;
  getsockname(): Address;
  getpeername(): Address;
  /** Its number; -1 once it is closed. */
  fileno(): number;
}
/** Two sockets that are connected with each other. */
export declare function socketpair(): [socket, socket];
/** The text of bytes, and its bytes. */
export declare function decode(bytes: Uint8Array): string;
export declare function encode(text: string): Uint8Array;

export declare const SHUT_RD: number;
export declare const SHUT_WR: number;
export declare const SHUT_RDWR: number;
/** For recv: what was read stays. */
export declare const MSG_PEEK: number;

/**
 * From now on the kernel signals when something can be read: the handler runs in the calling thread, where that computes,
 * sleeps or pauses. null takes it back.
 */
export declare function onSignal(socket: socket, handler: ((socket: socket) => void) | null): void;
/** Waits until a signal has come and its handler has run. */
export declare function pause(): void;
/** Asks the kernel for a read: it waits for the data and copies it, and the future is done. The calling thread goes on. */
export declare function recvAsync(socket: socket, most: number): Future<Uint8Array>;

/** The call would have to wait, and was told not to. */
export declare class BlockingIOError extends OSError {}
/** Nobody listens at that port. */
export declare class ConnectionRefusedError extends OSError {}
/** The other end broke the connection off. */
export declare class ConnectionResetError extends OSError {}
