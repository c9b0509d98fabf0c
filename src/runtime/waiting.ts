/** When a waiter may proceed: one pure rule a kind of object, on its words. The detectors have the same rules on the model. */
import { FutureState, ObjectKind, QueueState } from '../trace/vocabulary.js';
import { Block, blockAt, bodyAt, Header } from './memory.js';
import { isReadable, SocketState, SocketWords } from './net/words.js';
import { SpaceWords } from './space.js';

/** As what a thread waits in an object's list. */
export const WaitClass = {
  Owner: 1,
  Getter: 2,
  Putter: 3,
  Joiner: 4,
  Granted: 5,
  TasksDone: 6,
  Idle: 7,
  /** Gave a Gil up so that another thread has it. */
  Yielded: 8,
} as const;

export const LockWords = { State: bodyAt } as const;
/** Lock state: id of the owner, and a bit that says that somebody waits. A trace has no room for ids beyond the mask. */
export const lockOwnerMask = 0xffff;
export const lockWaitersBit = 0x10000;

export const GilWords = {
  /** Thread id of who has it, 0 for nobody, and of who had it last. */
  Owner: bodyAt,
  Last: bodyAt + 1,
  /** Switch interval, and since when the owner has it: ns, float64. */
  Interval: bodyAt + 2,
  Since: bodyAt + 4,
} as const;
export const RLockWords = { Owner: bodyAt, Depth: bodyAt + 1 } as const;
export const ConditionWords = { Lock: bodyAt } as const;
export const SemaphoreWords = { Value: bodyAt, Initial: bodyAt + 1, Bounded: bodyAt + 2 } as const;
export const EventWords = { State: bodyAt } as const;
export const BarrierWords = {
  Parties: bodyAt,
  /** Threads inside, waiting or leaving. */
  Count: bodyAt + 1,
  /** BarrierState, or one of the two below that last for a moment only. */
  State: bodyAt + 2,
  /** The action: a stored function reference. */
  Action: bodyAt + 3,
  ActionLength: bodyAt + 4,
  /** Default time-out, ns as float64, negative for none. */
  Timeout: bodyAt + 6,
} as const;
export const QueueWords = {
  Capacity: bodyAt,
  Length: bodyAt + 1,
  First: bodyAt + 2,
  Last: bodyAt + 3,
  Unfinished: bodyAt + 4,
  State: bodyAt + 5,
  /** Table of nodes in order of priority, and its size in bytes. */
  Table: bodyAt + 6,
  TableBytes: bodyAt + 7,
  /** QueueOrder; and 1 for a SimpleQueue. */
  Order: bodyAt + 8,
  Simple: bodyAt + 9,
} as const;
/** What was sent to an end of a pipe is a queue, so its words begin as QueueWords do. */
export const ConnectionWords = {
  /** The other end. */
  Peer: bodyAt + 10,
  Readable: bodyAt + 11,
  Writable: bodyAt + 12,
  /** How many processes, and messages on their way, have the other end open. */
  PeersOpen: bodyAt + 13,
} as const;
/** An executor's tasks are a queue, so its words begin as QueueWords do. */
export const ExecutorWords = {
  Workers: bodyAt + 10,
  /** Workers that found nothing to do and were not given anything since. */
  Idle: bodyAt + 11,
  MaxWorkers: bodyAt + 12,
  /** Table of the workers: two words for each, its thread or process, and the future of what it does (processes). */
  Table: bodyAt + 19,
  Prefix: bodyAt + 13,
  PrefixLength: bodyAt + 14,
  Initializer: bodyAt + 15,
  InitializerLength: bodyAt + 16,
  /** 1 once an initializer failed. */
  Broken: bodyAt + 17,
  /** The executor that was made before it. */
  Previous: bodyAt + 18,
  /** ExecutorFamily. */
  Family: bodyAt + 20,
  /** After how many tasks a worker of a Pool ends; 0 for never. */
  TasksPerWorker: bodyAt + 21,
  /** 1 once a Pool was terminated. */
  Terminated: bodyAt + 22,
} as const;
/** What carries out the tasks: threads; processes; those of multiprocessing.Pool, which are there from the start. */
export const ExecutorFamily = { Threads: 0, Processes: 1, Pool: 2 } as const;
export const FutureWords = {
  /** FutureState. */
  State: bodyAt,
  Result: bodyAt + 1,
  ResultLength: bodyAt + 2,
  Callbacks: bodyAt + 3,
  CallbacksLength: bodyAt + 4,
  /** 1 when whoever was to do the work has seen that it was cancelled. */
  CancelSeen: bodyAt + 5,
  /** 1 when another process does the work: calls on its end are made by a thread of the process that asked for it. */
  IsRemote: bodyAt + 6,
  /** 1 when the result came from another process. */
  CameAcross: bodyAt + 7,
  /** Its number among all futures that have ended. */
  EndedAs: bodyAt + 8,
} as const;
export const SharedArrayWords = { Length: bodyAt, Cells: bodyAt + 1 } as const;
export const ThreadWords = {
  Id: bodyAt,
  Stage: bodyAt + 1,
  Message: bodyAt + 2,
  MessageLength: bodyAt + 3,
  Name: bodyAt + 4,
  NameLength: bodyAt + 5,
  Daemon: bodyAt + 6,
  Priority: bodyAt + 7,
} as const;
export const Stage = { New: 0, Started: 1, Ended: 2 } as const;

/** A process is started and joined as a thread is, so its words begin as ThreadWords do. */
export const ProcessWords = {
  ...ThreadWords,
  Pid: bodyAt + 8,
  /** Address of the process that made it; 0 for main's. */
  Parent: bodyAt + 9,
  /** Its number among the children of its parent, from 1, and how many it has itself. */
  Number: bodyAt + 10,
  Children: bodyAt + 11,
  /** The child that was started last; each knows the one before it. */
  LastChild: bodyAt + 12,
  Previous: bodyAt + 13,
  /** noExitCode while nobody has decided how it ends: the first one to write it wins. */
  ExitCode: bodyAt + 14,
  /** What is inside; 0 before it was started. */
  Space: bodyAt + 15,
  /** The pool that it works for; 0 for none. */
  Pool: bodyAt + 16,
  /** 1 once close() was called. */
  Closed: bodyAt + 17,
} as const;
/** A greenlet is started and runs as a thread does, so its words begin as ThreadWords do. */
export const GreenletWords = {
  ...ThreadWords,
  Hub: bodyAt + 8,
  /** The greenlet that goes on when this one is done. */
  Parent: bodyAt + 9,
  /** Its thread control block, once it has begun. */
  Block: bodyAt + 10,
  /** GreenletLife. */
  Life: bodyAt + 11,
  /** What it is to do: a stored reference and arguments. */
  Task: bodyAt + 12,
  TaskLength: bodyAt + 13,
  /** What it gets when it goes on, and how. */
  Inbox: bodyAt + 14,
  InboxLength: bodyAt + 15,
  InboxKind: bodyAt + 16,
  /** What it has come to. */
  Result: bodyAt + 17,
  ResultLength: bodyAt + 18,
  /** GreenletOutcome. */
  Outcome: bodyAt + 19,
  /** When it wants its turn again: ns, float64, negative for not by itself. */
  Deadline: bodyAt + 20,
  /** Its place among those that want a turn now, 0 for none, and among those that want one at the same time. */
  Ready: bodyAt + 22,
  Timer: bodyAt + 23,
  /** 1 while it stands still until the hub lets it go on. */
  Resting: bodyAt + 24,
  /** The greenlet of the hub that was made before it. */
  Previous: bodyAt + 25,
} as const;
export const GreenletLife = { New: 0, Alive: 1, Dead: 2 } as const;
export const GreenletOutcome = { None: 0, Value: 1, Exception: 2 } as const;
export const HubWords = {
  /** The greenlet whose turn it is; 0 while the hub has nobody to let go on. */
  Current: bodyAt,
  /** The greenlet that was made last, and the one that the thread began as. */
  Last: bodyAt + 1,
  Main: bodyAt + 2,
  /** Counters of places. */
  Ready: bodyAt + 3,
  Timers: bodyAt + 4,
  Names: bodyAt + 5,
} as const;
/** Last word of an event, queue, semaphore, lock or future: 1 if greenlets that wait for it let the others of their thread go on. */
export const cooperativeAt = 31;
const cooperative: ReadonlySet<number> = new Set([
  ObjectKind.Event,
  ObjectKind.Queue,
  ObjectKind.Semaphore,
  ObjectKind.RLock,
  ObjectKind.Future,
]);
export function isCooperative(words: Int32Array, object: number): boolean {
  return words[object + cooperativeAt] === 1 && cooperative.has(words[object + Header.Kind] as number);
}
export const noExitCode = -0x80000000;

/** Whether the waiter of this block number may go on now. */
export function mayProceed(words: Int32Array, object: number, block: number): boolean {
  const waiter = blockAt(block);
  switch (words[object + Header.Kind]) {
    case ObjectKind.Executor:
      return (words[object + QueueWords.Length] as number) > 0 || hasNoMoreWork(words, object);
    case ObjectKind.Future:
      return (Atomics.load(words, object + FutureWords.State) as number) >= FutureState.Finished;
    case ObjectKind.Lock:
      return (Atomics.load(words, object + LockWords.State) & lockOwnerMask) === 0;
    case ObjectKind.Gil:
      return gilLetsOn(words, object, waiter);
    case ObjectKind.RLock:
      return (
        words[object + RLockWords.Owner] === 0 ||
        words[object + RLockWords.Owner] === words[waiter + Block.ThreadId]
      );
    case ObjectKind.Semaphore:
      return (words[object + SemaphoreWords.Value] as number) > 0;
    case ObjectKind.Thread:
      return words[object + ThreadWords.Stage] === Stage.Ended;
    case ObjectKind.Connection:
      return (
        (words[object + QueueWords.Length] as number) > 0 || words[object + ConnectionWords.PeersOpen] === 0
      );
    case ObjectKind.Socket:
      return socketLetsOn(words, object, words[waiter + Block.WaitClass] as number);
    case ObjectKind.Queue:
      return queueLetsOn(words, object, words[waiter + Block.WaitClass] as number);
    default:
      return words[waiter + Block.Granted] === 1;
  }
}

function gilLetsOn(words: Int32Array, gil: number, waiter: number): boolean {
  if (words[gil + GilWords.Owner] !== 0) return false;
  const isAlone = words[gil + Header.FirstWaiter] === words[gil + Header.LastWaiter];
  const hasYielded = words[waiter + Block.WaitClass] === WaitClass.Yielded;
  return !hasYielded || isAlone || words[gil + GilWords.Last] !== words[waiter + Block.ThreadId];
}

function socketLetsOn(words: Int32Array, socket: number, waitClass: number): boolean {
  if (waitClass === WaitClass.Getter) return isReadable(words, socket);
  if (waitClass === WaitClass.Joiner) return words[socket + SocketWords.State] !== SocketState.Connecting;
  return true; // a writer looks at the other end itself, and is told only when something changed there
}

/** Nobody will put a task in any more: it was shut down, or its process's main thread has ended. */
export function hasNoMoreWork(words: Int32Array, executor: number): boolean {
  if (words[executor + QueueWords.State] === QueueState.ShutDown) return true;
  const space = words[executor + Header.Space] as number;
  const isPool = words[executor + ExecutorWords.Family] === ExecutorFamily.Pool;
  return !isPool && words[space + SpaceWords.MainEnded] === 1;
}

function queueLetsOn(words: Int32Array, queue: number, waitClass: number): boolean {
  if (waitClass === WaitClass.TasksDone) return words[queue + QueueWords.Unfinished] === 0;
  if (words[queue + QueueWords.State] === QueueState.ShutDown) return true;
  const length = words[queue + QueueWords.Length] as number;
  const capacity = words[queue + QueueWords.Capacity] as number;
  return waitClass === WaitClass.Getter ? length > 0 : capacity <= 0 || length < capacity;
}
