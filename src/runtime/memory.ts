/**
 * The map of a run's shared memory: one SharedArrayBuffer, seen as 32-bit words.
 *
 *   control words | site word of every worker | thread control blocks |
 *   state of the scheduling strategy, what the last step touched | event ring | heap
 *
 * A memory serves one run after the other: `clear` makes it as new for other workers, and `reset`, when many schedules are
 * tried, puts back what a run used while the workers stay.
 *
 * Written and read by every thread of the program and by the recorder. Never imports anything of a platform.
 */

import { stateWords } from '../explore/strategy.js';

/** 64 MiB a run. The system hands out pages as they are touched, so a small program costs what it uses. */
export const memoryBytes = 64 * 1024 * 1024;

/**
 * Control words. Two-word entries hold a float64 and start at even indices. A cache line is 16 words: what writers of
 * events change with each event, what the recorder changes, and what everybody reads lie on lines of their own.
 */
export const Control = {
  /** 1 once the run is over: every operation then throws RunEnded. */
  Ended: 0,
  /** Why it is over: RunEnd. The first one to write it wins. */
  End: 1,
  /** Ring position after the last event of the run. */
  EndPosition: 2,
  /** Changed and notified when a thread waits for a worker. From here to the bell nothing is reset between runs. */
  Work: 3,
  /** Workers that take part in the run. */
  Attached: 4,
  /** 1: main waits for a worker. */
  MainPending: 5,
  /** Workers that are not idle. */
  Active: 6,
  /** Counts the runs in this memory: what a worker keeps of one is void in the next. */
  Generation: 7,
  /** 1: no further run comes; workers leave. */
  Closed: 8,
  /** How many threads may live at once. */
  ThreadLimit: 9,
  /** Attached workers that have started by now. */
  Arrived: 10,

  RingTail: 16,

  RingHead: 32,
  /** Changed and notified to wake the recorder. */
  Bell: 33,
  /** Virtual time, or in a live run the recorder's coarse clock; ns, float64. */
  Clock: 34,

  /** Microseconds that writers waited for room in the ring. */
  HeldBackUs: 48,
  ThreadCount: 49,
  /** Started and not ended. */
  Live: 50,
  LiveNonDaemon: 51,
  ObjectCount: 52,
  /** Number of the last scheduling point. */
  Points: 53,
  /** Scheduling points since the virtual clock moved. */
  PointsAtInstant: 54,
  HeapTop: 55,
  HeapLock: 56,
  /** Threads that were killed and whose worker is not back yet. */
  Dying: 59,
  ItemCount: 60,
  /** Guards the thread control blocks in a live run. */
  BlocksLock: 61,
  ResultAddress: 62,
  ResultLength: 63,
  /** The space of main's process. */
  MainSpace: 65,
  /** Number of processes so far, for their pids. */
  Pids: 66,
  /** Number of futures that have ended so far. */
  EndedFutures: 67,
  /** Processors of the machine, 0 for as many as there are threads; counter of places in the queue for them. */
  Processors: 70,
  Turns: 71,
  /** Length of a slice in ns, float64. */
  Quantum: 72,
  /** The highest number of a block that was ever used. */
  HighestBlock: 75,
  /** Where threads wait for any of several futures. */
  FutureHub: 69,
  /** Address of the network; 0 while there is none, 1 while it is being made. */
  Network: 76,
  /** StrategyCode, and 1 while schedules are explored: who would have to wait is then not let on before all others wait. */
  StrategyCode: 84,
  Exploring: 85,
  /** Words written to the decision log; -1 when none is kept or it is full. */
  LogLength: 88,
  /** Heads of the free lists, by size class. */
  FreeLists: 144,
} as const;

export const RunEnd = {
  None: 0,
  /** The last non-daemon thread ended. */
  Completed: 1,
  /** Threads are left and none of them can ever go on. */
  Stuck: 2,
  /** Too many scheduling points without the clock moving. */
  NoProgress: 3,
  /** Ended from outside. */
  Stopped: 4,
  /** The strategy gave the run up. */
  Pruned: 5,
} as const;
export type RunEnd = (typeof RunEnd)[keyof typeof RunEnd];

/** Workers of one run: each has a word for the site of its next operation, on a cache line of its own. */
export const workerSlots = 1024;
const siteWords = 256;
const siteSpacing = 16;
/** The word that holds the site of a worker's next operation. */
export const siteAt = (worker: number): number => siteWords + worker * siteSpacing;

/**
 * Thread control block: one for every live thread; number 0 is not used. A run allows as many as Control.ThreadLimit says,
 * 128 by default (a parked worker holds about 10 MB), and never more than there are blocks.
 */
export const mostThreads = 1024;
export const defaultThreadLimit = 128;
export const blockWords = 48;
const blocksAt = siteAt(workerSlots);

export const Block = {
  State: 0,
  /** Controlled: 1 = this thread may move; 2 = it sleeps until it may. */
  Baton: 1,
  /** Live: 1 = a wake-up waits to be taken; 2 = the thread sleeps. */
  Park: 2,
  ThreadId: 3,
  /** Address of the thread object. */
  Object: 4,
  Runnable: 5,
  /** Address of the object waited for, and as what. */
  WaitObject: 6,
  WaitClass: 7,
  /** Neighbours in the object's list of waiters: block numbers. */
  Next: 8,
  Previous: 9,
  TimedOut: 10,
  Daemon: 11,
  /** The worker that runs the thread. */
  Worker: 12,
  /** 1 when the wait was granted by name: a notification, an event that was set, a barrier that tripped. */
  Granted: 13,
  /** Virtual deadline in ns, float64, negative for none. Even. */
  Deadline: 14,
  /** While it computes: ns of work left and when its slice began, float64. */
  Work: 16,
  SliceStart: 18,
  /** Place in the queue for processors, 0 outside it and without; the processor it is on, from 1, 0 for none. */
  Turn: 20,
  Processor: 21,
  /** The space (space.ts) of the thread's process. */
  Space: 22,
  /** 1 once the thread is to end without doing anything more. */
  Killed: 23,
  /** 1 while the run goes on for this thread's sake. */
  KeepsRun: 24,
  /** 1 once the thread has had its first turn, so that its worker's site is its own. */
  Begun: 25,
  /** 1 once it was said of a killed thread that it has ended. */
  EndTold: 26,
  /** Address of the greenlet that the thread is; 0 for none. */
  Greenlet: 27,
  /** 1 for a thread of the system, which no Gil holds up. */
  System: 28,
  /** Controlled: what the thread's next operation begins with, how (Access), and as what it may have to wait for it, 0 if never. */
  NextObject: 32,
  NextAccess: 33,
  NextWait: 34,
  NextAddress: 35,
  /** How many operations it has come to. */
  Steps: 36,
  /** 1 while it stands before an operation: its Gil can then be taken from it. */
  AtPoint: 37,
  /** Block of the thread for which it has to give up its Gil before anything else; 0 for none. */
  YieldTo: 38,
  /** Where it stood when the strategy gave the run up: a site. */
  LeftAt: 39,
} as const;
/**
 * Dying: the thread has ended by force, and its worker unwinds what is left of it. Abandoned: its worker is gone, and the
 * next free one says in its place that it has ended.
 */
export const BlockState = { Free: 0, Pending: 1, Running: 2, Dying: 3, Abandoned: 4 } as const;

/** Index of the first word of block number n. */
export const blockAt = (n: number): number => blocksAt + n * blockWords;

/** State of the scheduling strategy; then what the last step touched: a count, and pairs of object and access. */
export const strategyAt = blockAt(mostThreads + 1);
export const stepAt = strategyAt + stateWords;
export const stepPairs = 31;

/** Ring: 262,144 slots of 8 words, 8 MiB: at 20 million events a second, two cores at their best, the recorder may be away for 13 ms. */
export const ringSlots = 1 << 18;
export const slotWords = 8;
/** A cache line begins there. */
export const ringAt = (stepAt + 1 + 2 * stepPairs + 15) & -16;
const heapAt = ringAt + ringSlots * slotWords;

/** An object: its header, then words of its kind. Space: where it belongs, or one of the two below. */
export const Header = { Kind: 0, Id: 1, Guard: 2, FirstWaiter: 3, LastWaiter: 4, Space: 5 } as const;
/** For Header.Space: an object of threadlanes/multiprocessing, the same in every process. */
export const anyProcess = 0;
/** For Header.Space: one of a manager's that behaves as its namesake of threadlanes, but is the same in every process. */
export const managed = -1;
/** First word after the header that may hold a float64. */
export const bodyAt = 6;
export const objectBytes = 128;

/** The words of a run's memory, and the same bytes as doubles. */
export class Memory {
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly bytes: Uint8Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.bytes = new Uint8Array(buffer);
  }

  static create(): Memory {
    const memory = new Memory(new SharedArrayBuffer(memoryBytes));
    memory.words[Control.HeapTop] = heapAt;
    return memory;
  }

  /** As at the start, for the next run. Events go on where they are in the ring; workers stay attached. */
  reset(): void {
    const { words } = this;
    words.fill(0, blockAt(1), blockAt((words[Control.HighestBlock] as number) + 1));
    words.fill(0, Control.HeldBackUs, siteWords);
    words[Control.HeapTop] = heapAt;
    words[Control.Generation] = (words[Control.Generation] as number) + 1;
    this.setDouble(Control.Clock, 0);
    words[Control.EndPosition] = 0;
    words[Control.End] = RunEnd.None;
    Atomics.store(words, Control.Ended, 0);
  }

  /** How much of it was ever touched. */
  get usedBytes(): number {
    const { words } = this;
    const inRing = Math.min((words[Control.RingTail] as number) >>> 0, ringSlots) * slotWords;
    return ((words[Control.HeapTop] as number) - (ringSlots * slotWords - inRing)) * 4;
  }

  /** As it was created, whatever was in it. Nobody else may use it meanwhile. */
  clear(): void {
    const { words } = this;
    const slots = Math.min((words[Control.RingTail] as number) >>> 0, ringSlots);
    words.fill(0, heapAt, words[Control.HeapTop]);
    words.fill(0, 0, ringAt + slots * slotWords);
    words[Control.HeapTop] = heapAt;
  }

  double(word: number): number {
    return this.doubles[word >> 1] as number;
  }
  setDouble(word: number, value: number): void {
    this.doubles[word >> 1] = value;
  }
}
