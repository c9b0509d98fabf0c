/**
 * Controlled running: one thread moves at a time. Whoever moves holds the baton; at each scheduling point it asks the
 * strategy who goes on and, if that is another thread, hands the baton over and waits for its own next turn.
 *
 * All words of the run are plain here but the batons: everything written before Atomics.exchange(baton, 1) is seen after
 * the load that finds 1, and only the holder reads or writes. So no object needs a lock.
 * Time is virtual: when nobody can move it jumps to the next deadline.
 */

import { Circumstance } from '../explore/decisions.js';
import { type StrategyCode, strategies } from '../explore/strategies.js';
import { Access, type Moves, Place, type Strategy } from '../explore/strategy.js';
import { EventKind, SwitchReason } from '../trace/vocabulary.js';
import { DecisionLog } from './decisionLog.js';
import { RunEnded, ThreadKilled } from './errors.js';
import { Kernel } from './kernel.js';
import {
  Block,
  BlockState,
  blockAt,
  Control,
  Header,
  type Memory,
  mostThreads,
  RunEnd,
  stepAt,
  stepPairs,
  strategyAt,
} from './memory.js';
import { endSlice, leaveProcessors, wantProcessor } from './processors.js';
import type { RingWriter } from './ring.js';
import { freeBlock, isAlive } from './threadBlocks.js';
import { endKilled } from './threadEnd.js';
import { mayProceed } from './waiting.js';

/** A million scheduling points at one instant are taken for a loop that waits for nothing; while exploring fewer do. */
const pointsPerInstant = 1_000_000;
const exploringPointsPerInstant = 50_000;
/**
 * So many points at one instant are a loop in which a thread waits for another one without saying so. From then on threads
 * take turns: a strategy that prefers the waiting one would let it spin for ever.
 */
const fairAfterPoints = 5_000;
/** Spinning catches a baton that comes back within some microseconds; with more threads than this it rarely does. */
const spinningThreads = 3;
const spins = 2000;

/** What a run's workers share besides its memory. */
export interface Plan {
  /** Parameters of the strategy: how many words, then the words. */
  readonly parameters: Int32Array;
  /** Room for the decision log; empty where none is kept. */
  readonly log: Int32Array;
}

export class ControlledKernel extends Kernel {
  readonly #state: Int32Array;
  readonly #parameters: Int32Array;
  readonly #log: DecisionLog;
  readonly #threads = new Int32Array(mostThreads);
  readonly #blocks = new Int32Array(mostThreads);
  readonly #objects = new Int32Array(mostThreads);
  readonly #accesses = new Int32Array(mostThreads);
  /** Threads and blocks of those that would have to wait, while exploring. */
  readonly #waiting = new Int32Array(mostThreads);
  readonly #waitingBlocks = new Int32Array(mostThreads);
  #waitingCount = 0;
  readonly #moves: { -readonly [key in keyof Moves]: Moves[key] };
  /** Parameters of the strategy in the run of this generation. */
  #current: Int32Array = new Int32Array(0);
  #generation = -1;

  constructor(memory: Memory, writer: RingWriter, worker: number, plan: Plan) {
    super(memory, writer, worker, false, true);
    this.#state = memory.words.subarray(strategyAt, stepAt);
    this.#parameters = plan.parameters;
    this.#log = new DecisionLog(memory, plan.log);
    this.#moves = {
      count: 0,
      current: -1,
      point: 0,
      threads: this.#threads,
      objects: this.#objects,
      accesses: this.#accesses,
      last: memory.words.subarray(stepAt, stepAt + 1 + 2 * stepPairs),
      lastThread: 0,
      lastSteps: 0,
    };
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
    this.#touch(this.#idOf(object), Access.Change);
  }
  leave(): void {}

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
      this.#handOver(SwitchReason.Preempted);
      words[at + Block.NextWait] = 0;
    }
    this.#touch(place, access);
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

  /** The step that goes on now touches an object. */
  #touch(object: number, access: Access): void {
    if (object === Place.Nothing) return;
    const { words } = this;
    const count = words[stepAt] as number;
    for (let at = stepAt + 1; at < stepAt + 1 + 2 * count; at += 2) {
      if (words[at] !== object) continue;
      words[at + 1] = Math.max(words[at + 1] as number, access);
      return;
    }
    const at = stepAt + 1 + 2 * Math.min(count, stepPairs - 1);
    words[at] = count < stepPairs ? object : Place.Everything;
    words[at + 1] = access;
    words[stepAt] = Math.min(count + 1, stepPairs);
  }

  wait(object: number, deadline: number): boolean {
    const at = blockAt(this.block);
    this.#stop(deadline, this.#idOf(object));
    this.changed(object);
    this.#handOver(SwitchReason.Forced);
    this.#touch(this.#idOf(object), Access.Change);
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
      if (this.words[at + Block.TimedOut] === 0) this.words[at + Block.Runnable] = proceeds ? 1 : 0;
      return true;
    });
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
      this.#touch(Place.Processors, Access.Change);
      this.memory.setDouble(at + Block.Deadline, -1);
    } while (!endSlice(this));
  }

  /** A thread begins when it gets the baton for the first time, so a worker is woken only then. */
  announceWork(): void {}

  begin(): void {
    this.#awaitBaton();
    this.#touch(this.words[blockAt(this.block) + Block.NextObject] as number, Access.Read);
  }

  protected wakeAll(): void {
    for (let block = 1; block <= (this.words[Control.HighestBlock] as number); block++) this.#give(block);
  }

  exit(): void {
    const next = this.#choose(-1);
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
    const next = this.#choose(this.block);
    if (next === this.block) return;
    if (next !== 0) {
      this.#emitSwitch(next, reason);
      this.#give(next);
    }
    this.#awaitBaton();
  }

  #emitSwitch(next: number, reason: SwitchReason): void {
    const thread = this.words[blockAt(next) + Block.ThreadId] as number;
    this.emit(EventKind.Switch, 0, reason, thread, this.words[Control.Points] as number);
  }

  /** Block of the thread that goes on; 0, and the run is over, if none ever can or the strategy gives up. */
  #choose(self: number): number {
    const { words } = this;
    this.#log.step();
    let count = this.#gather();
    const timePassed = count === 0 && this.#advanceClock();
    if (timePassed) count = this.#gather();
    if (count === 0) {
      this.finish(RunEnd.Stuck);
      return 0;
    }
    const point = (words[Control.Points] as number) + 1;
    words[Control.Points] = point;
    const chosen = this.#ask(count, self, point, timePassed);
    if (chosen < 0) {
      this.finish(RunEnd.Pruned);
      return 0;
    }
    words[stepAt] = 0;
    return this.#blocks[chosen] as number;
  }

  #ask(count: number, self: number, point: number, timePassed: boolean): number {
    const { words } = this;
    const moves = this.#moves;
    this.#describe(count);
    moves.count = count;
    moves.current = -1;
    for (let i = 0; i < count; i++) if (this.#blocks[i] === self) moves.current = i;
    moves.point = point;
    moves.lastThread = this.threadId;
    moves.lastSteps = words[blockAt(this.block) + Block.Steps] as number;
    const chosen = this.#isUnfair ? turn(moves) : this.#strategy.choose(this.#state, moves, this.#current);
    if (chosen >= 0 && this.#log.isKept) {
      const circumstances =
        (timePassed ? Circumstance.TimePassed : 0) | (this.#mayWait(chosen) ? Circumstance.MayWait : 0);
      this.#log.choice(moves, chosen, this.#waiting, this.#waitingCount, circumstances);
    }
    return chosen;
  }

  #mayWait(index: number): boolean {
    const at = blockAt(this.#blocks[index] as number);
    return this.words[at + Block.NextWait] !== 0 || this.words[at + Block.WaitObject] !== 0;
  }

  get #isUnfair(): boolean {
    const { words } = this;
    return words[Control.Exploring] === 1 && (words[Control.PointsAtInstant] as number) > fairAfterPoints;
  }

  get #strategy(): Strategy {
    const { words } = this;
    if (words[Control.Generation] !== this.#generation) {
      this.#generation = words[Control.Generation] as number;
      this.#current = this.#parameters.subarray(1, 1 + (this.#parameters[0] as number));
    }
    return strategies[words[Control.StrategyCode] as StrategyCode];
  }

  /**
   * Collects the threads that can move, by ascending id; answers how many. While exploring, threads whose next operation
   * would have to wait are not offered before nobody else can move, and then the first of them only: in which order they
   * come to wait changes nothing.
   */
  #gather(): number {
    const { words } = this;
    const isExploring = words[Control.Exploring] === 1;
    let left = words[Control.Live] as number;
    let count = 0;
    this.#waitingCount = 0;
    for (let block = 1; left > 0 && block <= (words[Control.HighestBlock] as number); block++) {
      const at = blockAt(block);
      if (!isAlive(words, at)) continue;
      left--;
      if (words[at + Block.Runnable] !== 1) continue;
      if (isExploring && this.#wouldWait(block)) this.#setAside(block);
      else this.#insert(count++, block, words[at + Block.ThreadId] as number);
    }
    if (count > 0 || this.#waitingCount === 0) return count;
    return this.#offerFirstWaiting();
  }

  #wouldWait(block: number): boolean {
    const { words } = this;
    const at = blockAt(block);
    const waitClass = words[at + Block.NextWait] as number;
    if (waitClass === 0) return false;
    words[at + Block.WaitClass] = waitClass;
    return !mayProceed(words, words[at + Block.NextAddress] as number, block);
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

  /** What the threads that can move are about to do. */
  #describe(count: number): void {
    for (let i = 0; i < count; i++) {
      const at = blockAt(this.#blocks[i] as number);
      this.#objects[i] = this.words[at + Block.NextObject] as number;
      this.#accesses[i] = this.words[at + Block.NextAccess] as number;
    }
  }

  #offerFirstWaiting(): number {
    const thread = Math.min(...this.#waiting.subarray(0, this.#waitingCount));
    const index = this.#waiting.indexOf(thread);
    this.#insert(0, this.#waitingBlocks[index] as number, thread);
    this.#waitingCount--;
    this.#waiting.copyWithin(index, index + 1, this.#waitingCount + 1);
    return 1;
  }

  #setAside(block: number): void {
    this.#waiting[this.#waitingCount] = this.words[blockAt(block) + Block.ThreadId] as number;
    this.#waitingBlocks[this.#waitingCount++] = block;
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
    if (Atomics.exchange(words, at + Block.Baton, 1) === 2) Atomics.notify(words, at + Block.Baton, 1);
    if (Atomics.load(words, at + Block.State) !== BlockState.Pending) return;
    Atomics.add(words, Control.Work, 1);
    Atomics.notify(words, Control.Work, 1);
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

/** Index of the next thread in the order of ids after the one that moved last. */
function turn({ threads, count, lastThread }: Moves): number {
  for (let i = 0; i < count; i++) if ((threads[i] as number) > lastThread) return i;
  return 0;
}
