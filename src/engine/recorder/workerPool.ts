/**
 * Program workers, kept warm between runs: a run that needs as many as the last one starts at once. Those beyond the number
 * that is kept for good end after some seconds. A worker that does not come back from a run is terminated and not used again.
 */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type AttachMessage, Mailbox, mailboxBytes } from '../program/messages.js';
import type { NamedPipes } from './namedPipes.js';

/** A hundred parked workers hold about 1 GB, so most of them are kept only while somebody is trying things out. */
const lingerMs = 10_000;
/** Heap of one worker. Its ArrayBuffers are not bounded by this. */
export const heapLimitMb = 512;

export interface ProgramWorker {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly mailbox: Int32Array;
  /** Descriptor of the pipe by which it is woken in a controlled run; -1 where words do that. */
  readonly pipe: number;
  onLost: (reason: string) => void;
  isDead: boolean;
}

export class WorkerPool {
  /** The one that came back last is used first, so the ones at the front are those that nobody needs. */
  readonly #idle: ProgramWorker[] = [];
  #trimming: NodeJS.Timeout | undefined;
  #keptWarm = 0;

  /** With `pipes` its workers sleep in reads, which their process cannot interrupt when it ends. */
  constructor(
    readonly programPath: string,
    readonly pipes?: NamedPipes,
  ) {}

  /** How many idle workers are kept for good. */
  set keptWarm(count: number) {
    this.#keptWarm = count;
    this.#trimLater();
  }

  /** Lets a worker take part in a run. `onLost` is called if it dies meanwhile. */
  attach(message: AttachMessage, onLost: (reason: string) => void): ProgramWorker {
    const worker = this.#idle.pop() ?? this.#create();
    worker.onLost = onLost;
    if (message.pipes) message.pipes.descriptors[message.worker] = worker.pipe;
    Atomics.store(worker.mailbox, Mailbox.Busy, 1);
    worker.port.postMessage(message);
    Atomics.add(worker.mailbox, Mailbox.Sent, 1);
    Atomics.notify(worker.mailbox, Mailbox.Sent);
    return worker;
  }

  isBusy(worker: ProgramWorker): boolean {
    return Atomics.load(worker.mailbox, Mailbox.Busy) === 1;
  }

  /** Whether a worker has not come to its first line yet. */
  isStarting(worker: ProgramWorker): boolean {
    return !worker.isDead && Atomics.load(worker.mailbox, Mailbox.Up) === 0;
  }

  /** Takes a worker back from a run: busy ones are terminated. */
  async release(worker: ProgramWorker): Promise<void> {
    worker.onLost = () => {};
    if (worker.isDead) return;
    if (this.isBusy(worker)) return this.end(worker);
    this.#idle.push(worker);
    this.#trimLater();
  }

  /** How many workers wait for a run. */
  get idleCount(): number {
    return this.#idle.length;
  }

  #trimLater(): void {
    clearTimeout(this.#trimming);
    if (this.#idle.length <= this.#keptWarm) return;
    this.#trimming = setTimeout(() => {
      const tooMany = this.#idle.splice(0, Math.max(0, this.#idle.length - this.#keptWarm));
      for (const worker of tooMany) void this.end(worker);
    }, lingerMs);
  }

  #create(): ProgramWorker {
    const { port1, port2 } = new MessageChannel();
    const mailbox = new Int32Array(new SharedArrayBuffer(mailboxBytes));
    const worker = new Worker(this.programPath, {
      workerData: { port: port2, mailbox },
      transferList: [port2],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    });
    const pipe = this.pipes?.take() ?? -1;
    const created: ProgramWorker = { worker, port: port1, mailbox, pipe, onLost: () => {}, isDead: false };
    port1.unref();
    worker.on('error', (error) => this.#lost(created, error.message));
    worker.on('exit', () => this.#lost(created, 'it ended'));
    return created;
  }

  #lost(worker: ProgramWorker, reason: string): void {
    if (worker.isDead) return;
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
    worker.isDead = true;
    if (worker.pipe >= 0) this.pipes?.giveBack(worker.pipe);
    Atomics.store(worker.mailbox, Mailbox.Busy, 0);
    worker.onLost(reason);
  }

  /** Ends a worker in the middle of a run, without anybody being told that it was lost. */
  async end(worker: ProgramWorker): Promise<void> {
    worker.onLost = () => {};
    worker.port.close();
    await worker.worker.terminate();
  }
}
