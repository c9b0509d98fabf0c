/**
 * How the workers of a controlled run sleep until it is their turn or there is something to do, and how they are woken. The
 * words of the run say what is true; to be woken only means to look at them again.
 */
import { readSync, writeSync } from 'node:fs';
import { Block, blockAt, Control, type Memory } from './memory.js';

export interface Parking {
  /** Until the baton, a word, is 1. */
  awaitTurn(baton: number): void;
  /** Makes the baton 1. `worker` has, or is about to have, the thread that waits for it. */
  giveTurn(baton: number, worker: number): void;
  /** Until Control.Work is not `seen` any more. */
  awaitWork(seen: number): void;
  /** Changes Control.Work, and wakes one worker that waits for that. */
  announceWork(): void;
  /** The run is over: all have a turn, and look whether there is work. */
  wakeAll(): void;
}

/** What a baton holds besides 0 and 1: somebody sleeps until it is 1. */
const awaited = 2;

export class WordParking implements Parking {
  readonly #words: Int32Array;

  constructor({ words }: Memory) {
    this.#words = words;
  }

  awaitTurn(baton: number): void {
    while (Atomics.load(this.#words, baton) !== 1) {
      Atomics.compareExchange(this.#words, baton, 0, awaited);
      Atomics.wait(this.#words, baton, awaited);
    }
  }
  giveTurn(baton: number): void {
    if (Atomics.exchange(this.#words, baton, 1) === awaited) Atomics.notify(this.#words, baton, 1);
  }
  awaitWork(seen: number): void {
    Atomics.wait(this.#words, Control.Work, seen);
  }
  announceWork(): void {
    Atomics.add(this.#words, Control.Work, 1);
    Atomics.notify(this.#words, Control.Work, 1);
  }
  wakeAll(): void {
    Atomics.add(this.#words, Control.Work, 1);
    Atomics.notify(this.#words, Control.Work);
    giveAllTurns(this.#words, (baton) => Atomics.notify(this.#words, baton));
  }
}

function giveAllTurns(words: Int32Array, given: (baton: number) => void): void {
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const baton = blockAt(block) + Block.Baton;
    Atomics.store(words, baton, 1);
    given(baton);
  }
}

/** A pipe for each worker of a run, in shared memory. */
export interface Pipes {
  /** By worker: the descriptor that it reads from and others write to. Set before the worker takes part. */
  readonly descriptors: Int32Array;
  /** By worker: 1 while it waits for work and nobody has woken it. */
  readonly idle: Int32Array;
}

/**
 * Workers sleep in a read of their pipe, and a byte wakes them. All that Atomics.wait and notify do goes through one lock of
 * the whole process, and who notifies is often put aside for the one that it wakes while it still holds that lock; a pipe has
 * a lock of its own, and its writer goes on. A worker in a read cannot be ended by its process: see engine/explore/companion.
 *
 * Bytes are hints and may be left over from earlier waits: each wait looks at its word again after a byte. None is missing:
 * - Turn: the sleeper makes the baton 2 before it reads; the giver's exchange either comes first, then the sleeper finds 1
 *   and does not read, or it finds the 2 and writes.
 * - Work: the sleeper makes its word of `idle` 1 before it looks at Work for the last time; who announces changes Work
 *   before it looks for an idle worker. So (all are atomic, hence in one order) either the sleeper sees the change, or the
 *   other one sees an idle worker, and writes to the one whose word it made 0.
 */
export class PipeParking implements Parking {
  readonly #words: Int32Array;
  readonly #byte = new Uint8Array(1);

  constructor(
    { words }: Memory,
    readonly pipes: Pipes,
    /** -1 for who only wakes others. */
    readonly worker: number,
  ) {
    this.#words = words;
  }

  awaitTurn(baton: number): void {
    while (Atomics.load(this.#words, baton) !== 1)
      if (Atomics.compareExchange(this.#words, baton, 0, awaited) !== 1) this.#sleep();
  }
  giveTurn(baton: number, worker: number): void {
    if (Atomics.exchange(this.#words, baton, 1) === awaited) this.#wake(worker);
  }

  awaitWork(seen: number): void {
    const { idle } = this.pipes;
    Atomics.store(idle, this.worker, 1);
    while (Atomics.load(this.#words, Control.Work) === seen) this.#sleep();
    Atomics.store(idle, this.worker, 0);
  }
  announceWork(): void {
    Atomics.add(this.#words, Control.Work, 1);
    const { idle } = this.pipes;
    const workers = Atomics.load(this.#words, Control.Attached);
    for (let worker = 0; worker < workers; worker++)
      if (Atomics.compareExchange(idle, worker, 1, 0) === 1) return this.#wake(worker);
  }

  wakeAll(): void {
    Atomics.add(this.#words, Control.Work, 1);
    giveAllTurns(this.#words, () => {});
    const workers = Atomics.load(this.#words, Control.Attached);
    for (let worker = 0; worker < workers; worker++) this.#wake(worker);
  }

  #wake(worker: number): void {
    writeSync(this.pipes.descriptors[worker] as number, this.#byte);
  }
  #sleep(): void {
    try {
      readSync(this.pipes.descriptors[this.worker] as number, this.#byte);
    } catch (error) {
      // A signal that comes meanwhile wakes it too.
      if ((error as NodeJS.ErrnoException).code !== 'EINTR') throw error;
    }
  }
}
