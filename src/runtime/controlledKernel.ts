/**
 * Controlled running: one thread moves at a time. Whoever moves holds the baton; at each scheduling point it asks the
 * strategy who goes on and, if that is another thread, hands the baton over and waits for its own next turn.
 *
 * All words of the run are plain here but the batons: everything written before Atomics.exchange(baton, 1) is seen after
 * the load that finds 1, and only the holder reads or writes. So no object needs a lock.
 * Time is virtual: when nobody can move it jumps to the next deadline.
 */

import { Access, Place } from '../explore/strategy.js';
import { EventKind, SwitchReason } from '../trace/vocabulary.js';
import { Chooser, nobody, type Plan } from './chooser.js';
import { RunEnded, ThreadKilled } from './errors.js';
import { isResting, wakeResting } from './gevent/hub.js';
import { gilOwnerFor, yieldGil } from './gilTurn.js';
import { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, Control, Header, type Memory, RunEnd } from './memory.js';
import { type Parking, WordParking } from './parking.js';
import { endSlice, leaveProcessors, wantProcessor } from './processors.js';
import type { RingWriter } from './ring.js';
import { freeBlock, isAlive } from './threadBlocks.js';
import { endKilled } from './threadEnd.js';

/** A million scheduling points at one instant are taken for a loop that waits for nothing; while exploring fewer do. */
const pointsPerInstant = 1_000_000;
const exploringPointsPerInstant = 50_000;
/**
 * Spinning catches a baton that comes back within some microseconds; with more threads than this it rarely does. While
 * exploring it takes the processor from the schedule that runs beside: without it a schedule costs half as much.
 */
const spinningThreads = 3;
const spins = 2000;

export class ControlledKernel extends Kernel {
  readonly #chooser: Chooser;
  /** Block of the thread that goes on when the calling one has given up its Gil: it was chosen already. 0 for none. */
  #chosenForGil = 0;

  constructor(
    memory: Memory,
    writer: RingWriter,
    worker: number,
    plan: Plan,
    readonly parking: Parking = new WordParking(memory),
  ) {
    super(memory, writer, worker, false, true);
    this.#chooser = new Chooser(memory, plan);
  }

  point(object: number, access: Access = Access.Change, id = 0): void {
    this.#pass(object, access, id, 0);
  }
  enter(object: number, access: Access = Access.Change, id = 0): void {
    this.#pass(object, access, id, 0);
  }
  enterToWait(object: number, waitClass: number, timeout: number): void {
    this.#pass(object, Access.Change, 0, timeout < 0 ? waitClass : 0);
  }
  enterNested(object: number): void {
    this.#chooser.touch(this.#idOf(object), Access.Change);
  }
  leave(): void {
    if (this.owesGil) this.comeBack();
  }

  leaveInside(): void {}

  override finish(end: RunEnd): void {
    if (!this.isOver && (end === RunEnd.Completed || end === RunEnd.NoProgress)) this.#chooser.end();
    super.finish(end);
  }

  #pass(object: number, access: Access, id: number, waitClass: number): void {
    this.checkOver();
    const place = id === 0 ? this.#idOf(object) : id;
    if (!this.isUndivided) {
      this.#countPoint();
      const { words } = this;
      const at = blockAt(this.block);
      words[at + Block.Steps] = (words[at + Block.Steps] as number) + 1;
      words[at + Block.NextObject] = place;
      words[at + Block.NextAccess] = access;
      words[at + Block.NextAddress] = object;
      words[at + Block.NextWait] = waitClass;
      words[at + Block.AtPoint] = 1;
      this.#handOver(SwitchReason.Preempted);
      this.#yieldIfAsked();
      words[at + Block.AtPoint] = 0;
      words[at + Block.NextWait] = 0;
    }
    this.#chooser.touch(place, access);
    // Whoever comes for the Gil before this operation finds the thread with its Gil still to be taken back.
    if (this.gil !== 0) this.#chooser.touch(this.#idOf(this.gil), Access.Read);
  }

  #countPoint(): void {
    const { words } = this;
    const points = (words[Control.PointsAtInstant] as number) + 1;
    words[Control.PointsAtInstant] = points;
    const most = words[Control.Exploring] === 1 ? exploringPointsPerInstant : pointsPerInstant;
    if (points <= most) return;
    this.finish(RunEnd.NoProgress);
    throw new RunEnded();
  }

  #idOf(object: number): number {
    if (object === 0) return Place.Nothing;
    const id = this.words[object + Header.Id] as number;
    return id === 0 ? Place.Futures : id; // only the hub of the futures has none
  }

  wait(object: number, deadline: number): boolean {
    const at = blockAt(this.block);
    this.#stop(deadline, this.#idOf(object));
    this.changed(object);
    this.#handOver(SwitchReason.Forced);
    this.#chooser.touch(this.#idOf(object), Access.Change);
    this.memory.setDouble(at + Block.Deadline, -1);
    return this.words[at + Block.TimedOut] === 0;
  }

  /** The calling thread cannot go on before the deadline, unless somebody lets it. */
  #stop(deadline: number, next: number): void {
    const at = blockAt(this.block);
    this.words[at + Block.TimedOut] = 0;
    this.words[at + Block.Runnable] = 0;
    this.words[at + Block.NextObject] = next;
    this.words[at + Block.NextAccess] = next === Place.Nothing ? Access.None : Access.Change;
    this.memory.setDouble(at + Block.Deadline, deadline);
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
    this.#stop(this.now() + ns, Place.Nothing);
    this.#handOver(SwitchReason.Forced);
    this.memory.setDouble(blockAt(this.block) + Block.Deadline, -1);
  }

  compute(ns: number): void {
    const at = blockAt(this.block);
    wantProcessor(this, ns);
    do {
      this.words[at + Block.TimedOut] = 0;
      this.words[at + Block.Runnable] = 0;
      this.words[at + Block.NextObject] = Place.Processors;
      this.#handOver(SwitchReason.Forced);
      this.#chooser.touch(Place.Processors, Access.Change);
      this.memory.setDouble(at + Block.Deadline, -1);
    } while (!endSlice(this));
  }

  /** A thread begins when it gets the baton for the first time, so a worker is woken only then. */
  announceWork(): void {}
  awaitWork(seen: number): void {
    this.parking.awaitWork(seen);
  }

  begin(): void {
    this.#awaitBaton();
    this.#chooser.touch(this.words[blockAt(this.block) + Block.NextObject] as number, Access.Read);
  }

  protected wakeAll(): void {
    for (let block = 1; block <= (this.words[Control.HighestBlock] as number); block++) this.#give(block);
  }

  exit(): void {
    const next = this.#choose(-1);
    if (next === 0) return;
    this.#emitSwitch(next, SwitchReason.Forced);
    this.#giveTurn(next);
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
    if (this.#chosenForGil !== 0) return this.#goOnForGil();
    const next = this.#choose(this.block);
    if (next === this.block && this.words[blockAt(next) + Block.Runnable] === 1) return;
    if (next !== 0) {
      this.#emitSwitch(next, reason);
      this.#giveTurn(next);
    }
    this.#awaitBaton();
  }

  /** The thread goes on; whoever has the Gil that it waits for gives that up first. */
  #giveTurn(next: number): void {
    const { words } = this;
    const owner = words[blockAt(next) + Block.Runnable] === 1 ? 0 : gilOwnerFor(words, next);
    if (owner === 0) return this.#give(next);
    words[blockAt(owner) + Block.YieldTo] = next;
    this.#give(owner);
  }

  /** At a point: the calling thread was given the baton only to give up its Gil. */
  #yieldIfAsked(): void {
    const at = blockAt(this.block);
    while (this.words[at + Block.YieldTo] !== 0) {
      this.#chosenForGil = this.words[at + Block.YieldTo] as number;
      this.words[at + Block.YieldTo] = 0;
      yieldGil(this);
    }
  }

  #goOnForGil(): void {
    const next = this.#chosenForGil;
    this.#chosenForGil = 0;
    this.#give(next);
    this.#awaitBaton();
  }

  #emitSwitch(next: number, reason: SwitchReason): void {
    const thread = this.words[blockAt(next) + Block.ThreadId] as number;
    this.emit(EventKind.Switch, 0, reason, thread, this.words[Control.Points] as number);
  }

  /** Block of the thread that goes on; 0, and the run is over, if none ever can or the strategy gives up. */
  #choose(self: number): number {
    const asker = { self, block: this.block, thread: this.threadId };
    const next = this.#chooser.choose(asker, () => this.#advanceClock());
    if (next > 0) return next;
    this.finish(next === nobody ? RunEnd.Stuck : RunEnd.Pruned);
    return 0;
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
    const { words } = this;
    const at = blockAt(block);
    this.parking.giveTurn(at + Block.Baton, words[at + Block.Worker] as number);
    if (Atomics.load(words, at + Block.State) === BlockState.Pending) this.parking.announceWork();
  }

  /** Until somebody gives this thread the baton, or the run is over. */
  #awaitBaton(): void {
    const { words } = this;
    const baton = blockAt(this.block) + Block.Baton;
    const spares = words[Control.Exploring] === 0 && (words[Control.Live] as number) <= spinningThreads;
    const patience = spares ? spins : 0;
    for (let i = 0; i < patience && Atomics.load(words, baton) !== 1; i++);
    this.parking.awaitTurn(baton);
    Atomics.store(words, baton, 0);
    if (this.isOver) throw new RunEnded();
    if (this.isStopped) this.unwind();
  }
}
