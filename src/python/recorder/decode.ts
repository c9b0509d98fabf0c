/**
 * Events of one traced process, from the rows that its tracer sends (tracer/threadlanes_tracer/record.py) to records of the
 * trace: threads and objects get numbers of the run, lines become sites, re-entrant locks are counted.
 */
import { EventKind, heldAtFork, ObjectKind, ThreadEnding } from '../../trace/vocabulary.js';
import { Lanes } from './lanes.js';
import { bigNumber as number } from './merge.js';
import { type Numbers, numberFor, type RunClock, sharedFrom } from './numbers.js';
import type { Codes } from './places.js';
import { floatWords, type RecordWriter, type Row } from './recordWriter.js';
import { Takings } from './takings.js';

/** Not of the trace: from now on what this thread of the system does is done by the lane of this number, 0 for its own. */
const turnKind = 200;
/** Not of the trace: from now on the process's new tasks have no lanes; there were so many. */
const leftOutKind = 201;
/** Not of the trace: where the instructions of a code object are. */
const codeKind = 202;
/** A time-out that no clock of the program ends: what is waited for comes from outside. */
const outsideNs = 2 ** 63;
/** Kinds whose a and b together are a time. */
const timed: ReadonlySet<number> = new Set([EventKind.Block, EventKind.Sleep]);

/** Kinds whose a is a thread. */
const ofThreads: ReadonlySet<number> = new Set([EventKind.ThreadStart, EventKind.Terminate]);
/** Kinds that carry a value in a, and in b which element of an array it is. */
const accesses: ReadonlySet<number> = new Set([EventKind.Read, EventKind.Write, EventKind.AtomicWrite]);
/** What a thread of the library's own does for others. It waits for its own ends alone. */
const behindTheScenes: ReadonlySet<number> = new Set([
  EventKind.State,
  EventKind.ThreadNew,
  EventKind.ThreadStart,
  EventKind.ThreadChange,
  EventKind.Terminate,
]);

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
  readonly lanes: Lanes;
  readonly #objects = new Map<number, number>();
  /** How each object was made, by the tracer's number. */
  readonly #made = new Map<number, Row>();
  /** Depth of each re-entrant lock, by the tracer's number. */
  readonly #depths = new Map<number, number>();
  readonly #takings = new Takings();
  /** Numbers of the items of its own queues, by the tracer's. */
  readonly #items = new Map<number, number>();
  constructor(
    readonly writer: RecordWriter,
    readonly codes: Codes,
    readonly numbers: Numbers,
    readonly clock: RunClock,
    /** Whether it is the one that the run began with; of a forked one: that which it was forked from, and has copies of. */
    isFirst: boolean,
    readonly parent: Decoder | undefined,
    /** When it began, by the machine's clock; a forked one, when it was forked. */
    readonly bornNs: number,
  ) {
    this.lanes = new Lanes(writer, numbers, clock, isFirst);
  }

  /** The event whose words, of two halves each, low one first, begin at `at`. `ns`: its merged time. */
  readonly take = (words: Int32Array, at: number, isLong: boolean, ns: number): void => {
    const low = (words[at] as number) & 0xffff;
    const kind = low & 0xff;
    const info = (low >>> 8) & 0x7f;
    const own = (words[at + 1] as number) * 65_536 + ((words[at] as number) >>> 16);
    const ident = number(words, at + 2);
    const code = number(words, at + 6);
    const offset = number(words, at + 8);
    if (kind === codeKind) return this.codes.add(code, textBytes(words, at));
    const said = isLong ? saidBy(words, at) : nothingSaid;
    if (kind === turnKind) return this.lanes.turn(ident, own);
    if (kind === leftOutKind) return this.numbers.leaveOut(this.lanes.at(ident), said.a);
    const timeNs = this.clock.sinceStart(ns);
    if (kind === EventKind.ThreadBegin && !this.lanes.begin(ident, said)) return;
    if (kind === EventKind.ThreadEnd && info === ThreadEnding.Terminated && own >= sharedFrom)
      return this.lanes.childEnded(own, said.a);
    if (kind === EventKind.ThreadEnd && own === 0 && this.lanes.isAlias(ident)) return;
    const told = this.#told(kind, info, own, said, isLong, code, offset);
    if (!told) return;
    const site = kind === EventKind.Raise ? 0 : this.codes.site(code, offset);
    const isHidden = site === 0 && this.lanes.isHidden(ident);
    if (isHidden && !behindTheScenes.has(kind)) return;
    const row: Row = {
      kind,
      info: own >= sharedFrom && kind === EventKind.Put ? 0 : info,
      thread: isHidden ? this.numbers.runnerOf(own) : this.lanes.at(ident),
      // One by one: spreading an object here costs as much as all the rest.
      object: told.object,
      site,
      timeNs,
      a: told.a,
      b: told.b,
      text: kind === EventKind.Examine ? this.#numbered(said.text ?? '') : said.text,
    };
    if (this.lanes.isOver(row.thread) && waits.has(kind)) return;
    // The end of a thread that was made up names no object.
    const isBare = row.object === 0 && kind === EventKind.ThreadEnd;
    this.writer.write(isBare ? { ...row, object: this.lanes.objectOf(row.thread) } : row);
    this.lanes.note(row, own);
    if (kind === EventKind.State && own >= sharedFrom) this.numbers.noteRunner(own, row);
    if (kind === EventKind.Create) this.#made.set(own, row);
    this.#takings.note(own, ident, row);
  };

  /** Object and words of a record. */
  #told(
    kind: number,
    info: number,
    own: number,
    said: Said,
    isLong: boolean,
    code: number,
    offset: number,
  ): { object: number; a: number; b: number } | undefined {
    if (own < sharedFrom) {
      const object = own === 0 ? 0 : this.#known(own, kind);
      if (object === undefined) return undefined;
      const { a, b } = this.#details(kind, own, said, isLong, code, offset);
      return { object, a, b };
    }
    if (kind === EventKind.ThreadNew)
      return { object: this.numbers.shared.thread(own), ...this.#named(said) };
    const { a, b } = said;
    const told = this.numbers.shared.translate({ own, kind, info, a, b, process: this.lanes.process });
    if (!told) return undefined;
    if (timed.has(kind)) return { object: told.object, ...floatWords(durationOf(said)) };
    if (accesses.has(kind)) return { object: told.object + said.b, a: said.high, b: said.low };
    if (kind === EventKind.ThreadChange) return { object: told.object, ...this.#named(said) };
    if (ofThreads.has(kind)) return { object: told.object, a: this.lanes.number(said.a), b: 0 };
    return told;
  }

  /** The words a and b, by kind. */
  #details(kind: number, own: number, said: Said, isLong: boolean, code: number, offset: number): Words {
    if (timed.has(kind)) return floatWords(durationOf(said));
    switch (kind) {
      case EventKind.ThreadNew:
      case EventKind.ThreadChange:
        return this.#named(said);
      case EventKind.ThreadStart:
        return { a: this.lanes.number(said.a), b: said.b };
      case EventKind.ThreadBegin:
        return { a: 0, b: 0 };
      case EventKind.Create:
        if (said.a === ObjectKind.RLock) this.#depths.set(own, 0);
        return { a: said.a, b: this.#createDetail(said) };
      case EventKind.Acquire:
      case EventKind.Release:
        return this.#held(kind, own, said, isLong);
      case EventKind.Put:
      case EventKind.Get:
        return { a: numberFor(this.#items, said.a, () => this.numbers.item()), b: said.b };
      case EventKind.Raise: {
        const { file, line } = this.codes.lineOf(code, offset);
        return { a: line, b: file };
      }
      default:
        return { a: said.a, b: said.b };
    }
  }

  #named({ a, b }: Said): Words {
    return { a: this.lanes.number(a), b: b | (this.lanes.process << 16) };
  }

  #createDetail({ a, b }: Said): number {
    if ((a !== ObjectKind.Condition && a !== ObjectKind.Future) || b === 0) return b;
    return b >= sharedFrom ? this.numbers.shared.object(b) : this.#object(b);
  }

  /** A re-entrant lock says its depth only where a condition gives it up or takes it again. */
  #held(kind: number, own: number, said: Said, isLong: boolean): Words {
    const depth = this.#depths.get(own);
    if (depth === undefined) return { a: said.a, b: said.b };
    const now = isLong ? said.a : Math.max(0, depth + (kind === EventKind.Acquire ? 1 : -1));
    this.#depths.set(own, now);
    return { a: now, b: 0 };
  }

  /** Objects in a text have the tracer's numbers. */
  #numbered(text: string): string {
    const idOf = (own: number): number =>
      own >= sharedFrom ? this.numbers.shared.object(own) : this.#object(own);
    return text.replace(/#(\d+)/g, (_, own: string) => `#${idOf(Number(own))}`);
  }

  /** Undefined for what this process never made: a fork has objects of threads that are not there. */
  #known(own: number, kind: number): number | undefined {
    const isNew = kind === EventKind.Create || kind === EventKind.ThreadNew;
    if (isNew) return numberFor(this.#objects, own, () => this.numbers.object());
    const known = this.#objects.get(own) ?? this.#inherited(own, kind);
    if (known !== undefined) this.#objects.set(own, known);
    return known;
  }

  #object(own: number): number {
    return numberFor(this.#objects, own, () => this.#inherited(own, 0) ?? this.numbers.object());
  }

  /** A fork has a copy of each object: it is made, as far as this process is concerned, when it is used first. */
  #inherited(own: number, kind: number): number | undefined {
    const made = this.parent?.made(own);
    if (!made) return undefined;
    const object = this.numbers.object();
    this.writer.write({ ...made, object, thread: this.lanes.process });
    if (made.a === ObjectKind.RLock) this.#depths.set(own, this.#tellHolder(own, object));
    if (made.a === ObjectKind.Lock && kind === EventKind.Block) this.#tellHolder(own, object);
    return object;
  }

  /**
   * Who cannot get a copy of a lock that nobody of this process has taken waits for one that had it at the fork. A re-entrant
   * lock still belongs to the thread that forked, if that had it. Answers how often that thread has it.
   */
  #tellHolder(own: number, object: number): number {
    const bornNs = this.clock.before(this.bornNs);
    const taking = this.parent ? this.parent.#takings.at(own, bornNs) : undefined;
    if (!taking) return 0;
    const here = this.lanes.known(taking.ident);
    const thread = here ?? taking.thread;
    const { site, depth } = taking;
    const said = { a: depth > 1 ? depth : 0, b: 0, text: undefined };
    const event = { kind: EventKind.Acquire, info: heldAtFork, thread, object, site };
    this.writer.write({ ...event, ...said, timeNs: this.clock.latestNs });
    return here === undefined ? 0 : depth;
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
  /** The two halves of a. */
  readonly low: number;
  readonly high: number;
}
const decoder = new TextDecoder();
function saidBy(words: Int32Array, at: number): Said {
  const bytes = textBytes(words, at);
  return {
    a: number(words, at + 10),
    b: number(words, at + 12),
    text: (words[at + 14] as number) < 0 ? undefined : decoder.decode(bytes),
    low: words[at + 10] as number,
    high: words[at + 11] as number,
  };
}

function textBytes(words: Int32Array, at: number): Buffer {
  const length = Math.max(0, words[at + 14] as number);
  return Buffer.from(words.buffer, words.byteOffset + 4 * (at + 16), length);
}
const nothingSaid: Said = { a: 0, b: 0, text: undefined, low: 0, high: 0 };

function durationOf({ a }: Said): number {
  return a >= outsideNs ? Number.POSITIVE_INFINITY : a;
}
