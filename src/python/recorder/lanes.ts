/**
 * The lanes of one traced process: which of them does what a thread of the system is heard of, which have begun and which are
 * over. A thread of the system may do several lanes' work in turns, or nothing that is to be told.
 */
import { EventKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { type Numbers, numberFor, type RunClock, sharedFrom } from './numbers.js';
import type { RecordWriter, Row } from './recordWriter.js';

/** Whose a thread's events are, says ThreadBegin's b; vocabulary.py has the same. */
const Acts = { ForItself: 0, ForProcess: 1, BehindTheScenes: 2 } as const;

export class Lanes {
  /** That of the process, whose threads belong to it; 0 for the process that the run began with. */
  #process = 0;
  /** By the system's identifier of a thread. */
  readonly #ofThread = new Map<number, number>();
  /** Of tasks and greenlets: which of them has its turn in a thread, by the same. */
  readonly #turns = new Map<number, number>();
  readonly #begun = new Set<number>();
  readonly #ended = new Set<number>();
  /** Of the process, if its parent has seen its end; minus the signal that killed it. */
  exitCode = 0;
  readonly #objects = new Map<number, number>();
  /** Numbers of the run, by the tracer's. */
  readonly #numbers = new Map<number, number>();
  /** Names of threads that the library has made for itself, by identifier. */
  readonly #hidden = new Map<number, string>();
  /** Identifiers of threads whose events are those of the process's first one. */
  readonly #aliases = new Set<number>();

  constructor(
    readonly writer: RecordWriter,
    readonly numbers: Numbers,
    readonly clock: RunClock,
    /** Whether the process is the one that the run began with. */
    readonly isFirst: boolean,
  ) {}

  get process(): number {
    return this.#process;
  }

  /** The run's number of a lane that the tracer has given a number. */
  number(own: number): number {
    if (own >= sharedFrom) return this.numbers.sharedThread(own);
    return numberFor(this.#numbers, own, () => this.numbers.thread());
  }

  /** The lane of a thread of the system, whoever has its turn there. */
  known(ident: number): number | undefined {
    return this.#ofThread.get(ident);
  }
  isHidden(ident: number): boolean {
    return this.#hidden.has(ident);
  }
  isAlias(ident: number): boolean {
    return this.#aliases.has(ident);
  }
  isOver(lane: number): boolean {
    return this.#ended.has(lane);
  }
  objectOf(lane: number): number {
    return this.#objects.get(lane) ?? 0;
  }

  /**
   * A thread's events begin, under an identifier that another one may have had. False if that is nothing to be told: it works
   * for its process, or behind the scenes, and then has no lane until it runs code of the program.
   */
  begin(ident: number, { a, b, text }: Pick<Row, 'a' | 'b' | 'text'>): boolean {
    if (ident < 0 || (a === 0 && b === Acts.ForItself)) return true; // A lane that shares its thread.
    this.#turns.delete(ident);
    this.#hidden.delete(ident);
    this.#aliases.delete(ident);
    if (b === Acts.BehindTheScenes) {
      this.#hidden.set(ident, text ?? '');
      return false;
    }
    const lane = this.number(a);
    this.#ofThread.set(ident, lane);
    if (b === Acts.ForProcess) {
      this.#aliases.add(ident);
      return false;
    }
    if (!this.isFirst && this.#process === 0) {
      this.#process = lane;
      this.numbers.processes.set(lane, this);
      if (a >= sharedFrom) this.#objects.set(lane, this.numbers.shared.object(a));
    }
    return true;
  }

  /** From now on what the thread does is done by a lane, by the tracer's number; 0 for its own. */
  turn(ident: number, own: number): void {
    if (own === 0) this.#turns.delete(ident);
    else this.#turns.set(ident, this.number(own));
  }

  /** Who is heard of. A thread that Python's threading does not know, or one of the library's own, is made up. */
  at(ident: number): number {
    if (ident < 0) return this.number(-ident);
    const turn = this.#turns.get(ident);
    if (turn !== undefined) return turn;
    const known = this.#ofThread.get(ident);
    const hidden = this.#hidden.get(ident);
    if (known !== undefined && hidden === undefined) return known;
    if (this.#ofThread.size === 0) return 0; // before main
    return this.#makeUp(ident, hidden);
  }

  #makeUp(ident: number, hidden: string | undefined): number {
    const made = this.numbers.thread();
    const object = this.numbers.object();
    this.#ofThread.set(ident, made);
    this.#hidden.delete(ident);
    this.#begun.add(made);
    this.#objects.set(made, object);
    const common = { info: 0, object, site: 0, timeNs: this.clock.latestNs };
    const text = hidden || `Thread-${made} (foreign)`;
    const b = ThreadKind.Thread | (1 << 8) | (this.#process << 16);
    this.writer.write({ ...common, kind: EventKind.ThreadNew, thread: 0, a: made, b, text });
    this.writer.write({ ...common, kind: EventKind.ThreadBegin, thread: made, a: 0, b: 0, text: undefined });
    return made;
  }

  /** An event was written, of the object that the tracer calls `own`: processes that are traced share their numbers. */
  note({ kind, thread, object, a, b }: Row, own: number): void {
    if (kind === EventKind.ThreadNew) this.#objects.set(a, object);
    if (kind === EventKind.ThreadNew && (b & 0xff) === ThreadKind.Process && own < sharedFrom)
      this.numbers.strangers.add(a);
    if (kind === EventKind.Terminate) this.numbers.endedByForce.add(a);
    if (kind === EventKind.ThreadBegin) this.#begun.add(thread);
    if (kind === EventKind.ThreadEnd) this.#ended.add(thread);
  }

  /** The process is gone: what lanes it still had are, too. Only who ended it by force knows with which code. */
  end(exitCode = 0): void {
    this.exitCode ||= exitCode;
    for (const thread of new Set([...this.#ofThread.values(), ...this.#begun])) {
      if (thread === 0 || this.#ended.has(thread)) continue;
      this.#ended.add(thread);
      const isFirst = thread === this.#process;
      this.#writeEnd(thread, this.objectOf(thread), isFirst ? exitCode : 0, isFirst && exitCode >= 0);
    }
  }

  /** What a parent sees of its child's end. One that was ended before it could connect has told nothing itself. */
  childEnded(own: number, exitCode: number): void {
    if (!this.numbers.tellsEnds) return;
    const lane = this.number(own);
    const child = this.numbers.processes.get(lane);
    if (child) child.end(exitCode);
    else this.#writeEnd(lane, this.numbers.shared.object(own), exitCode, exitCode >= 0);
  }

  #writeEnd(thread: number, object: number, exitCode: number, hasReturned: boolean): void {
    const info = hasReturned ? ThreadEnding.Returned : ThreadEnding.Terminated;
    const common = { kind: EventKind.ThreadEnd, site: 0, b: 0, text: undefined };
    this.writer.write({ ...common, info, thread, object, a: exitCode, timeNs: this.clock.latestNs });
  }
}
