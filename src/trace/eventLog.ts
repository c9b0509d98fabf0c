/**
 * All events of a run, in order, in columns. Append-only. The one store that every view reads.
 * Columns come in chunks of a fixed length, so that appending never copies what is already there.
 */
import {
  floatOf,
  headHasText,
  headInfo,
  headKind,
  headThread,
  joinWords,
  textRecords,
  wordsPerRecord,
} from './records.js';

/** 32,768 events a chunk: 0.8 MB each; small enough for tiny runs (allocated lazily), large enough to index by shift. */
const chunkShift = 15;
const chunkLength = 1 << chunkShift;
const chunkMask = chunkLength - 1;

interface Chunk {
  readonly kind: Uint8Array;
  readonly info: Uint8Array;
  readonly thread: Uint16Array;
  readonly object: Uint32Array;
  readonly site: Uint32Array;
  readonly time: Float64Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
}

function newChunk(): Chunk {
  return {
    kind: new Uint8Array(chunkLength),
    info: new Uint8Array(chunkLength),
    thread: new Uint16Array(chunkLength),
    object: new Uint32Array(chunkLength),
    site: new Uint32Array(chunkLength),
    time: new Float64Array(chunkLength),
    a: new Int32Array(chunkLength),
    b: new Int32Array(chunkLength),
  };
}

interface Utf8Decoder {
  decode(bytes: Uint8Array): string;
}

export class EventLog {
  #chunks: Chunk[] = [];
  #length = 0;
  #texts = new Map<number, string>();
  #lastTime = 0;
  readonly #decoder: Utf8Decoder;

  /** The decoder is handed in because this layer knows no platform: `new TextDecoder()` everywhere. */
  constructor(decoder: Utf8Decoder) {
    this.#decoder = decoder;
  }

  get length(): number {
    return this.#length;
  }
  kind(i: number): number {
    return this.#chunk(i).kind[i & chunkMask] as number;
  }
  info(i: number): number {
    return this.#chunk(i).info[i & chunkMask] as number;
  }
  thread(i: number): number {
    return this.#chunk(i).thread[i & chunkMask] as number;
  }
  object(i: number): number {
    return this.#chunk(i).object[i & chunkMask] as number;
  }
  site(i: number): number {
    return this.#chunk(i).site[i & chunkMask] as number;
  }
  /** Nanoseconds since the start of the run; never decreases. */
  time(i: number): number {
    return this.#chunk(i).time[i & chunkMask] as number;
  }
  a(i: number): number {
    return this.#chunk(i).a[i & chunkMask] as number;
  }
  b(i: number): number {
    return this.#chunk(i).b[i & chunkMask] as number;
  }
  /** The float64 that the words a and b carry. */
  float(i: number): number {
    return floatOf(this.a(i), this.b(i));
  }
  text(i: number): string {
    return this.#texts.get(i) ?? '';
  }

  /**
   * Appends whole records and returns how many words were taken. What is left over (an event whose text is cut off)
   * was not taken: a trace cut anywhere opens up to the cut.
   * A thread's clock may have been read before its event was ordered, so time is held to never run backwards.
   */
  append(words: Int32Array): number {
    let at = 0;
    while (at + wordsPerRecord <= words.length) {
      const head = words[at] as number;
      let next = at + wordsPerRecord;
      if (headHasText(head)) {
        if (next >= words.length) return at;
        const byteLength = words[next] as number;
        const end = next + textRecords(byteLength) * wordsPerRecord;
        if (byteLength < 0 || end > words.length) return at;
        // A copy: a decoder refuses bytes that are shared between threads.
        const bytes = new Uint8Array(words.buffer, words.byteOffset + (next + 1) * 4, byteLength).slice();
        this.#texts.set(this.#length, this.#decoder.decode(bytes));
        next = end;
      }
      this.#push(words, at, head);
      at = next;
    }
    return at;
  }

  #push(words: Int32Array, at: number, head: number): void {
    const slot = this.#length & chunkMask;
    if (slot === 0) this.#chunks.push(newChunk());
    const chunk = this.#chunks[this.#chunks.length - 1] as Chunk;
    chunk.kind[slot] = headKind(head);
    chunk.info[slot] = headInfo(head);
    chunk.thread[slot] = headThread(head);
    chunk.object[slot] = words[at + 1] as number;
    chunk.site[slot] = words[at + 2] as number;
    const time = joinWords(words[at + 3] as number, words[at + 4] as number);
    if (time > this.#lastTime) this.#lastTime = time;
    chunk.time[slot] = this.#lastTime;
    chunk.a[slot] = words[at + 5] as number;
    chunk.b[slot] = words[at + 6] as number;
    this.#length++;
  }

  #chunk(i: number): Chunk {
    return this.#chunks[i >>> chunkShift] as Chunk;
  }
}
