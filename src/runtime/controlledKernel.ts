/**
 * Controlled running: one thread moves at a time. Whoever moves holds the baton; at each scheduling point it asks the
 * strategy who goes on and, if that is another thread, hands the baton over and waits for its own next turn.
 *
 * All words of the run are plain here but the batons: everything written before Atomics.exchange(baton, 1) is seen after
 * the load that finds 1, and only the holder reads or writes. So no object needs a lock.
 * Time is virtual: when nobody can move it jumps to the next deadline.
 */
import type { Strategy } from '../explore/strategy.js';
import { EventKind, SwitchReason } from '../trace/vocabulary.js';
import { RunEnded, ThreadKilled } from './errors.js';
import { isResting, wakeResting } from './gevent/hub.js';
import { isGilWanted, yieldGil } from './gilTurn.js';
import { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, Control, type Memory, mostThreads, RunEnd } from './memory.js';
import { endSlice, leaveProcessors, wantProcessor } from './processors.js';
import type { RingWriter } from './ring.js';
import { freeBlock, isAlive } from './threadBlocks.js';
import { endKilled } from './threadEnd.js';

/** A million scheduling points at one instant are taken for a loop that waits for nothing. */
const pointsPerInstant = 1_000_000;
/** Spinning catches a baton that comes back within some microseconds; with more threads than this it rarely does. */
const spinningThreads = 3;
const spins = 2000;

export class ControlledKernel extends Kernel {
  readonly #strategy: Strategy;
  readonly #strategyState: Int32Array;
  readonly #threads = new Int32Array(mostThreads);
  readonly #blocks = new Int32Array(mostThreads);
  /** Block of the thread that was chosen to have the Gil, which has to be given up first; 0 for none. */
  #chosenForGil = 0;

  constructor(memory: Memory, writer: RingWriter, worker: number, strategy: Strategy) {
    super(memory, writer, worker, false, true);
    this.#strategy = strategy;
    this.#strategyState = memory.words.subarray(Control.Strategy, Control.Strategy + 64);
  }

  point(_object: number): void {
    this.checkOver();
    if (this.isUndivided) return;
    const points = (this.words[Control.PointsAtInstant] as number) + 1;
    this.words[Control.PointsAtInstant] = points;
    if (points > pointsPerInstant) {
      this.finish(RunEnd.NoProgress);
      throw new RunEnded();
    }
    this.#handOver(SwitchReason.Preempted);
  }
  enter(object: number): void {
    this.point(object);
  }
  enterNested(): void {}
  leave(): void {
    if (this.owesGil) this.comeBack();
  }

  leaveInside(): void {}

  wait(object: number, deadline: number): boolean {
    const at = blockAt(this.block);
    this.words[at + Block.TimedOut] = 0;
    this.words[at + Block.Runnable] = 0;
    this.memory.setDouble(at + Block.Deadline, deadline);
    this.changed(object);
    this.#handOver(SwitchReason.Forced);
    this.memory.setDouble(at + Block.Deadline, -1);
    return this.words[at + Block.TimedOut] === 0;
  }

  changed(object: number): void {
    this.eachWaiter(object, (block, proceeds) => {
      const at = blockAt(block);
      if (isResting(this.words, block)) {
        if (proceeds) wakeResting(this, block);
      } else if (this.words[at + Block.TimedOut] === 0) this.words[at + Block.Runnable] = proceeds ? 1 : 0;
      return true;
    });
  }

  wake(block: number): void {
    this.words[blockAt(block) + Block.Runnable] = 1;
  }

  now(): number {
    return this.memory.double(Control.Clock);
  }
  eventTime(): number {
    return this.memory.double(Control.Clock);
  }

  sleep(ns: number): void {
    const at = blockAt(this.block);
    this.words[at + Block.TimedOut] = 0;
    this.words[at + Block.Runnable] = 0;
    this.memory.setDouble(at + Block.Deadline, this.now() + ns);
    this.#handOver(SwitchReason.Forced);
    this.memory.setDouble(at + Block.Deadline, -1);
  }

  compute(ns: number): void {
    const at = blockAt(this.block);
    wantProcessor(this, ns);
    do {
      this.words[at + Block.TimedOut] = 0;
      this.words[at + Block.Runnable] = 0;
      this.#handOver(SwitchReason.Forced);
      this.memory.setDouble(at + Block.Deadline, -1);
    } while (!endSlice(this));
  }

  begin(): void {
    this.#awaitBaton();
  }

  exit(): void {
    const next = this.#choose(-1, false);
    if (next === 0) return;
    this.#emitSwitch(next, SwitchReason.Forced);
    this.#give(next);
  }

  lockBlocks(): void {}
  unlockBlocks(): void {}

  /**
   * The caller holds the baton, so the other thread is at rest, inside no operation: it is taken out of everything here and
   * now. Its worker then wakes without the baton and unwinds, and touches nothing shared any more but its own block.
   */
  interrupt(block: number): void {
    const at = blockAt(block);
    const object = this.words[at + Block.WaitObject] as number;
    if (object !== 0) this.unlink(block);
    this.words[at + Block.Runnable] = 0;
    leaveProcessors(this, block);
    if (object !== 0) this.changed(object);
    if (endKilled(this, block) === BlockState.Pending) freeBlock(this, block);
    else this.#give(block);
  }
  protected unwind(): never {
    throw new ThreadKilled();
  }

  #handOver(reason: SwitchReason): void {
    const isForGil = this.#chosenForGil !== 0;
    const next = this.#choose(this.block, reason === SwitchReason.Preempted && isGilWanted(this));
    if (next === this.block) return;
    if (this.#chosenForGil !== 0) return yieldGil(this);
    if (next !== 0) {
      this.#emitSwitch(next, isForGil ? SwitchReason.Preempted : reason);
      this.#give(next);
    }
    this.#awaitBaton();
  }

  #emitSwitch(next: number, reason: SwitchReason): void {
    const thread = this.words[blockAt(next) + Block.ThreadId] as number;
    this.emit(EventKind.Switch, 0, reason, thread, this.words[Control.Points] as number);
  }

  /**
   * Block of the thread that goes on; 0, and the run is over, if none ever can. With `offersGil` those that wait for the
   * caller's Gil can be chosen too: the caller then gives it up, and the next choice is made already.
   */
  #choose(self: number, offersGil: boolean): number {
    const chosen = this.#chosenForGil;
    this.#chosenForGil = 0;
    if (chosen !== 0) return chosen;
    let count = this.#gather(offersGil);
    if (count === 0 && this.#advanceClock()) count = this.#gather(false);
    if (count === 0) {
      this.finish(RunEnd.Stuck);
      return 0;
    }
    const { words } = this;
    const point = (words[Control.Points] as number) + 1;
    words[Control.Points] = point;
    let own = -1;
    for (let i = 0; i < count; i++) if (this.#blocks[i] === self) own = i;
    const next = this.#blocks[
      this.#strategy.choose(this.#strategyState, this.#threads, count, own, point)
    ] as number;
    if (offersGil && words[blockAt(next) + Block.Runnable] === 0) this.#chosenForGil = next;
    return next;
  }

  /** Collects the threads that can move, by ascending id; answers how many. */
  #gather(offersGil: boolean): number {
    const { words, gil } = this;
    let left = words[Control.Live] as number;
    let count = 0;
    for (let block = 1; left > 0 && block <= (words[Control.HighestBlock] as number); block++) {
      const at = blockAt(block);
      if (!isAlive(words, at)) continue;
      left--;
      if (words[at + Block.Runnable] === 1 || (offersGil && words[at + Block.WaitObject] === gil))
        this.#insert(count++, block, words[at + Block.ThreadId] as number);
    }
    return count;
  }

  #insert(count: number, block: number, thread: number): void {
    let i = count;
    for (; i > 0 && (this.#threads[i - 1] as number) > thread; i--) {
      this.#threads[i] = this.#threads[i - 1] as number;
      this.#blocks[i] = this.#blocks[i - 1] as number;
    }
    this.#threads[i] = thread;
    this.#blocks[i] = block;
  }

  /** Moves the clock to the next deadline and makes runnable whoever waits for it. False when there is none. */
  #advanceClock(): boolean {
    const { words, memory } = this;
    let earliest = Number.POSITIVE_INFINITY;
    this.#eachSleeper((_, deadline) => {
      earliest = Math.min(earliest, deadline);
    });
    if (earliest === Number.POSITIVE_INFINITY) return false;
    if (earliest > this.now()) {
      memory.setDouble(Control.Clock, earliest);
      words[Control.PointsAtInstant] = 0;
    }
    this.#eachSleeper((at, deadline) => {
      if (deadline > earliest) return;
      words[at + Block.TimedOut] = 1;
      words[at + Block.Runnable] = 1;
    });
    return true;
  }

  #eachSleeper(visit: (at: number, deadline: number) => void): void {
    for (let block = 1; block <= (this.words[Control.HighestBlock] as number); block++) {
      const at = blockAt(block);
      if (!isAlive(this.words, at) || this.words[at + Block.Runnable] === 1) continue;
      const deadline = this.memory.double(at + Block.Deadline);
      if (deadline >= 0) visit(at, deadline);
    }
  }

  #give(block: number): void {
    const baton = blockAt(block) + Block.Baton;
    if (Atomics.exchange(this.words, baton, 1) === 2) Atomics.notify(this.words, baton, 1);
  }

  /** Until somebody gives this thread the baton, or the run is over. */
  #awaitBaton(): void {
    const { words } = this;
    const baton = blockAt(this.block) + Block.Baton;
    const patience = (words[Control.Live] as number) <= spinningThreads ? spins : 0;
    for (let i = 0; i < patience && Atomics.load(words, baton) !== 1; i++);
    while (Atomics.load(words, baton) !== 1) {
      Atomics.compareExchange(words, baton, 0, 2);
      Atomics.wait(words, baton, 2);
    }
    Atomics.store(words, baton, 0);
    if (this.isOver) throw new RunEnded();
    if (this.isStopped) this.unwind();
  }
}
