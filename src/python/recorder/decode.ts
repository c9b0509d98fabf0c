/**
 * Events of one traced process, from the rows that its tracer sends (tracer/threadlanes_tracer/record.py) to records of the
 * trace: threads and objects get numbers of the run, lines become sites, re-entrant locks are counted.
 */
import { EventKind, heldAtFork, ObjectKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import type { Codes } from './places.js';
import { floatWords, type RecordWriter, type Row } from './recordWriter.js';
import { Takings } from './takings.js';

const wordsPerRow = 10;
const longFlag = 1 << 15;
const twoTo32 = 4294967296;
/** Not of the trace: from now on what this thread of the system does is done by the lane of this number, 0 for its own. */
const turnKind = 200;
/** A time-out that no clock of the program ends: what is waited for comes from outside. */
const outsideNs = 2 ** 63;

/** Numbers that every process of a run draws from. */
export class Numbers {
  #thread = 0;
  #object = 0;
  thread(): number {
    return ++this.#thread;
  }
  object(): number {
    return ++this.#object;
  }
}

/** The machine's clock, from the first event of the run. All processes read the same one. */
export class RunClock {
  #startedNs = -1;
  sinceStart(ns: number): number {
    if (this.#startedNs < 0) this.#startedNs = ns;
    return Math.max(0, ns - this.#startedNs);
  }
}

/** Kinds whose a and b together are a time. */
const timed: ReadonlySet<number> = new Set([EventKind.Block, EventKind.Sleep]);

/** What main still does after the script's end, while the interpreter shuts down, is no part of its lane. */
const waits: ReadonlySet<number> = new Set([
  EventKind.Block,
  EventKind.TimedOut,
  EventKind.Pass,
  EventKind.Join,
  EventKind.Sleep,
  EventKind.Wake,
]);

export class Decoder {
  readonly #texts = new Map<number, string>();
  /** Of a child: the lane of the process, whose threads belong to it. */
  #process = 0;
  readonly #threads = new Map<number, number>();
  /** Of tasks: which of them has its turn in a thread, by the same. */
  readonly #turns = new Map<number, number>();
  readonly #begun = new Set<number>();
  readonly #ended = new Set<number>();
  readonly #objectOfThread = new Map<number, number>();
  #latestNs = 0;
  readonly #threadNumbers = new Map<number, number>();
  readonly #objects = new Map<number, number>();
  /** How each object was made, by the tracer's number. */
  readonly #made = new Map<number, Row>();
  /** Depth of each re-entrant lock, by the tracer's number. */
  readonly #depths = new Map<number, number>();
  readonly #takings = new Takings();
  /** When the process said something first: for a forked one, at the fork. */
  #bornNs = -1;

  constructor(
    readonly writer: RecordWriter,
    readonly codes: Codes,
    readonly numbers: Numbers,
    readonly clock: RunClock,
    /** Of a forked process: the one that it was forked from, whose objects it has copies of. */
    readonly parent: Decoder | undefined,
  ) {}

  addTexts(payload: Buffer): void {
    for (let at = 0; at + 8 <= payload.length; ) {
      const length = payload.readUInt32LE(at + 4);
      this.#texts.set(payload.readUInt32LE(at), payload.toString('utf8', at + 8, at + 8 + length));
      at += 8 + length;
    }
  }

  /** Rows of five 64-bit words, each low half first. */
  addEvents(payload: Buffer): void {
    const words = new Int32Array(payload.length >> 2);
    new Uint8Array(words.buffer).set(payload.subarray(0, words.byteLength));
    for (let at = 0; at + wordsPerRow <= words.length; at += wordsPerRow) {
      const isLong = ((words[at] as number) & longFlag) !== 0;
      this.#event(words, at, isLong);
      if (isLong) at += wordsPerRow;
    }
  }

  /** The process is gone: what threads it still had are, too. */
  end(): void {
    for (const thread of this.#begun) {
      if (this.#ended.has(thread)) continue;
      this.#ended.add(thread);
      const ending = thread === this.#process ? ThreadEnding.Returned : ThreadEnding.Terminated;
      const object = this.#objectOfThread.get(thread) ?? 0;
      const common = { kind: EventKind.ThreadEnd, site: 0, a: 0, b: 0, text: undefined };
      this.writer.write({ ...common, info: ending, thread, object, timeNs: this.#latestNs });
    }
  }

  #event(words: Int32Array, at: number, isLong: boolean): void {
    const head = number(words, at);
    const low = head % 65_536;
    const kind = low & 0xff;
    const own = Math.floor(head / 65_536);
    const code = number(words, at + 6);
    const offset = number(words, at + 8);
    const said = isLong ? this.#long(words, at + wordsPerRow) : nothingSaid;
    if (kind === turnKind) return this.#turn(number(words, at + 2), own);
    if (kind === EventKind.ThreadBegin && said.a > 0)
      this.#threads.set(number(words, at + 2), this.#thread(said.a));
    const timeNs = this.#time(number(words, at + 4));
    if (this.#bornNs < 0) this.#bornNs = timeNs;
    const row: Row = {
      kind,
      info: (low >>> 8) & 0x7f,
      thread: this.#threadOf(number(words, at + 2), number(words, at + 4)),
      object: own === 0 ? 0 : this.#object(own, kind),
      site: kind === EventKind.Raise ? 0 : this.codes.site(code, offset),
      timeNs,
      ...this.#details(kind, own, said, isLong, code, offset),
      text: said.text,
    };
    if (this.#ended.has(row.thread) && waits.has(kind)) return;
    this.writer.write(row);
    this.#latestNs = row.timeNs;
    if (kind === EventKind.ThreadNew) this.#objectOfThread.set(row.a, row.object);
    if (kind === EventKind.Create) this.#made.set(own, row);
    this.#takings.note(own, number(words, at + 2), row);
    if (kind === EventKind.ThreadBegin) this.#begun.add(row.thread);
    if (kind === EventKind.ThreadEnd) this.#ended.add(row.thread);
  }

  #time(ns: number): number {
    return this.clock.sinceStart(ns);
  }

  #long(words: Int32Array, at: number): Said {
    const text = number(words, at + 4);
    const said = { a: number(words, at), b: number(words, at + 2), text: this.#texts.get(text) };
    this.#texts.delete(text);
    return said;
  }

  /** The words a and b, by kind. */
  #details(kind: number, own: number, said: Said, isLong: boolean, code: number, offset: number): Words {
    if (timed.has(kind)) return floatWords(said.a >= outsideNs ? Number.POSITIVE_INFINITY : said.a);
    switch (kind) {
      case EventKind.ThreadNew:
      case EventKind.ThreadChange:
        return this.#named(said);
      case EventKind.ThreadStart:
        return { a: this.#thread(said.a), b: said.b };
      case EventKind.ThreadBegin:
        return { a: 0, b: 0 };
      case EventKind.Create:
        if (said.a === ObjectKind.RLock) this.#depths.set(own, 0);
        return { a: said.a, b: this.#createDetail(said) };
      case EventKind.Acquire:
      case EventKind.Release:
        return this.#held(kind, own, said, isLong);
      case EventKind.Raise: {
        const { file, line } = this.codes.lineOf(code, offset);
        return { a: line, b: file };
      }
      default:
        return { a: said.a, b: said.b };
    }
  }

  #named({ a, b }: Said): Words {
    const thread = this.#thread(a);
    if (this.parent && this.#process === 0) this.#process = thread;
    return { a: thread, b: b | (this.#process << 16) };
  }

  #createDetail({ a, b }: Said): number {
    return a === ObjectKind.Condition && b > 0 ? this.#object(b) : b;
  }

  /** A re-entrant lock says its depth only where a condition gives it up or takes it again. */
  #held(kind: number, own: number, said: Said, isLong: boolean): Words {
    const depth = this.#depths.get(own);
    if (depth === undefined) return { a: said.a, b: said.b };
    const now = isLong ? said.a : Math.max(0, depth + (kind === EventKind.Acquire ? 1 : -1));
    this.#depths.set(own, now);
    return { a: now, b: 0 };
  }

  #turn(ident: number, lane: number): void {
    if (lane === 0) this.#turns.delete(ident);
    else this.#turns.set(ident, this.#thread(lane));
  }

  /** A thread that Python's threading does not know has its first event here: it is made up. */
  #threadOf(ident: number, time: number): number {
    if (ident < 0) return this.#thread(-ident);
    const known = this.#turns.get(ident) ?? this.#threads.get(ident);
    if (known !== undefined) return known;
    if (this.#threads.size === 0) return 0; // before main
    const made = this.numbers.thread();
    this.#threads.set(ident, made);
    this.#begun.add(made);
    const common = { thread: 0, info: 0, object: this.numbers.object(), site: 0, timeNs: this.#time(time) };
    const name = `Thread-${made} (foreign)`;
    this.writer.write({
      ...common,
      kind: EventKind.ThreadNew,
      a: made,
      b: ThreadKind.Thread | (1 << 8),
      text: name,
    });
    this.writer.write({
      ...common,
      kind: EventKind.ThreadBegin,
      thread: made,
      a: 0,
      b: 0,
      text: undefined,
    });
    return made;
  }

  #thread(own: number): number {
    return numberFor(this.#threadNumbers, own, () => this.numbers.thread());
  }
  #object(own: number, kind = 0): number {
    return numberFor(this.#objects, own, () => this.#inherited(own, kind) ?? this.numbers.object());
  }

  /** A fork has a copy of each object: it is made, as far as this process is concerned, when it is used first. */
  #inherited(own: number, kind: number): number | undefined {
    const made = this.parent?.made(own);
    if (!made) return undefined;
    const object = this.numbers.object();
    this.writer.write({ ...made, object, thread: this.#process });
    if (made.a === ObjectKind.RLock) this.#depths.set(own, 0);
    if (made.a === ObjectKind.Lock && kind === EventKind.Block) this.#tellHolder(own, object);
    return object;
  }

  /** Who cannot get a copy of a lock that nobody of this process has taken waits for one that had it at the fork. */
  #tellHolder(own: number, object: number): void {
    const taking = this.parent ? this.parent.#takings.at(own, this.#bornNs) : undefined;
    if (!taking) return;
    const thread = this.#threads.get(taking.ident) ?? taking.thread;
    const { site } = taking;
    const said = { a: 0, b: 0, text: undefined };
    const event = { kind: EventKind.Acquire, info: heldAtFork, thread, object, site };
    this.writer.write({ ...event, ...said, timeNs: this.#latestNs });
  }

  /** How an object of this process, or of one that it was forked from, was made. */
  made(own: number): Row | undefined {
    return this.#made.get(own) ?? this.parent?.made(own);
  }
}

interface Words {
  readonly a: number;
  readonly b: number;
}
interface Said extends Words {
  readonly text: string | undefined;
}
const nothingSaid: Said = { a: 0, b: 0, text: undefined };

function numberFor(known: Map<number, number>, own: number, next: () => number): number {
  let found = known.get(own);
  if (found === undefined) {
    found = next();
    known.set(own, found);
  }
  return found;
}

/** A 64-bit integer that a float holds exactly. */
function number(words: Int32Array, at: number): number {
  return (words[at + 1] as number) * twoTo32 + ((words[at] as number) >>> 0);
}
