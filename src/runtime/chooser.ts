/**
 * Who goes on, at a scheduling point of a controlled run: collects the threads that can move, asks the strategy, and keeps the
 * decision log. Whoever holds the baton uses it, so all its words are plain.
 */
import { Circumstance } from '../explore/decisions.js';
import { type StrategyCode, strategies } from '../explore/strategies.js';
import { type Access, type Moves, Place, type Strategy } from '../explore/strategy.js';
import { DecisionLog } from './decisionLog.js';
import { gilOwnerFor } from './gilTurn.js';
import {
  Block,
  blockAt,
  Control,
  type Memory,
  mostThreads,
  siteAt,
  stepAt,
  stepPairs,
  strategyAt,
} from './memory.js';
import { isAlive } from './threadBlocks.js';
import { mayProceed } from './waiting.js';

/**
 * So many points at one instant are a loop in which a thread waits for another one without saying so. From then on threads
 * take turns: a strategy that prefers the waiting one would let it spin for ever.
 */
const fairAfterPoints = 5_000;
/** What a run's workers share besides its memory. */
export interface Plan {
  /** Parameters of the strategy: how many words, then the words. */
  readonly parameters: Int32Array;
  /** Room for the decision log; empty where none is kept. */
  readonly log: Int32Array;
}

/** Who asks who goes on. */
export interface Asker {
  /** Block of the thread that asks, -1 if it has ended. */
  readonly self: number;
  /** The same, ended or not, and the thread's id. */
  readonly block: number;
  readonly thread: number;
}

/** For choose: nobody can ever move; the strategy gave the run up. */
export const nobody = 0;
export const givenUp = -1;

export class Chooser {
  readonly #words: Int32Array;
  readonly #state: Int32Array;
  readonly #parameters: Int32Array;
  readonly #log: DecisionLog;
  readonly #threads = new Int32Array(mostThreads);
  readonly #blocks = new Int32Array(mostThreads);
  readonly #objects = new Int32Array(mostThreads);
  readonly #accesses = new Int32Array(mostThreads);
  readonly #sites = new Int32Array(mostThreads);
  /** Threads and blocks of those that would have to wait, while exploring. */
  readonly #waiting = new Int32Array(mostThreads);
  readonly #waitingBlocks = new Int32Array(mostThreads);
  #waitingCount = 0;
  readonly #moves: { -readonly [key in keyof Moves]: Moves[key] };
  /** Parameters of the strategy in the run of this generation. */
  #current: Int32Array = new Int32Array(0);
  #generation = -1;

  constructor(memory: Memory, plan: Plan) {
    this.#words = memory.words;
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
      sites: this.#sites,
      last: memory.words.subarray(stepAt, stepAt + 1 + 2 * stepPairs),
      lastThread: 0,
      lastSteps: 0,
    };
  }

  /** Block of the thread that goes on; or `nobody`, `givenUp`. `advanceClock` lets time pass when nobody can move. */
  choose(asker: Asker, advanceClock: () => boolean): number {
    this.#log.step();
    let count = this.#gather();
    const timePassed = count === 0 && advanceClock();
    if (timePassed) count = this.#gather();
    if (count === 0) return nobody;
    const chosen = this.#ask(count, asker, timePassed);
    if (chosen < 0) {
      this.#keepSites();
      return givenUp;
    }
    this.#words[stepAt] = 0;
    return this.#blocks[chosen] as number;
  }

  /** The run ends within the step that goes on now. What daemons would have gone on to do is cut off. */
  end(): void {
    const words = this.#words;
    let left = words[Control.Live] as number;
    for (let block = 1; left > 0 && block <= (words[Control.HighestBlock] as number); block++) {
      const at = blockAt(block);
      if (!isAlive(words, at)) continue;
      left--;
      this.#addTouched(Place.End, words[at + Block.ThreadId] as number);
    }
    this.#log.step();
  }

  /** The step that goes on now touches an object. */
  touch(object: number, access: Access): void {
    if (object === Place.Nothing) return;
    const words = this.#words;
    const count = words[stepAt] as number;
    for (let at = stepAt + 1; at < stepAt + 1 + 2 * count; at += 2) {
      if (words[at] !== object) continue;
      words[at + 1] = Math.max(words[at + 1] as number, access);
      return;
    }
    this.#addTouched(object, access);
  }

  #addTouched(object: number, access: number): void {
    const words = this.#words;
    const count = words[stepAt] as number;
    const at = stepAt + 1 + 2 * Math.min(count, stepPairs - 1);
    words[at] = count < stepPairs ? object : Place.Everything;
    words[at + 1] = access;
    words[stepAt] = Math.min(count + 1, stepPairs);
  }

  #ask(count: number, { self, block, thread }: Asker, timePassed: boolean): number {
    const words = this.#words;
    const point = (words[Control.Points] as number) + 1;
    words[Control.Points] = point;
    const moves = this.#moves;
    this.#describe(count);
    moves.count = count;
    moves.current = -1;
    for (let i = 0; i < count; i++) if (this.#blocks[i] === self) moves.current = i;
    moves.point = point;
    moves.lastThread = thread;
    moves.lastSteps = words[blockAt(block) + Block.Steps] as number;
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
    return this.#words[at + Block.NextWait] !== 0 || this.#words[at + Block.WaitObject] !== 0;
  }

  get #isUnfair(): boolean {
    const words = this.#words;
    return words[Control.Exploring] === 1 && (words[Control.PointsAtInstant] as number) > fairAfterPoints;
  }

  get #strategy(): Strategy {
    const words = this.#words;
    if (words[Control.Generation] !== this.#generation) {
      this.#generation = words[Control.Generation] as number;
      this.#current = this.#parameters.subarray(1, 1 + (this.#parameters[0] as number));
    }
    return strategies[words[Control.StrategyCode] as StrategyCode];
  }

  /**
   * Collects the threads that can move, by ascending id; answers how many. While exploring, threads whose next operation
   * would have to wait are not offered before nobody else can move, and then the first of them only: in which order they
   * come to wait changes nothing. Among them are those that wait for a Gil whose owner can be made to give it up.
   */
  #gather(): number {
    const words = this.#words;
    const isExploring = words[Control.Exploring] === 1;
    let left = words[Control.Live] as number;
    let count = 0;
    this.#waitingCount = 0;
    for (let block = 1; left > 0 && block <= (words[Control.HighestBlock] as number); block++) {
      const at = blockAt(block);
      if (!isAlive(words, at)) continue;
      left--;
      if (words[at + Block.Runnable] !== 1 && gilOwnerFor(words, block) === 0) continue;
      if (isExploring && this.#wouldWait(block)) this.#setAside(block);
      else this.#insert(count++, block, words[at + Block.ThreadId] as number);
    }
    if (count > 0 || this.#waitingCount === 0) return count;
    return this.#offerFirstWaiting();
  }

  #wouldWait(block: number): boolean {
    const words = this.#words;
    const at = blockAt(block);
    const waitClass = words[at + Block.NextWait] as number;
    if (waitClass === 0) return false;
    // It may be in a wait already: for the Gil that the operation needs.
    const before = words[at + Block.WaitClass] as number;
    words[at + Block.WaitClass] = waitClass;
    const waits = !mayProceed(words, words[at + Block.NextAddress] as number, block);
    words[at + Block.WaitClass] = before;
    return waits;
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
      this.#objects[i] = this.#words[at + Block.NextObject] as number;
      this.#accesses[i] = this.#words[at + Block.NextAccess] as number;
      this.#sites[i] = this.#siteOf(at);
    }
  }

  #siteOf(at: number): number {
    const words = this.#words;
    return words[at + Block.Begun] === 1 ? (words[siteAt(words[at + Block.Worker] as number)] as number) : 0;
  }

  /** The run is given up here. What unwinds afterwards passes other lines. */
  #keepSites(): void {
    const words = this.#words;
    for (let block = 1; block <= (words[Control.HighestBlock] as number); block++)
      words[blockAt(block) + Block.LeftAt] = this.#siteOf(blockAt(block));
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
    this.#waiting[this.#waitingCount] = this.#words[blockAt(block) + Block.ThreadId] as number;
    this.#waitingBlocks[this.#waitingCount++] = block;
  }
}

/** Index of the next thread in the order of ids after the one that moved last. */
function turn({ threads, count, lastThread }: Moves): number {
  for (let i = 0; i < count; i++) if ((threads[i] as number) > lastThread) return i;
  return 0;
}
