/** Writes the decision log (explore/decisions.ts) of a run. Under the baton, so its words are plain. */
import { decisionHeadWords } from '../explore/decisions.js';
import type { Moves } from '../explore/strategy.js';
import { Control, type Memory, stepAt } from './memory.js';

export class DecisionLog {
  readonly #words: Int32Array;

  constructor(
    memory: Memory,
    /** Empty where none is kept. */
    readonly log: Int32Array,
  ) {
    this.#words = memory.words;
  }

  get isKept(): boolean {
    return (this.#words[Control.LogLength] as number) >= 0;
  }

  /** The choice that was made; the first `waitingCount` threads of `waiting` were not offered. */
  choice(
    moves: Moves,
    chosen: number,
    waiting: Int32Array,
    waitingCount: number,
    circumstances: number,
  ): void {
    const at = this.#words[Control.LogLength] as number;
    const waitingAt = at + decisionHeadWords + moves.count;
    const end = waitingAt + waitingCount;
    if (at < 0 || !this.#fits(end + 1)) return;
    const { log } = this;
    log[at] = moves.count;
    log[at + 1] = chosen;
    log[at + 2] = moves.current;
    log[at + 3] = waitingCount;
    log[at + 4] = circumstances;
    log[at + 5] = moves.lastThread;
    log[at + 6] = moves.lastSteps;
    for (let i = 0; i < moves.count; i++) log[at + decisionHeadWords + i] = moves.threads[i] as number;
    for (let i = 0; i < waitingCount; i++) log[waitingAt + i] = waiting[i] as number;
    // A run that is ended from outside has no step here, and not the one that an earlier run left.
    log[end] = 0;
    this.#words[Control.LogLength] = end;
  }

  /** The step that the last choice led to has ended. */
  step(): void {
    const at = this.#words[Control.LogLength] as number;
    const length = 1 + 2 * (this.#words[stepAt] as number);
    if (at <= 0 || !this.#fits(at + length)) return;
    for (let i = 0; i < length; i++) this.log[at + i] = this.#words[stepAt + i] as number;
    this.#words[Control.LogLength] = at + length;
  }

  /** A log that is full is none: half of a run is not to be planned from. */
  #fits(end: number): boolean {
    if (end <= this.log.length) return true;
    this.#words[Control.LogLength] = -1;
    return false;
  }
}
