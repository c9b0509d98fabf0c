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

export class Connections {
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
        take ??= this.#greet(frame);
        if (!take) return socket.destroy();
        take(frame);
      }
      this.on.data();
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** What to do with the frames of a process, if its first one is as it must be. */
  #greet({ kind, payload }: Frame): ((frame: Frame) => void) | undefined {
    const isKnown = kind === FrameKind.Hello && payload.toString('latin1', 0, tokenLength) === this.#token;
    if (!isKnown) return undefined;
    this.on.hello({
      pid: Number(payload.readBigUInt64LE(tokenLength)),
      version: payload.toString('latin1', tokenLength + 8),
    });
    const codes = new Codes(this.places);
    const decoder = new Decoder(this.writer, codes, this.#numbers, this.#clock);
    return (frame) => take(frame, codes, decoder, this.places);
  }
}

function take({ kind, payload }: Frame, codes: Codes, decoder: Decoder, places: Places): void {
  if (kind === FrameKind.Texts) decoder.addTexts(payload);
  else if (kind === FrameKind.Code) codes.add(payload);
  else if (kind === FrameKind.Names) places.addNames(payload);
  else if (kind === FrameKind.Events) decoder.addEvents(payload);
}
