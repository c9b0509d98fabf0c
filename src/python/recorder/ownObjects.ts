/**
 * Objects of one process, by the numbers that its tracer gives them. A fork has a copy of each object of its parent's: it is
 * made, as far as the fork is concerned, when it is used first, and held by whoever held it at the fork.
 */
import { EventKind, heldAtFork, ObjectKind } from '../../trace/vocabulary.js';
import type { Lanes } from './lanes.js';
import { type Numbers, numberFor, type RunClock } from './numbers.js';
import type { RecordWriter, Row } from './recordWriter.js';
import { Takings } from './takings.js';

export class OwnObjects {
  /** Numbers of the run, by the tracer's. */
  readonly #numbers = new Map<number, number>();
  /** How each object was made, by the tracer's number. */
  readonly #made = new Map<number, Row>();
  /** Depth of each re-entrant lock, by the tracer's number. */
  readonly #depths = new Map<number, number>();
  readonly #takings = new Takings();

  constructor(
    readonly writer: RecordWriter,
    readonly numbers: Numbers,
    readonly clock: RunClock,
    readonly lanes: Lanes,
    readonly parent: OwnObjects | undefined,
    /** When the process began, by the machine's clock; a forked one, when it was forked. */
    readonly bornNs: number,
  ) {}

  /** The object of an event. Undefined for what this process never made: a fork has objects of threads that are not there. */
  known(own: number, kind: number): number | undefined {
    const isNew = kind === EventKind.Create || kind === EventKind.ThreadNew;
    if (isNew) return numberFor(this.#numbers, own, () => this.numbers.object());
    const known = this.#numbers.get(own) ?? this.#inherited(own, kind);
    if (known !== undefined) this.#numbers.set(own, known);
    return known;
  }

  /** An object that is spoken of. */
  object(own: number): number {
    return numberFor(this.#numbers, own, () => this.#inherited(own, 0) ?? this.numbers.object());
  }

  /** A new object, from the next event on. */
  begin(own: number, kind: number): void {
    if (kind === ObjectKind.RLock) this.#depths.set(own, 0);
  }

  isReentrant(own: number): boolean {
    return this.#depths.has(own);
  }

  /** How often a re-entrant lock is held now. It says so only where a condition gives it up or takes it again. */
  held(own: number, kind: number, said: number | undefined): number {
    const depth = this.#depths.get(own) ?? 0;
    const now = said ?? Math.max(0, depth + (kind === EventKind.Acquire ? 1 : -1));
    this.#depths.set(own, now);
    return now;
  }

  /** An event was written; `ident` is its thread, as the operating system calls it. */
  note(own: number, ident: number, row: Row): void {
    if (row.kind === EventKind.Create) this.#made.set(own, row);
    this.#takings.note(own, ident, row);
  }

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
