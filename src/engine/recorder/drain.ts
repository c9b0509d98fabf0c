/**
 * Takes records out of the ring as fast as they come, so that writers are not held back, and keeps them in order until
 * the model has time for them.
 */
import { type Memory, ringSlots } from '../../runtime/memory.js';
import { RingReader } from '../../runtime/ring.js';
import { wordsPerRecord } from '../../trace/records.js';

/** 9,362 records: just under the 256 kB that one message to the page may have. */
const blockWords = 9362 * wordsPerRecord;
/** A sixteenth of the ring: 0.8 ms at 20 million events a second. */
export const leastFilled = ringSlots / 16;
/** 64 MB that wait for the model; with more the ring fills, and writers wait. */
const mostBlocks = 256;

export class Drain {
  readonly #reader: RingReader;
  readonly #waiting: Int32Array[] = [];
  #block = new Int32Array(blockWords);
  #filled = 0;

  constructor(memory: Memory) {
    this.#reader = new RingReader(memory);
  }

  /** Ring position up to which everything was taken. */
  get position(): number {
    return this.#reader.position;
  }

  /**
   * Takes what is there, up to ring position `end` at most (null: no limit). True if there was something.
   * With fewer than `least` slots filled it waits for more: reading close behind a writer would take the cache line that
   * it writes to away from it with every event.
   */
  pull(end: number | null, least: number): boolean {
    const before = this.#reader.position;
    if (this.#reader.filled < least) return false;
    while (this.#waiting.length < mostBlocks) {
      const filled = this.#reader.read(this.#block, this.#filled, end);
      if (filled === this.#filled) break;
      this.#filled = filled;
      if (filled + wordsPerRecord > blockWords) this.#close();
    }
    return this.#reader.position !== before;
  }

  /** The next block for the model; the last one may be short. Undefined when nothing waits. */
  next(): Int32Array | undefined {
    if (this.#waiting.length === 0 && this.#filled > 0) this.#close();
    return this.#waiting.shift();
  }

  /** Passes over a slot whose writer was ended before it published it. */
  skip(): void {
    this.#reader.skip();
  }

  #close(): void {
    this.#waiting.push(this.#filled === blockWords ? this.#block : this.#block.slice(0, this.#filled));
    if (this.#filled === blockWords) this.#block = new Int32Array(blockWords);
    this.#filled = 0;
  }
}
