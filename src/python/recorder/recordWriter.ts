/** Writes records in the trace's binary form (src/trace/records.ts), and hands them out in blocks. */
import { highWord, lowWord, packHead, textRecords, wordsOf, wordsPerRecord } from '../../trace/records.js';

/** What one event says beside its kind. */
export interface Row {
  readonly kind: number;
  readonly info: number;
  readonly thread: number;
  readonly object: number;
  readonly site: number;
  readonly timeNs: number;
  readonly a: number;
  readonly b: number;
  readonly text: string | undefined;
}

/** 9,362 records: just under the 256 kB that one message to the page may have. */
const blockWords = 9362 * wordsPerRecord;
/** A text is cut to what surely fits beside its event. */
const mostTextBytes = 65_536;

export class RecordWriter {
  #block = new Int32Array(blockWords);
  #filled = 0;
  readonly #full: Int32Array[] = [];
  readonly #encoder = new TextEncoder();

  write(row: Row): void {
    const text = row.text === undefined ? undefined : this.#encode(row.text);
    const words = wordsPerRecord * (1 + (text ? textRecords(text.length) : 0));
    if (this.#filled + words > blockWords) this.#close();
    const block = this.#block;
    const at = this.#filled;
    block[at] = packHead(row.kind, row.info, row.thread, text !== undefined);
    block[at + 1] = row.object;
    block[at + 2] = row.site;
    block[at + 3] = lowWord(row.timeNs);
    block[at + 4] = highWord(row.timeNs);
    block[at + 5] = row.a;
    block[at + 6] = row.b;
    if (text) this.#writeText(text, at + wordsPerRecord);
    this.#filled += words;
  }

  /** Blocks that are ready, the last one short. */
  take(): Int32Array[] {
    this.#close();
    return this.#full.splice(0);
  }

  #encode(text: string): Uint8Array {
    const bytes = this.#encoder.encode(text);
    return bytes.length <= mostTextBytes
      ? bytes
      : this.#encoder.encode(new TextDecoder().decode(bytes.subarray(0, mostTextBytes - 3)));
  }

  #writeText(text: Uint8Array, at: number): void {
    this.#block[at] = text.length;
    new Uint8Array(this.#block.buffer).set(text, (at + 1) * 4);
  }

  #close(): void {
    if (this.#filled === 0) return;
    this.#full.push(this.#block.slice(0, this.#filled));
    this.#block = new Int32Array(blockWords);
    this.#filled = 0;
  }
}

/** A number of nanoseconds as the words a and b of an event that carries a float. */
export function floatWords(value: number): { a: number; b: number } {
  const [a, b] = wordsOf(value);
  return { a, b };
}
