/**
 * Listens for traced processes on a port of this machine. Whoever connects must say the run's secret first; then its frames
 * become records.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Decoder } from './decode.js';
import { type Frame, FrameKind, FrameReader } from './frames.js';
import { type Hello, readHello, tokenLength } from './hello.js';
import type { Lanes } from './lanes.js';
import { Merger, type Stream } from './merge.js';
import { Numbers, RunClock } from './numbers.js';
import { Codes, type Places } from './places.js';
import type { RecordWriter } from './recordWriter.js';
import { Segment } from './segment.js';

/** One process, and what is known of it. */
interface Traced {
  readonly decoder: Decoder;
  readonly stream: Stream;
  readonly segment: Segment;
  /** How many it has; one that has none and does not come back soon is gone. */
  connections: number;
  /** Whether it has said, after its latest events, that there are no others. */
  hasSentAll: boolean;
  /** Whether it has taken its leave. */
  isOver: boolean;
}

/** It is gone, and something of what it has recorded may be missing. */
function isCutOff({ connections, hasSentAll, segment }: Traced): boolean {
  return connections === 0 && !hasSentAll && !segment.isShared;
}

/** A process that has closed what it did not know comes back with its next event, 40 ms later at most. */
const comesBackMs = 200;

export class Connections {
  readonly #processes = new Map<number, Traced>();
  readonly #server: Server;
  readonly #token = randomBytes(tokenLength / 2).toString('hex');
  readonly #sockets = new Set<Socket>();
  readonly #numbers = new Numbers();
  readonly #clock = new RunClock();
  readonly #merger = new Merger();
  readonly #cutOff: Lanes[] = [];
  #heldBackNs = 0;
  #isFirst = true;

  constructor(
    readonly writer: RecordWriter,
    readonly places: Places,
    /** Where processes have the files of what they record. */
    readonly folder: string,
    readonly on: { hello(): void; data(): void },
  ) {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Resolves to what a tracer needs to find this. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(`${typeof address === 'object' ? address?.port : 0}\n${this.#token}`);
      });
    });
  }

  get open(): number {
    return this.#sockets.size;
  }

  /** Whether what the program's first process has sent is not read to its end. */
  get hasFirst(): boolean {
    return [...this.#processes.values()].some(({ decoder, connections }) => {
      return decoder.lanes.isFirst && connections > 0;
    });
  }

  /** Asks every process where its threads are. */
  askForStacks(): void {
    for (const socket of this.#sockets) socket.write('s');
  }

  /** Lanes of programs that are not traced. */
  get strangers(): ReadonlySet<number> {
    return this.#numbers.strangers;
  }

  /** Threads that have made more tasks than have lanes, since this was asked last, and how many have. */
  takeLeftOut(): [thread: number, most: number][] {
    const taken = [...this.#numbers.leftOut];
    this.#numbers.leftOut.clear();
    return taken;
  }

  /** How long processes had to wait because they wrote faster than this reads. */
  get heldBackMs(): number {
    return this.#heldBackNs / 1e6;
  }

  /** Lets go on what need not wait for another process any more. */
  advance(): void {
    this.#merger.advance();
  }

  /** Nothing more will come. */
  finish(): void {
    this.#merger.advance(true);
  }

  /** The processes are ended from outside. */
  freeze(): void {
    this.#numbers.tellsEnds = false;
  }

  /** Processes of which something may be missing. */
  get cutOff(): Lanes[] {
    const known = [...this.#processes.values()];
    const justLeft = known.filter(isCutOff);
    return [...this.#cutOff, ...justLeft.map(({ decoder }) => decoder.lanes)];
  }

  /** Every process is gone. */
  endAll(): void {
    if (!this.#numbers.tellsEnds) return;
    for (const { decoder } of this.#processes.values()) decoder.lanes.end();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    for (const { segment } of this.#processes.values()) segment.close();
  }

  #accept(socket: Socket): void {
    const reader = new FrameReader();
    let take: ((frame: Frame) => void) | undefined;
    this.#sockets.add(socket);
    socket.on('data', (chunk) => {
      for (const frame of reader.read(chunk)) {
        take ??= this.#greet(frame, socket);
        if (!take) return socket.destroy();
        take(frame);
      }
      this.#merger.advance();
      this.on.data();
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** What to do with the frames of a process, if its first one is as it must be. */
  #greet({ kind, payload }: Frame, socket: Socket): ((frame: Frame) => void) | undefined {
    const isKnown = kind === FrameKind.Hello && payload.toString('latin1', 0, tokenLength) === this.#token;
    if (!isKnown) return undefined;
    const hello = readHello(payload);
    const traced = this.#processOf(hello);
    this.on.hello();
    traced.connections++;
    traced.stream.open();
    socket.on('close', () => this.#left(traced, hello.pid));
    // It waits for this: what it causes from now on cannot come before it is known here.
    socket.write('w');
    return (frame) => this.#take(frame, traced);
  }

  #take({ kind, payload }: Frame, traced: Traced): void {
    const { decoder, stream, segment } = traced;
    if (kind === FrameKind.Events) traced.hasSentAll = false;
    else if (kind === FrameKind.Sent || kind === FrameKind.Bye) traced.hasSentAll = true;
    if (kind === FrameKind.Names) this.places.addNames(payload);
    else if (kind === FrameKind.Events) stream.add(segment.sent(payload));
    else if (kind === FrameKind.Mark) stream.mark(Number(payload.readBigInt64LE(0)));
    else if (kind === FrameKind.Bye) {
      this.#heldBackNs += Number(payload.readBigInt64LE(0));
      traced.isOver = true;
      stream.close(() => decoder.lanes.end());
    }
  }

  #left(traced: Traced, pid: number): void {
    traced.connections--;
    if (traced.connections > 0) return;
    if (!traced.isOver) traced.stream.add(traced.segment.rest());
    traced.stream.close();
    setTimeout(() => {
      if (traced.connections > 0) return;
      traced.stream.close(() => {
        if (this.#numbers.tellsEnds) traced.decoder.lanes.end();
        this.#merger.remove(traced.stream);
        if (isCutOff(traced)) this.#cutOff.push(traced.decoder.lanes);
        traced.segment.close();
        // Its number may be given to another one.
        if (this.#processes.get(pid) === traced) this.#processes.delete(pid);
      });
    }, comesBackMs).unref();
  }

  /** A process that has lost its connection comes back with another one, and goes on where it was. */
  #processOf({ pid, parent, isForked, bornNs, file }: Hello): Traced {
    const known = this.#processes.get(pid);
    if (known) return known;
    const forked = isForked ? this.#processes.get(parent)?.decoder : undefined;
    const decoder = new Decoder(
      this.writer,
      new Codes(this.places, forked?.codes),
      this.#numbers,
      this.#clock,
      this.#isFirst,
      forked,
      bornNs,
    );
    this.#isFirst = false;
    const traced = {
      decoder,
      segment: new Segment(this.folder, file),
      stream: this.#merger.add(decoder.take),
      connections: 0,
      hasSentAll: false,
      isOver: false,
    };
    this.#processes.set(pid, traced);
    return traced;
  }
}
