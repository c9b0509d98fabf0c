/**
 * All events of a run, in order, in columns. Append-only. The one store that every view reads.
 * The latest events lie in a chunk of full-width columns; a full chunk is packed into columns that are as narrow as its
 * values allow, some 7 bytes an event, and are still read in constant time.
 */
import type { Column } from './column.js';
import { type Definitions, isDefinition } from './definitions.js';
import { packColumns } from './packColumns.js';
import {
  bytesPerRecord,
  floatOf,
  headHasText,
  headInfo,
  headKind,
  headThread,
  highWord,
  joinWords,
  lowWord,
  packHead,
  textRecords,
  wordsPerRecord,
} from './records.js';

/** 4,096 events a chunk: short enough that its values lie close together, long enough that nine columns cost nothing. */
const chunkShift = 12;
const chunkLength = 1 << chunkShift;
const chunkMask = chunkLength - 1;

/**
 * Full-width columns, written anew for each chunk. Of two types only: code that packs arrays of many types is slow.
 */
class OpenChunk {
  readonly kind = new Int32Array(chunkLength);
  readonly info = new Int32Array(chunkLength);
  readonly thread = new Int32Array(chunkLength);
  readonly object = new Int32Array(chunkLength);
  readonly site = new Int32Array(chunkLength);
  readonly time = new Float64Array(chunkLength);
  readonly a = new Int32Array(chunkLength);
  readonly b = new Int32Array(chunkLength);
  /** Twice the number of the text, plus one if the event came with a text (an empty one is one, too). */
  readonly text = new Int32Array(chunkLength);
}
type ColumnName = keyof OpenChunk;
interface SealedChunk extends Readonly<Record<ColumnName, Column>> {
  readonly byteLength: number;
}

const names: readonly ColumnName[] = ['kind', 'info', 'thread', 'object', 'site', 'time', 'a', 'b', 'text'];

function seal(chunk: OpenChunk): SealedChunk {
  const { columns, byteLength } = packColumns(
    names.map((name) => chunk[name]),
    chunkLength,
  );
  const [kind, info, thread, object, site, time, a, b, text] = columns as [
    Column,
    Column,
    Column,
    Column,
    Column,
    Column,
    Column,
    Column,
    Column,
  ];
  return { kind, info, thread, object, site, time, a, b, text, byteLength };
}

/** Of every 256th event the time lies open, side by side with the others: to find a time, little else is read. */
export const timeMarkShift = 8;
const marksPerChunk = chunkLength >>> timeMarkShift;

const mostKeptTexts = 4096;

/** Texts by number; a text that comes again is kept once. */
class Texts {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.length;
      this.#texts.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }
  at(number: number): string {
    return this.#texts[number] as string;
  }

  /** Forgets them all if there are many: runs of one program mostly have the same ones. */
  reset(): void {
    if (this.#texts.length <= mostKeptTexts) return;
    this.#texts.length = 1;
    this.#numbers.clear();
    this.#numbers.set('', 0);
  }
}

interface Utf8Decoder {
  decode(bytes: Uint8Array): string;
}
interface Utf8Encoder {
  encode(text: string): Uint8Array;
}

export class EventLog {
  readonly #sealed: SealedChunk[] = [];
  readonly #open = new OpenChunk();
  #timeMarks = new Float64Array(marksPerChunk);
  #openFrom = 0;
  #length = 0;
  #lastTime = 0;
  readonly #texts = new Texts();
  readonly #decoder: Utf8Decoder;
  readonly #definitions: Definitions | undefined;

  /**
   * The decoder is handed in because this layer knows no platform: `new TextDecoder()` everywhere. Definitions among the
   * records go to `definitions`.
   */
  constructor(decoder: Utf8Decoder, definitions?: Definitions) {
    this.#decoder = decoder;
    this.#definitions = definitions;
  }

  /** Forgets all events, for the next run. */
  reset(): void {
    this.#sealed.length = 0;
    this.#openFrom = 0;
    this.#length = 0;
    this.#lastTime = 0;
    this.#texts.reset();
  }

  get length(): number {
    return this.#length;
  }
  kind(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.kind[i & chunkMask] as number)
      : this.#chunk(i).kind.at(i & chunkMask);
  }
  info(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.info[i & chunkMask] as number)
      : this.#chunk(i).info.at(i & chunkMask);
  }
  thread(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.thread[i & chunkMask] as number)
      : this.#chunk(i).thread.at(i & chunkMask);
  }
  object(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.object[i & chunkMask] as number)
      : this.#chunk(i).object.at(i & chunkMask);
  }
  site(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.site[i & chunkMask] as number)
      : this.#chunk(i).site.at(i & chunkMask);
  }
  /** Nanoseconds since the start of the run; never decreases. */
  time(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.time[i & chunkMask] as number)
      : this.#chunk(i).time.at(i & chunkMask);
  }
  /** Time of every 256th event, by its number among them. */
  timeMark(mark: number): number {
    const i = mark << timeMarkShift;
    return (i >= this.#openFrom ? this.#open.time[i & chunkMask] : this.#timeMarks[mark]) as number;
  }
  a(i: number): number {
    return i >= this.#openFrom ? (this.#open.a[i & chunkMask] as number) : this.#chunk(i).a.at(i & chunkMask);
  }
  b(i: number): number {
    return i >= this.#openFrom ? (this.#open.b[i & chunkMask] as number) : this.#chunk(i).b.at(i & chunkMask);
  }
  /** The float64 that the words a and b carry. */
  float(i: number): number {
    return floatOf(this.a(i), this.b(i));
  }
  /** '' for an event without text. */
  text(i: number): string {
    return this.#texts.at(this.#textNumber(i) >>> 1);
  }

  /** Bytes that the packed events take, texts left out. */
  get byteLength(): number {
    return this.#sealed.reduce((sum, { byteLength }) => sum + byteLength, this.#timeMarks.byteLength);
  }

  /**
   * Appends whole records and returns how many words were taken. What is left over (an event whose text is cut off)
   * was not taken: a trace cut anywhere opens up to the cut.
   */
  append(words: Int32Array): number {
    let taken = 0;
    for (let before = -1; before !== taken; ) {
      before = taken;
      taken = this.appendSome(words, taken);
    }
    return taken;
  }

  /**
   * As `append`, from a word on and at most until a chunk is full, so that the new events are read before they are packed:
   * that is quicker. Returns the word up to which records were taken, `from` itself when there is nothing more to take.
   * A thread's clock may have been read before its event was ordered, so time is held to never run backwards.
   */
  appendSome(words: Int32Array, from: number): number {
    const { length } = words;
    let at = from;
    while (at + wordsPerRecord <= length) {
      const head = words[at] as number;
      let next = at + wordsPerRecord;
      let text = 0;
      if (headHasText(head)) {
        if (next >= length) return at;
        const byteLength = words[next] as number;
        const end = next + textRecords(byteLength) * wordsPerRecord;
        if (byteLength < 0 || end > length) return at;
        text = (this.#texts.numberOf(this.#decode(words, next + 1, byteLength)) << 1) | 1;
        next = end;
      }
      const kind = headKind(head);
      if (isDefinition(kind)) this.#definitions?.define(kind, words, at, this.#texts.at(text >>> 1));
      else this.#push(words, at, head, text);
      at = next;
      if (this.#length - this.#openFrom === chunkLength) return at;
    }
    return at;
  }

  /** The events from `from` up to `to`, as the records that they came in. */
  records(from: number, to: number, encoder: Utf8Encoder): Int32Array {
    const texts: (Uint8Array | undefined)[] = [];
    let records = to - from;
    for (let i = from; i < to; i++) {
      if ((this.#textNumber(i) & 1) === 0) continue;
      const bytes = encoder.encode(this.text(i));
      texts[i - from] = bytes;
      records += textRecords(bytes.length);
    }
    const words = new Int32Array(records * wordsPerRecord);
    const bytes = new Uint8Array(words.buffer);
    let at = 0;
    for (let i = from; i < to; i++) {
      const text = texts[i - from];
      this.#write(words, at, i, text !== undefined);
      at += wordsPerRecord;
      if (!text) continue;
      words[at] = text.length;
      bytes.set(text, (at + 1) * 4);
      at += (textRecords(text.length) * bytesPerRecord) / 4;
    }
    return words;
  }

  #write(words: Int32Array, at: number, i: number, hasText: boolean): void {
    const time = this.time(i);
    words[at] = packHead(this.kind(i), this.info(i), this.thread(i), hasText);
    words[at + 1] = this.object(i);
    words[at + 2] = this.site(i);
    words[at + 3] = lowWord(time);
    words[at + 4] = highWord(time);
    words[at + 5] = this.a(i);
    words[at + 6] = this.b(i);
  }

  /** A copy is decoded: a decoder refuses bytes that are shared between threads. */
  #decode(words: Int32Array, at: number, byteLength: number): string {
    return this.#decoder.decode(new Uint8Array(words.buffer, words.byteOffset + at * 4, byteLength).slice());
  }

  #push(words: Int32Array, at: number, head: number, text: number): void {
    const slot = this.#length & chunkMask;
    if (this.#length - this.#openFrom === chunkLength) {
      this.#markTimes();
      this.#sealed.push(seal(this.#open));
      this.#openFrom = this.#length;
    }
    const chunk = this.#open;
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
    chunk.text[slot] = text;
    this.#length++;
  }

  #markTimes(): void {
    const first = this.#sealed.length * marksPerChunk;
    if (first + marksPerChunk > this.#timeMarks.length) {
      const longer = new Float64Array(this.#timeMarks.length * 2);
      longer.set(this.#timeMarks);
      this.#timeMarks = longer;
    }
    for (let mark = 0; mark < marksPerChunk; mark++)
      this.#timeMarks[first + mark] = this.#open.time[mark << timeMarkShift] as number;
  }

  #textNumber(i: number): number {
    return i >= this.#openFrom
      ? (this.#open.text[i & chunkMask] as number)
      : this.#chunk(i).text.at(i & chunkMask);
  }

  #chunk(i: number): SealedChunk {
    return this.#sealed[i >>> chunkShift] as SealedChunk;
  }
}
