/**
 * Names of a run's threads, and places of its program, read from its records as they pass by: the only things of them that
 * the host looks at.
 */
import { type Definitions, isDefinition } from '../trace/definitions.js';
import { headHasText, headKind, textRecords, wordsPerRecord } from '../trace/records.js';
import { EventKind } from '../trace/vocabulary.js';

const named: ReadonlySet<number> = new Set([EventKind.ThreadNew, EventKind.ThreadChange]);

export class ThreadNames {
  readonly #names = new Map<number, string>();
  readonly #decoder = new TextDecoder();
  /** Bytes of an event that had not wholly arrived. */
  #rest = new Uint8Array(0);

  of(thread: number): string {
    return this.#names.get(thread) ?? '';
  }

  /** Blocks of records in order, cut anywhere. What they say of the program goes to `definitions`. */
  read(bytes: Uint8Array, definitions?: Definitions): void {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const words = new Int32Array(all.buffer, 0, all.length >> 2);
    let at = 0;
    while (at + wordsPerRecord <= words.length) {
      const next = this.#event(words, at, definitions);
      if (next > words.length) break;
      at = next;
    }
    this.#rest = all.slice(at * 4);
  }

  /** Where the next event begins; beyond the end if this one is not whole. */
  #event(words: Int32Array, at: number, definitions: Definitions | undefined): number {
    const head = words[at] as number;
    const next = at + wordsPerRecord;
    const kind = headKind(head);
    if (!headHasText(head)) {
      if (isDefinition(kind)) definitions?.define(kind, words, at, '');
      return next;
    }
    const length = words[next];
    if (length === undefined || length < 0) return Number.POSITIVE_INFINITY;
    const end = next + textRecords(length) * wordsPerRecord;
    if (end > words.length || !(named.has(kind) || isDefinition(kind))) return end;
    const text = this.#decoder.decode(new Uint8Array(words.buffer, (next + 1) * 4, length));
    if (isDefinition(kind)) definitions?.define(kind, words, at, text);
    else this.#names.set(words[at + 5] as number, text);
    return end;
  }
}
