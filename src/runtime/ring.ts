/**
 * The event ring: many writers, one reader, all events in one total order.
 *
 * A writer takes the next positions with one atomic add on the tail while it holds the effect of its operation, so the
 * order of positions respects happens-before. It fills its slots and then publishes each by storing position + 1 in the
 * slot's first word. The reader takes a slot only once it sees that stamp; the stamp's store is ordered after the plain
 * writes of the slot, and before the reader's load of it. A slot is used again only after the reader moved the head past
 * it, which the writer sees by loading the head; a writer without room waits: nothing is ever dropped.
 * (After D. Vyukov's bounded queue, with one consumer.)
 */
import {
  bytesPerRecord,
  highWord,
  lowWord,
  packHead,
  textRecords,
  wordsPerRecord,
} from '../trace/records.js';
import { Control, type Memory, ringAt, ringSlots, slotWords } from './memory.js';

const { performance } = globalThis; // a controlled program sees another one
const mask = ringSlots - 1;
const slotAt = (position: number): number => ringAt + (position & mask) * slotWords;
/** Longest text of one event; longer ones are cut into several events by the caller. */
export const maxTextBytes = 16_384;

export class RingWriter {
  readonly #memory: Memory;
  readonly #words: Int32Array;
  #knownHead = 0;
  readonly #bytes = new Uint8Array(textRecords(maxTextBytes) * bytesPerRecord);
  readonly #lengthWord = new DataView(this.#bytes.buffer);
  readonly #textWords = new Int32Array(this.#bytes.buffer);
  readonly #encoder: { encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } };

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#words = memory.words;
    this.#encoder = new TextEncoder();
  }

  write(
    kind: number,
    info: number,
    thread: number,
    object: number,
    site: number,
    time: number,
    a: number,
    b: number,
  ): void {
    const words = this.#words;
    const position = Atomics.add(words, Control.RingTail, 1);
    if (((position + 1 - this.#knownHead) | 0) > ringSlots) this.#waitForRoom(position + 1);
    const at = slotAt(position);
    words[at + 1] = kind | (info << 8) | (thread << 16);
    words[at + 2] = object;
    words[at + 3] = site;
    words[at + 4] = lowWord(time);
    words[at + 5] = highWord(time);
    words[at + 6] = a;
    words[at + 7] = b;
    Atomics.store(words, at, (position + 1) | 0);
  }

  /** Writes an event and its text; returns how many UTF-16 units of the text fitted. */
  writeText(
    kind: number,
    info: number,
    thread: number,
    object: number,
    site: number,
    time: number,
    a: number,
    b: number,
    text: string,
  ): void {
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(4, 4 + maxTextBytes));
    this.#lengthWord.setInt32(0, written, true);
    const records = textRecords(written);
    // What an earlier text left behind depends on which worker ran which thread.
    this.#bytes.fill(0, 4 + written, records * bytesPerRecord);
    const position = this.#take(1 + records);
    this.#fill(position, packHead(kind, info, thread, true), object, site, time, a, b);
    const words = this.#words;
    for (let record = 0; record < records; record++) {
      const at = slotAt(position + 1 + record);
      for (let w = 0; w < wordsPerRecord; w++)
        words[at + 1 + w] = this.#textWords[record * wordsPerRecord + w] as number;
      Atomics.store(words, at, (position + 2 + record) | 0);
    }
  }

  #fill(
    position: number,
    head: number,
    object: number,
    site: number,
    time: number,
    a: number,
    b: number,
  ): void {
    const words = this.#words;
    const at = slotAt(position);
    words[at + 1] = head;
    words[at + 2] = object;
    words[at + 3] = site;
    words[at + 4] = lowWord(time);
    words[at + 5] = highWord(time);
    words[at + 6] = a;
    words[at + 7] = b;
    Atomics.store(words, at, (position + 1) | 0);
  }

  #take(slots: number): number {
    const position = Atomics.add(this.#words, Control.RingTail, slots);
    if (((position + slots - this.#knownHead) | 0) > ringSlots) this.#waitForRoom(position + slots);
    return position;
  }

  #waitForRoom(end: number): void {
    const words = this.#words;
    this.#knownHead = Atomics.load(words, Control.RingHead);
    if (((end - this.#knownHead) | 0) <= ringSlots) return;
    const since = performance.now();
    while (((end - this.#knownHead) | 0) > ringSlots && Atomics.load(words, Control.Ended) === 0) {
      ring(this.#memory);
      Atomics.wait(words, Control.RingHead, this.#knownHead, 1);
      this.#knownHead = Atomics.load(words, Control.RingHead);
    }
    Atomics.add(words, Control.HeldBackUs, Math.round((performance.now() - since) * 1000));
  }
}

/** Wakes the recorder. */
export function ring(memory: Memory): void {
  Atomics.add(memory.words, Control.Bell, 1);
  Atomics.notify(memory.words, Control.Bell, 1);
}

export class RingReader {
  readonly #words: Int32Array;
  #head = 0;

  constructor(memory: Memory) {
    this.#words = memory.words;
  }

  get position(): number {
    return this.#head;
  }

  /** Slots that writers took and that were not read yet. */
  get filled(): number {
    return (Atomics.load(this.#words, Control.RingTail) - this.#head) | 0;
  }

  /**
   * Moves published records into `out` from word `at` on, up to ring position `end` at most (null: no limit).
   * Returns the word after the last one written.
   */
  read(out: Int32Array, at: number, end: number | null): number {
    const words = this.#words;
    let next = at;
    let head = this.#head;
    while (next + wordsPerRecord <= out.length && head !== end) {
      const slot = slotAt(head);
      if (Atomics.load(words, slot) !== ((head + 1) | 0)) break;
      out[next] = words[slot + 1] as number;
      out[next + 1] = words[slot + 2] as number;
      out[next + 2] = words[slot + 3] as number;
      out[next + 3] = words[slot + 4] as number;
      out[next + 4] = words[slot + 5] as number;
      out[next + 5] = words[slot + 6] as number;
      out[next + 6] = words[slot + 7] as number;
      next += wordsPerRecord;
      head = (head + 1) | 0;
    }
    if (head !== this.#head) {
      this.#head = head;
      Atomics.store(words, Control.RingHead, head);
      Atomics.notify(words, Control.RingHead);
    }
    return next;
  }

  /** Passes over all that was written so far. */
  skipAll(): void {
    this.#head = Atomics.load(this.#words, Control.RingTail);
    Atomics.store(this.#words, Control.RingHead, this.#head);
  }

  /** Passes over a slot whose writer was ended before it published it. */
  skip(): void {
    this.#head = (this.#head + 1) | 0;
    Atomics.store(this.#words, Control.RingHead, this.#head);
  }
}
