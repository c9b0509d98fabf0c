/**
 * What a primitive asks of the way a program runs. Two kinds: live (real time, real parallelism, liveKernel.ts) and
 * controlled (one thread moves at a time, virtual time, controlledKernel.ts). A primitive is written once, over this.
 *
 * An operation is: enter the object, look at and change its words, tell what happened (emit*), say that waiters may go on
 * (changed), leave. Between enter and leave no other thread touches the object's words.
 */
import type { Access } from '../explore/strategy.js';
import { wordsOf } from '../trace/records.js';
import { EventKind, type Operation, ValueForm } from '../trace/vocabulary.js';
import { Allocator } from './allocator.js';
import { RunEnded, ThreadError } from './errors.js';
import { restAt } from './gevent/hub.js';
import { giveUpGil, takeGil } from './gilTurn.js';
import { Block, blockAt, Control, Header, type Memory, RunEnd, siteAt } from './memory.js';
import { type RingWriter, ring } from './ring.js';
import { SpaceWords } from './space.js';
import { isCooperative, mayProceed } from './waiting.js';

export interface Thrown {
  readonly message: string;
  /** Index into the program's files, and line. */
  readonly file: number;
  readonly line: number;
}

/** What an untraced run tells as well: threads, output and exceptions. */
const alwaysTold = new Uint8Array(256);
for (const kind of [
  EventKind.ThreadNew,
  EventKind.ThreadStart,
  EventKind.ThreadBegin,
  EventKind.ThreadEnd,
  EventKind.ThreadChange,
  EventKind.Terminate,
  EventKind.Print,
  EventKind.Raise,
])
  alwaysTold[kind] = 1;

export abstract class Kernel {
  readonly words: Int32Array;
  readonly allocator: Allocator;
  /** Block number of the thread that this worker runs now; 0 for none. */
  block = 0;
  threadId = 0;
  /** The lane that events belong to: the thread's own, or that of a task or generator that runs in it. */
  lane = 0;
  /** The space of that thread's process. */
  space = 0;
  /** Address of the Gil that the thread is under; 0 for none. */
  gil = 0;
  /** The thread waits, or has just waited, without the Gil. */
  protected owesGil = false;
  protected isCooperative = false;
  /** What is to be done when the end of the thread has been told. */
  afterEnd: (() => void) | undefined;
  /** Runs handlers of signals that have come for the thread; it is asked where the thread computes, sleeps or pauses. */
  takeSignals: (() => boolean) | undefined;
  /**
   * While a module is evaluated no operation but making objects is allowed. A process's first thread makes them; its other
   * threads attach to what it made.
   */
  moduleLevel: 'outside' | 'makes' | 'attaches' = 'outside';
  /** What is told of an exception that nobody caught: its text, and where in the program's files it was thrown, 0 and 0 if unknown. */
  describeThrown: (error: unknown) => Thrown = (error) => ({ message: String(error), file: 0, line: 0 });
  /** Stands for the run: what a worker remembers for one run only, it keeps by this. Each run has another one. */
  run: object = {};
  /** Why no operation is allowed just now; '' when it is. */
  forbidden = '';
  /** Scheduling points are passed over: what goes on is one operation. */
  protected isUndivided = false;
  readonly #siteWord: number;
  /** The word that says whether the thread was killed. That of block 0 never does. */
  #killedWord = blockAt(0) + Block.Killed;

  constructor(
    readonly memory: Memory,
    readonly writer: RingWriter,
    readonly worker: number,
    readonly live: boolean,
    /** False: only what alwaysTold has is told. */
    readonly traced: boolean,
  ) {
    this.words = memory.words;
    this.allocator = new Allocator(memory, live);
    this.#siteWord = siteAt(worker);
  }

  /**
   * A scheduling point before an operation on `object` (an address, 0 for none). Throws RunEnded when the run is over.
   * `id` tells what is touched where that is no object, or a part of one.
   */
  abstract point(object: number, access?: Access, id?: number): void;
  abstract enter(object: number, access?: Access, id?: number): void;
  /** As enter, for an operation that then waits as `waitClass`, with no end in sight (timeout < 0), if it has to. */
  abstract enterToWait(object: number, waitClass: number, timeout: number): void;
  /** As enter, within another object's enter: it is part of the same operation, so nobody else comes in between. */
  abstract enterNested(object: number): void;
  abstract leave(object: number): void;
  /** As leave, when the thread is about to wait or has not come back yet. */
  abstract leaveInside(object: number): void;
  /**
   * Between enter and leave, when the thread is already in the object's list of waiters: lets others at the object, waits
   * until `changed` lets this thread proceed or the deadline (ns; negative: none) passes, and has the object again.
   * Answers false when the deadline passed.
   */
  abstract wait(object: number, deadline: number): boolean;
  /** The object changed so that waiters may proceed. */
  abstract changed(object: number): void;
  /** Lets the thread of that block go on, which is in `wait`. */
  abstract wake(block: number): void;
  /** Nanoseconds since the start of the run. */
  abstract now(): number;
  /** Time to put on an event: as now(), but may lag a little where reading a clock would cost more than the operation. */
  abstract eventTime(): number;
  abstract sleep(ns: number): void;
  /** So much work for a processor. The event that announces it was written. */
  abstract compute(ns: number): void;
  /** A thread was started: a worker is to run it. */
  abstract announceWork(): void;
  /** This worker has no thread, and sleeps until something was announced since Control.Work was `seen`. */
  abstract awaitWork(seen: number): void;
  /** The calling thread waits for its first turn. */
  abstract begin(): void;
  /** The calling thread has ended and its block is free: somebody else goes on. */
  abstract exit(): void;
  /** The run is over: who waits for a turn is to notice. */
  protected abstract wakeAll(): void;
  abstract lockBlocks(): void;
  abstract unlockBlocks(): void;
  /** Another thread was marked as killed: it is to notice soon (live), or has ended by now (controlled). */
  abstract interrupt(block: number): void;
  /** The calling thread was killed: throws ThreadKilled, and says that the thread has ended if nobody did so yet. */
  protected abstract unwind(): never;

  get site(): number {
    return this.words[this.#siteWord] as number;
  }
  /**
   * A plain load, as every operation asks: it may lag, but not past the next atomic operation of the thread, and each
   * operation makes one.
   */
  get isOver(): boolean {
    return this.words[Control.Ended] !== 0;
  }

  /** As isOver, or the calling thread was killed. */
  get isStopped(): boolean {
    return this.isOver || this.words[this.#killedWord] !== 0;
  }

  /** From now on this worker runs the thread of that block; 0 for none. */
  adopt(block: number): void {
    const { words } = this;
    const at = blockAt(block);
    this.block = block;
    this.#killedWord = at + Block.Killed;
    this.threadId = words[at + Block.ThreadId] as number;
    this.lane = this.threadId;
    this.takeSignals = undefined;
    this.space = words[at + Block.Space] as number;
    const isFree = block === 0 || words[at + Block.System] === 1;
    this.gil = isFree ? 0 : (words[this.space + SpaceWords.Gil] as number);
    this.owesGil = false;
    this.forgetSite();
    if (block !== 0) words[at + Block.Worker] = this.worker;
  }

  /** What the thread does next stands at this site, until it says otherwise. */
  goTo(site: number): void {
    this.words[this.#siteWord] = site;
  }

  /** What the thread does next stands in no line of the program. */
  forgetSite(): void {
    this.words[this.#siteWord] = 0;
  }

  /** The greenlet that the thread is; 0 for none. */
  get greenlet(): number {
    return this.words[blockAt(this.block) + Block.Greenlet] as number;
  }
  /** A wait lets the other greenlets of the thread go on. */
  get cooperates(): boolean {
    if (this.greenlet === 0) return false;
    return this.isCooperative || this.words[this.space + SpaceWords.Patched] === 1;
  }
  /** As all waits of greenlets are while this runs, even if nothing was patched. */
  cooperatively<T>(work: () => T): T {
    const before = this.isCooperative;
    this.isCooperative = true;
    try {
      return work();
    } finally {
      this.isCooperative = before;
    }
  }

  /** The thread is about to wait: whatever it has only while it runs is given up, until `comeBack`. */
  goAway(): void {
    if (this.gil === 0 || this.owesGil) return;
    giveUpGil(this);
    this.owesGil = true;
  }
  /** The thread begins, or goes on after `goAway`. Inside no object's guard. */
  comeBack(): void {
    if (this.gil === 0) return;
    this.owesGil = false;
    takeGil(this);
  }
  /** The thread ends: nothing of what it does from now on needs the Gil. */
  goForGood(): void {
    this.goAway();
    this.forgetGil();
  }
  /** What the thread does from now on has nothing to do with the Gil, whoever has it. */
  protected forgetGil(): void {
    this.gil = 0;
    this.owesGil = false;
  }

  /** An operation on an object that makes other operations: nobody comes in between. */
  undivided<T>(object: number, work: () => T): T {
    this.enter(object);
    this.isUndivided = true;
    try {
      return work();
    } finally {
      this.isUndivided = false;
      this.leave(object);
    }
  }

  checkOver(): void {
    if (this.isOver) throw new RunEnded();
    if (this.words[this.#killedWord] !== 0) this.unwind();
    if (this.forbidden !== '') throw new ThreadError(this.forbidden);
  }

  /** What is told meanwhile belongs to another lane, which does not move itself. */
  asLane(lane: number, work: () => void): void {
    const own = this.lane;
    this.lane = lane;
    work();
    this.lane = own;
  }

  /** Tells of an event at an object, by its address; 0 for none. */
  emit(kind: EventKind, object: number, info = 0, a = 0, b = 0): void {
    this.emitOf(kind, object === 0 ? 0 : (this.words[object + Header.Id] as number), info, a, b);
  }
  emitFloat(kind: EventKind, object: number, info: number, value: number): void {
    this.emitNumber(kind, object === 0 ? 0 : (this.words[object + Header.Id] as number), info, value);
  }
  emitText(kind: EventKind, object: number, info: number, a: number, b: number, text: string): void {
    const id = object === 0 ? 0 : (this.words[object + Header.Id] as number);
    this.emitTextOf(kind, id, info, a, b, text);
  }
  /** As emit, emitFloat and emitText, for what has an id in the trace but no header of its own. */
  emitOf(kind: EventKind, id: number, info = 0, a = 0, b = 0): void {
    if (!this.traced && alwaysTold[kind] === 0) return;
    this.writer.write(kind, info, this.lane, id, this.site, this.eventTime(), a, b);
  }
  emitNumber(kind: EventKind, id: number, info: number, value: number): void {
    if (!this.traced) return;
    const [a, b] = wordsOf(value);
    this.writer.write(kind, info, this.lane, id, this.site, this.eventTime(), a, b);
  }
  emitTextOf(kind: EventKind, id: number, info: number, a: number, b: number, text: string): void {
    if (!this.traced && alwaysTold[kind] === 0) return;
    this.writer.writeText(kind, info, this.lane, id, this.site, this.eventTime(), a, b, text);
  }
  /** Tells of an event of another thread, by its block number. Only while that thread cannot tell of any itself. */
  emitAs(block: number, kind: EventKind, object: number, info: number, a: number): void {
    const at = blockAt(block);
    const { words } = this;
    const id = object === 0 ? 0 : (words[object + Header.Id] as number);
    if (!this.traced && alwaysTold[kind] === 0) return;
    const site = words[at + Block.Begun] === 1 ? words[siteAt(words[at + Block.Worker] as number)] : 0;
    this.writer.write(
      kind,
      info,
      words[at + Block.ThreadId] as number,
      id,
      site as number,
      this.eventTime(),
      a,
      0,
    );
  }
  emitValue(kind: EventKind, object: number, value: unknown, short: string): void {
    if (typeof value === 'number') this.emitFloat(kind, object, ValueForm.Number, value);
    else this.emitText(kind, object, ValueForm.Text, 0, 0, short);
  }

  /**
   * Inside enter: runs `attempt` until it answers true, waiting in between. `timeout` in ns, negative for none.
   * False when the time ran out. The order of waiters is the order of their arrival; any of those that may proceed can win.
   */
  waitUntil(
    object: number,
    waitClass: number,
    operation: Operation,
    timeout: number,
    attempt: () => boolean,
  ): boolean {
    if (attempt()) {
      this.changed(object);
      return true;
    }
    return this.waitFor(object, waitClass, operation, timeout, attempt);
  }

  /**
   * As waitUntil, without a first attempt: the thread waits in any case. `shown` is the object that the trace says it
   * waits for, where that is another one.
   */
  waitFor(
    object: number,
    waitClass: number,
    operation: Operation,
    timeout: number,
    attempt: () => boolean,
    shown = object,
  ): boolean {
    const deadline = timeout < 0 ? -1 : this.now() + timeout;
    this.emitFloat(EventKind.Block, shown, operation, timeout);
    if (this.linger(object, waitClass, deadline, attempt)) return true;
    this.emit(EventKind.TimedOut, shown);
    this.changed(object); // a wake-up meant for this thread goes to the next one
    return false;
  }

  /** As waitFor, but the trace is told of nothing; `deadline` in ns since the start, negative for none. */
  linger(object: number, waitClass: number, deadline: number, attempt: () => boolean): boolean {
    this.#link(object, waitClass);
    const cooperates = this.cooperates || (this.greenlet !== 0 && isCooperative(this.words, object));
    if (object !== this.gil) this.goAway();
    for (;;) {
      const woken = cooperates ? restAt(this, object, deadline) : this.wait(object, deadline);
      if (attempt()) {
        this.unlink(this.block);
        this.changed(object);
        return true;
      }
      if (woken) continue;
      this.unlink(this.block);
      return false;
    }
  }

  /**
   * Inside enter: lets the first `most` waiters of the object go on that were not let through yet; answers how many.
   * They go on when the object is said to have changed.
   */
  grant(object: number, most: number): number {
    const { words } = this;
    let granted = 0;
    for (let block = words[object + Header.FirstWaiter] as number; block !== 0 && granted < most; ) {
      const at = blockAt(block);
      if (words[at + Block.Granted] === 0) {
        words[at + Block.Granted] = 1;
        granted++;
      }
      block = words[at + Block.Next] as number;
    }
    return granted;
  }

  /** Inside enter: how many threads wait at the object. */
  waiterCount(object: number): number {
    let count = 0;
    for (let block = this.words[object + Header.FirstWaiter] as number; block !== 0; count++)
      block = this.words[blockAt(block) + Block.Next] as number;
    return count;
  }

  /** Whether the calling thread was let through by `grant` in the wait that it is in. */
  get isGranted(): boolean {
    return this.words[blockAt(this.block) + Block.Granted] === 1;
  }

  /** Ends the run for everybody; the first reason given stays. */
  finish(end: RunEnd): void {
    const position = Atomics.load(this.words, Control.RingTail);
    if (Atomics.compareExchange(this.words, Control.End, RunEnd.None, end) !== RunEnd.None) return;
    Atomics.store(this.words, Control.EndPosition, position);
    Atomics.store(this.words, Control.Ended, 1);
    this.wakeAll();
    // While exploring nobody has anything to do before the last worker is out, which rings (participate.ts).
    if (this.words[Control.Exploring] === 0) ring(this.memory);
  }

  #link(object: number, waitClass: number): void {
    const { words, block } = this;
    const mine = blockAt(block);
    const last = words[object + Header.LastWaiter] as number;
    words[mine + Block.WaitObject] = object;
    words[mine + Block.WaitClass] = waitClass;
    words[mine + Block.Granted] = 0;
    words[mine + Block.Next] = 0;
    words[mine + Block.Previous] = last;
    if (last === 0) words[object + Header.FirstWaiter] = block;
    else words[blockAt(last) + Block.Next] = block;
    words[object + Header.LastWaiter] = block;
  }

  /** Inside enter, in the middle of a wait: the wait is over because something was thrown into it. */
  abandonWait(object: number, error: unknown): never {
    this.unlink(this.block);
    this.emit(EventKind.TimedOut, object);
    this.changed(object);
    this.leaveInside(object);
    throw error;
  }

  /** Takes a thread out of the list of waiters that it stands in. */
  protected unlink(block: number): void {
    const { words } = this;
    const mine = blockAt(block);
    const object = words[mine + Block.WaitObject] as number;
    const next = words[mine + Block.Next] as number;
    const previous = words[mine + Block.Previous] as number;
    words[previous === 0 ? object + Header.FirstWaiter : blockAt(previous) + Block.Next] = next;
    words[next === 0 ? object + Header.LastWaiter : blockAt(next) + Block.Previous] = previous;
    words[mine + Block.WaitObject] = 0;
    words[mine + Block.Granted] = 0;
  }

  /** Calls `visit` with the block of each waiter, and whether it may proceed, until it answers false. */
  protected eachWaiter(object: number, visit: (block: number, proceeds: boolean) => boolean): void {
    const { words } = this;
    for (let block = words[object + Header.FirstWaiter] as number; block !== 0; ) {
      const at = blockAt(block);
      const next = words[at + Block.Next] as number;
      if (!visit(block, mayProceed(words, object, block))) return;
      block = next;
    }
  }
}

let kernel: Kernel | undefined;

/** The kernel of the run that this worker takes part in. */
export function current(): Kernel {
  if (!kernel)
    throw new Error(
      'threadlanes runs inside a Threadlanes program only: use "Visualize Concurrency Example" or `threadlanes run`',
    );
  return kernel;
}

export function setCurrent(next: Kernel | undefined): void {
  kernel = next;
}
