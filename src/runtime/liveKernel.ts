/**
 * Live running: threads run as the system lets them, in real time.
 *
 * Each object's words are guarded by the lock word in its header. A waiter links itself under the guard, gives the guard
 * up and parks; whoever changes the object under the guard unparks the first waiter that may proceed. A wake-up is a flag
 * in the waiter's block (set before the notify, taken after the wait), so it cannot fall between unlinking and sleeping.
 * A waiter that finds itself overtaken parks again and keeps its place in the list.
 */
import { EventKind } from '../trace/vocabulary.js';
import { burn } from './burn.js';
import { RunEnded, ThreadKilled } from './errors.js';
import { wakeResting } from './gevent/hub.js';
import { gilIntervalOf, isGilWanted, isIntervalOver, yieldGil } from './gilTurn.js';
import { Kernel } from './kernel.js';
import { Block, blockAt, Control, Header, type Memory } from './memory.js';
import type { RingWriter } from './ring.js';
import { endKilled } from './threadEnd.js';
import { lockWord, unlockWord } from './wordLock.js';

/** Nanoseconds on the machine's monotonic clock, the same in all workers. */
export type Clock = () => number;

/** The clock is read when a thread blocks and at every 16th event; in between the recorder's coarse clock bounds the error. */
const eventsPerReading = 16;

export class LiveKernel extends Kernel {
  readonly #clock: Clock;
  #lastTime = 0;
  #eventsSinceReading = 0;

  constructor(memory: Memory, writer: RingWriter, worker: number, clock: Clock, traced: boolean) {
    super(memory, writer, worker, true, traced);
    this.#clock = clock;
  }

  point(_object: number): void {
    this.checkOver();
    if (this.gil !== 0) this.#sharePolitely();
  }
  enter(object: number): void {
    this.checkOver();
    if (this.gil !== 0) this.#sharePolitely();
    lockWord(this.words, object + Header.Guard);
  }
  enterToWait(object: number): void {
    this.enter(object);
  }
  enterNested(object: number): void {
    lockWord(this.words, object + Header.Guard);
  }
  leave(object: number): void {
    unlockWord(this.words, object + Header.Guard);
    if (this.owesGil) this.comeBack();
  }

  leaveInside(object: number): void {
    unlockWord(this.words, object + Header.Guard);
  }

  wait(object: number, deadline: number): boolean {
    unlockWord(this.words, object + Header.Guard);
    const inTime = this.#park(deadline);
    if (this.isOver) throw new RunEnded();
    lockWord(this.words, object + Header.Guard);
    if (this.isStopped) this.#abandon(object);
    return inTime;
  }

  /** The calling thread was killed while it waited: it leaves the list, and a wake-up meant for it goes to the next one. */
  #abandon(object: number): never {
    const waitsAt = this.words[blockAt(this.block) + Block.WaitObject] as number;
    if (waitsAt === object) this.unlink(this.block);
    this.changed(object);
    this.leaveInside(object);
    if (waitsAt !== object && waitsAt !== 0) this.#leaveList(waitsAt);
    return this.unwind();
  }

  /** A greenlet stands in the list of what it waits for while it rests at its hub. */
  #leaveList(object: number): void {
    this.enterNested(object);
    this.unlink(this.block);
    this.changed(object);
    this.leaveInside(object);
  }

  changed(object: number): void {
    this.eachWaiter(object, (block, proceeds) => {
      if (proceeds && !wakeResting(this, block)) this.#unpark(block);
      return !proceeds;
    });
  }
  wake(block: number): void {
    this.#unpark(block);
  }

  now(): number {
    this.#eventsSinceReading = 0;
    this.#lastTime = Math.max(this.#lastTime, Math.round(this.#clock()));
    return this.#lastTime;
  }

  eventTime(): number {
    if (++this.#eventsSinceReading >= eventsPerReading) return this.now();
    const coarse = this.memory.double(Control.Clock);
    if (coarse > this.#lastTime) this.#lastTime = coarse;
    return this.#lastTime;
  }

  sleep(ns: number): void {
    const deadline = this.now() + ns;
    while (this.now() < deadline && !this.isStopped) this.#park(deadline);
    this.checkOver();
  }

  compute(ns: number): void {
    this.emit(EventKind.Dispatch, 0);
    for (let left = ns; left > 0; ) {
      const slice = Math.min(left, gilIntervalOf(this));
      burn(slice / 1e6, () => this.isStopped);
      this.checkOver();
      left -= slice;
      if (left > 0 && isGilWanted(this)) this.#interrupted(left);
    }
    this.now();
    this.emit(EventKind.Computed, 0);
  }

  announceWork(): void {
    Atomics.add(this.words, Control.Work, 1);
    Atomics.notify(this.words, Control.Work, 1);
  }
  awaitWork(seen: number): void {
    Atomics.wait(this.words, Control.Work, seen);
  }
  begin(): void {
    this.now();
    this.checkOver();
  }
  exit(): void {}
  /** The recorder wakes those that are parked. */
  protected wakeAll(): void {}

  lockBlocks(): void {
    lockWord(this.words, Control.BlocksLock);
  }
  unlockBlocks(): void {
    unlockWord(this.words, Control.BlocksLock);
  }

  /** It sees that it was killed when it has taken the wake-up, or at its next operation. */
  interrupt(block: number): void {
    this.#unpark(block);
  }
  protected unwind(): never {
    this.forgetGil();
    if (this.words[blockAt(this.block) + Block.EndTold] === 0) endKilled(this, this.block);
    throw new ThreadKilled();
  }

  /** The interval is over in the middle of a computation. */
  #interrupted(left: number): void {
    this.now();
    this.emitFloat(EventKind.Preempt, 0, 0, left);
    yieldGil(this);
    this.emit(EventKind.Dispatch, 0);
  }

  /** Before an operation: a thread that has had the Gil for its interval lets another one have it. */
  #sharePolitely(): void {
    if (this.isUndivided || !isGilWanted(this)) return;
    if (isIntervalOver({ memory: this.memory, gil: this.gil, now: this.now() })) yieldGil(this);
  }

  /** False when the deadline passed without a wake-up. */
  #park(deadline: number): boolean {
    const { words } = this;
    const park = blockAt(this.block) + Block.Park;
    for (;;) {
      if (Atomics.compareExchange(words, park, 1, 0) === 1 || this.isOver) return true;
      const left = deadline < 0 ? Number.POSITIVE_INFINITY : (deadline - this.now()) / 1e6;
      if (left <= 0) return false;
      if (Atomics.compareExchange(words, park, 0, 2) !== 0) continue;
      Atomics.wait(words, park, 2, left);
      Atomics.compareExchange(words, park, 2, 0);
      this.now();
    }
  }

  #unpark(block: number): void {
    const park = blockAt(block) + Block.Park;
    if (Atomics.exchange(this.words, park, 1) === 2) Atomics.notify(this.words, park, 1);
  }
}
