/** Program workers, kept warm between runs. A worker that does not come back from a run is terminated and not used again. */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type AttachMessage, Mailbox, mailboxBytes } from '../program/messages.js';

/** A hundred parked workers hold about 1 GB; sixteen make most examples start at once. */
const keptWarm = 16;
/** Heap of one worker. Its ArrayBuffers are not bounded by this. */
const heapLimitMb = 512;

export interface ProgramWorker {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly mailbox: Int32Array;
  onLost: (reason: string) => void;
}

export class WorkerPool {
  readonly #idle: ProgramWorker[] = [];

  constructor(readonly programPath: string) {}

  /** Lets a worker take part in a run. `onLost` is called if it dies meanwhile. */
  attach(message: AttachMessage, onLost: (reason: string) => void): ProgramWorker {
    const worker = this.#idle.pop() ?? this.#create();
    worker.onLost = onLost;
    Atomics.store(worker.mailbox, Mailbox.Busy, 1);
    worker.port.postMessage(message);
    Atomics.add(worker.mailbox, Mailbox.Sent, 1);
    Atomics.notify(worker.mailbox, Mailbox.Sent);
    return worker;
  }

  isBusy(worker: ProgramWorker): boolean {
    return Atomics.load(worker.mailbox, Mailbox.Busy) === 1;
  }

  /** Takes a worker back from a run: busy ones are terminated. */
  async release(worker: ProgramWorker): Promise<void> {
    worker.onLost = () => {};
    if (!this.isBusy(worker) && this.#idle.length < keptWarm) this.#idle.push(worker);
    else await this.#end(worker);
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
    const created: ProgramWorker = { worker, port: port1, mailbox, onLost: () => {} };
    port1.unref();
    worker.on('error', (error) => this.#lost(created, error.message));
    worker.on('exit', () => this.#lost(created, 'it ended'));
    return created;
  }

  #lost(worker: ProgramWorker, reason: string): void {
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
    Atomics.store(worker.mailbox, Mailbox.Busy, 0);
    worker.onLost(reason);
  }

  async #end(worker: ProgramWorker): Promise<void> {
    worker.port.close();
    await worker.worker.terminate();
  }
}
