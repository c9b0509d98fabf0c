/**
 * Killed threads whose worker does not come back, because it loops without ever using anything of the runtime. Such a worker
 * is ended, and what it would have said and given back is left to the next one that is free.
 */
import { Block, BlockState, blockAt, Control } from '../../runtime/memory.js';

/**
 * A thread looks at whether it was killed at each operation, and an operation takes microseconds. Half a second without one
 * means that there is none, even on a crowded machine: a worker that is ended inside one would leave its locks held.
 */
const patienceMs = 500;

export class Stragglers {
  /** By block: when it was first seen as killed. */
  readonly #since = new Map<number, number>();

  constructor(readonly words: Int32Array) {}

  /** Blocks of threads whose worker is to be ended now; each is named once. */
  look(nowMs: number): number[] {
    if (Atomics.load(this.words, Control.Dying) === 0) {
      this.#since.clear();
      return [];
    }
    const late: number[] = [];
    for (let block = 1; block <= (this.words[Control.HighestBlock] as number); block++) {
      if (!this.#isDying(blockAt(block))) this.#since.delete(block);
      else if (this.#isLate(block, nowMs)) late.push(block);
    }
    return late;
  }

  workerOf(block: number): number {
    return this.words[blockAt(block) + Block.Worker] as number;
  }

  /** Its worker is gone: the next free one is to finish what it left. */
  abandon(block: number): void {
    this.#since.delete(block);
    Atomics.store(this.words, blockAt(block) + Block.State, BlockState.Abandoned);
    Atomics.add(this.words, Control.Work, 1);
    Atomics.notify(this.words, Control.Work, 1);
  }

  #isDying(at: number): boolean {
    const state = Atomics.load(this.words, at + Block.State);
    const hasWorker = state === BlockState.Running || state === BlockState.Dying;
    return hasWorker && this.words[at + Block.Killed] === 1;
  }

  #isLate(block: number, nowMs: number): boolean {
    const since = this.#since.get(block);
    if (since === undefined) this.#since.set(block, nowMs);
    if (since === undefined || nowMs - since < patienceMs) return false;
    this.#since.set(block, Number.POSITIVE_INFINITY);
    return true;
  }
}
