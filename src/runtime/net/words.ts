/** Where a socket, the network and what configures them keep their state in the shared memory. Times are ns as float64. */
import { bodyAt } from '../memory.js';

export const SocketWords = {
  /** SocketState. */
  State: bodyAt,
  /** The other end; 0 while there is none. */
  Peer: bodyAt + 1,
  Port: bodyAt + 2,
  PeerPort: bodyAt + 3,
  /** Segments that have arrived and were not read: a list, and how many bytes they have. */
  First: bodyAt + 4,
  Last: bodyAt + 5,
  Length: bodyAt + 6,
  /** SocketProblem that the next call tells. */
  Problem: bodyAt + 7,
  /** 1 once the other end has said that nothing more comes. */
  Eof: bodyAt + 8,
  /** Shut directions: 1 for reading, 2 for writing. */
  Shut: bodyAt + 9,
  /** Of a listening socket: connections that nobody has accepted, and how many there may be. */
  BacklogFirst: bodyAt + 10,
  BacklogLast: bodyAt + 11,
  BacklogLength: bodyAt + 12,
  BacklogLimit: bodyAt + 13,
  /** Of a connected socket: id of the thread that has asked for an asynchronous read. */
  Requester: bodyAt + 13,
  /** Negative: calls block; 0: they do not; else the time-out. */
  Timeout: bodyAt + 14,
  /** When the wire to the other end has sent all that it was given. */
  WireFree: bodyAt + 16,
  /** Bytes on their way here. */
  Coming: bodyAt + 18,
  /** Settings, see ConfigDoubles. */
  Config: bodyAt + 19,
  /** Epolls that watch it: a list. */
  Watchers: bodyAt + 20,
  /** The socket that was bound before it. */
  PreviousBound: bodyAt + 21,
  /** Thread control block of who is told by a signal; 1 while a signal was not taken. */
  SignalTo: bodyAt + 22,
  SignalPending: bodyAt + 23,
  /** Future of an asynchronous read, and how many bytes it wants. */
  Reading: bodyAt + 24,
  /** Bytes that an asynchronous read wants; in a backlog: the connection after it. */
  Wanted: bodyAt + 25,
} as const;

export const SocketState = { New: 0, Listening: 1, Connecting: 2, Connected: 3, Closed: 4 } as const;
export const SocketProblem = { None: 0, Refused: 1, Reset: 2, BrokenPipe: 3 } as const;
export const Shut = { Read: 1, Write: 2 } as const;

export const NetworkWords = {
  /** Where pollers wait. */
  Pollers: bodyAt,
  /** Deliveries in the order of their times. */
  First: bodyAt + 1,
  /** The socket that was bound last. */
  LastBound: bodyAt + 2,
  NextPort: bodyAt + 3,
  /** Settings of sockets that have none of their own. */
  Config: bodyAt + 4,
  /** Lane of the kernel: id of its thread. */
  Kernel: bodyAt + 5,
  /** What select() is in the trace. */
  Select: bodyAt + 6,
  /** A lock: one thread at a time delivers, so that a stream keeps its order. */
  Delivering: bodyAt + 7,
} as const;

/** Settings, as float64 one after the other. */
export const ConfigDoubles = {
  LatencyNs: 0,
  /** Bytes a second; 0 for no limit. */
  Bandwidth: 1,
  /** Bytes a segment; 0: each send is one. */
  SegmentBytes: 2,
  CopyNs: 3,
  CopyNsPerByte: 4,
  BufferBytes: 5,
  /** 1: connections are refused. */
  Refuses: 6,
  /** Bytes after which a connection is reset; negative for never. */
  ResetAfter: 7,
  /** 1: nothing ever arrives. */
  Loses: 8,
} as const;
export const configDoubles = 9;

export const SegmentWords = { Next: 0, Length: 1, Offset: 2, Item: 3, Bytes: 4 } as const;

export const DeliveryWords = { Time: 0, Next: 2, Kind: 3, To: 4, What: 5, Item: 6 } as const;
export const DeliveryKind = {
  Connect: 1,
  Connected: 2,
  Refused: 3,
  Data: 4,
  End: 5,
  Reset: 6,
  Copied: 7,
} as const;

/** Something can be read without waiting: data, an end, a problem, or a connection to accept. */
export function isReadable(words: Int32Array, socket: number): boolean {
  if (words[socket + SocketWords.State] === SocketState.Listening)
    return (words[socket + SocketWords.BacklogLength] as number) > 0;
  return (
    (words[socket + SocketWords.Length] as number) > 0 ||
    words[socket + SocketWords.Eof] === 1 ||
    words[socket + SocketWords.Problem] !== SocketProblem.None ||
    ((words[socket + SocketWords.Shut] as number) & Shut.Read) !== 0 ||
    words[socket + SocketWords.State] === SocketState.Closed
  );
}

/** Something can be written without waiting, or a problem told. */
export function isWritable(words: Int32Array, doubles: Float64Array, socket: number): boolean {
  if (words[socket + SocketWords.Problem] !== SocketProblem.None) return true;
  const state = words[socket + SocketWords.State];
  if (state === SocketState.Closed) return true;
  return (
    state === SocketState.Connected && roomAt(words, doubles, words[socket + SocketWords.Peer] as number) > 0
  );
}

/** Bytes that a socket's buffer still takes, counting those on their way. */
export function roomAt(words: Int32Array, doubles: Float64Array, socket: number): number {
  const capacity = doubles[
    ((words[socket + SocketWords.Config] as number) >> 1) + ConfigDoubles.BufferBytes
  ] as number;
  const taken =
    (words[socket + SocketWords.Length] as number) + (words[socket + SocketWords.Coming] as number);
  return Math.max(0, capacity - taken);
}
