/**
 * Listens for traced processes on a port of this machine. Whoever connects must say the run's secret first; then its frames
 * become records.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Decoder, Numbers, RunClock } from './decode.js';
import { type Frame, FrameKind, FrameReader } from './frames.js';
import { Codes, type Places } from './places.js';
import type { RecordWriter } from './recordWriter.js';

const tokenLength = 32;

/** What a process says of itself. */
export interface Hello {
  readonly pid: number;
  readonly version: string;
}

/** One process, and what is known of it. */
interface Traced {
  readonly codes: Codes;
  readonly decoder: Decoder;
  /** How many it has; one that has none and does not come back soon is gone. */
  connections: number;
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

  constructor(
    readonly writer: RecordWriter,
    readonly places: Places,
    readonly on: { hello(hello: Hello): void; data(): void },
  ) {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Resolves to what a tracer needs to find this. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(`${typeof address === 'object' ? address?.port : 0},${this.#token}`);
      });
    });
  }

  get open(): number {
    return this.#sockets.size;
  }

  /** Asks every process where its threads are. */
  askForStacks(): void {
    for (const socket of this.#sockets) socket.write('s');
  }

  /** Every process is gone. */
  endAll(): void {
    for (const { decoder } of this.#processes.values()) decoder.end();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
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
      this.on.data();
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** What to do with the frames of a process, if its first one is as it must be. */
  #greet({ kind, payload }: Frame, socket: Socket): ((frame: Frame) => void) | undefined {
    const isKnown = kind === FrameKind.Hello && payload.toString('latin1', 0, tokenLength) === this.#token;
    if (!isKnown) return undefined;
    const pid = Number(payload.readBigUInt64LE(tokenLength));
    this.on.hello({ pid, version: payload.toString('latin1', tokenLength + 16) });
    const traced = this.#processOf(pid, Number(payload.readBigUInt64LE(tokenLength + 8)));
    traced.connections++;
    socket.on('close', () => this.#left(traced));
    return (frame) => take(frame, traced, this.places);
  }

  #left(traced: Traced): void {
    traced.connections--;
    setTimeout(() => {
      if (traced.connections === 0) traced.decoder.end();
    }, comesBackMs).unref();
  }

  /** A process that has lost its connection comes back with another one, and goes on where it was. */
  #processOf(pid: number, parent: number): Traced {
    let traced = this.#processes.get(pid);
    if (!traced) {
      const codes = new Codes(this.places);
      const forked = this.#processes.get(parent)?.decoder;
      traced = {
        codes,
        decoder: new Decoder(this.writer, codes, this.#numbers, this.#clock, forked),
        connections: 0,
      };
      this.#processes.set(pid, traced);
    }
    return traced;
  }
}

function take({ kind, payload }: Frame, { codes, decoder }: Traced, places: Places): void {
  if (kind === FrameKind.Texts) decoder.addTexts(payload);
  else if (kind === FrameKind.Code) codes.add(payload);
  else if (kind === FrameKind.Names) places.addNames(payload);
  else if (kind === FrameKind.Events) decoder.addEvents(payload);
  else if (kind === FrameKind.Bye) decoder.end();
}
