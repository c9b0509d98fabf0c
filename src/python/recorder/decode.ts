/**
 * Events of one traced process, from the rows that its tracer sends (tracer/threadlanes_tracer/record.py) to records of the
 * trace: threads and objects get numbers of the run, lines become sites, re-entrant locks are counted.
 */
import { EventKind, ObjectKind, ThreadEnding } from '../../trace/vocabulary.js';
import { Lanes } from './lanes.js';
import { type Numbers, numberFor, type RunClock, sharedFrom } from './numbers.js';
import { OwnObjects } from './ownObjects.js';
import type { Codes } from './places.js';
import { floatWords, type RecordWriter, type Row } from './recordWriter.js';
import {
  codeKind,
  isLong,
  leftOutKind,
  bigNumber as number,
  type Said,
  saidBy,
  textBytes,
  turnKind,
  type Words,
} from './rows.js';

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
  readonly #objects: OwnObjects;
  /** Numbers of the items of its own queues, by the tracer's. */
  readonly #items = new Map<number, number>();
  constructor(
    readonly writer: RecordWriter,
    readonly codes: Codes,
    readonly numbers: Numbers,
    readonly clock: RunClock,
    /** Whether it is the one that the run began with; of a forked one: that which it was forked from, and has copies of. */
    isFirst: boolean,
    parent: Decoder | undefined,
    /** When it began, by the machine's clock; a forked one, when it was forked. */
    bornNs: number,
  ) {
    this.lanes = new Lanes(writer, numbers, clock, isFirst);
    this.#objects = new OwnObjects(
      writer,
      numbers,
      clock,
      this.lanes,
      parent === undefined ? undefined : parent.#objects,
      bornNs,
    );
  }

  /** The event whose words, of two halves each, low one first, begin at `at`. `ns`: its merged time. */
  readonly take = (words: Int32Array, at: number, ns: number): void => {
    const low = (words[at] as number) & 0xffff;
    const kind = low & 0xff;
    const info = (low >>> 8) & 0x7f;
    const own = (words[at + 1] as number) * 65_536 + ((words[at] as number) >>> 16);
    const ident = number(words, at + 2);
    const code = number(words, at + 6);
    const offset = number(words, at + 8);
    if (kind === codeKind) return this.codes.add(code, textBytes(words, at));
    const said = saidBy(words, at);
    if (kind === turnKind) return this.lanes.turn(ident, own);
    if (kind === leftOutKind) return this.numbers.leaveOut(this.lanes.at(ident), said.a);
    const timeNs = this.clock.sinceStart(ns);
    if (kind === EventKind.ThreadBegin && !this.lanes.begin(ident, said)) return;
    if (kind === EventKind.ThreadEnd && info === ThreadEnding.Terminated && own >= sharedFrom)
      return this.lanes.childEnded(own, said.a);
    if (kind === EventKind.ThreadEnd && own === 0 && this.lanes.isAlias(ident)) return;
    const told = this.#told(kind, info, own, said, isLong(words, at), code, offset);
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
    this.#objects.note(own, ident, row);
  };

  /** Object and words of a record. */
  #told(
    kind: number,
    info: number,
    own: number,
    said: Said,
    saysAll: boolean,
    code: number,
    offset: number,
  ): { object: number; a: number; b: number } | undefined {
    if (own < sharedFrom) {
      const object = own === 0 ? 0 : this.#objects.known(own, kind);
      if (object === undefined) return undefined;
      const { a, b } = this.#details(kind, own, said, saysAll, code, offset);
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
  #details(kind: number, own: number, said: Said, saysAll: boolean, code: number, offset: number): Words {
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
        this.#objects.begin(own, said.a);
        return { a: said.a, b: this.#createDetail(said) };
      case EventKind.Acquire:
      case EventKind.Release:
        return this.#objects.isReentrant(own)
          ? { a: this.#objects.held(own, kind, saysAll ? said.a : undefined), b: 0 }
          : { a: said.a, b: said.b };
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
    return b >= sharedFrom ? this.numbers.shared.object(b) : this.#objects.object(b);
  }

  /** Objects in a text have the tracer's numbers. */
  #numbered(text: string): string {
    const idOf = (own: number): number =>
      own >= sharedFrom ? this.numbers.shared.object(own) : this.#objects.object(own);
    return text.replace(/#(\d+)/g, (_, own: string) => `#${idOf(Number(own))}`);
  }
}

function durationOf({ a }: Said): number {
  return a >= outsideNs ? Number.POSITIVE_INFINITY : a;
}
