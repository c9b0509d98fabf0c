/**
 * The event vocabulary: what can happen in a concurrent program, as numbers.
 * Numbers are part of the trace format: a number is never reused, a new kind takes the next free one.
 */

/** What happened. The comment says what an event's `object`, `info`, `a`, `b` and text carry; "float" is a and b together. */
export const EventKind = {
  /** A Thread object was made. object: its object; a: the new thread's id; b: ThreadKind | daemon << 8 | process << 16; text: its name. */
  ThreadNew: 1,
  /** thread started another one. object: the thread object; a: the started thread's id. */
  ThreadStart: 2,
  /** thread begins to run. object: its thread object. */
  ThreadBegin: 3,
  /** thread ended. object: its thread object; info: ThreadEnding; a: exit code (processes). */
  ThreadEnd: 4,
  /** Controlled runs: thread hands the processor over. a: the next thread's id; b: number of the scheduling point; info: SwitchReason. */
  Switch: 5,
  /** A thread's name or daemon flag was changed. object: its thread object; a: its id; b: as in ThreadNew; text: its name. */
  ThreadChange: 6,
  /** thread ends another one by force. object: its thread object; a: its id. */
  Terminate: 7,
  /** A shared object was made. object: it; a: ObjectKind; b: what CreateDetail says of its kind; info: a variety of the kind. The site's name is the object's name. */
  Create: 10,
  /** thread asked for something it cannot have now, and waits. object: on what; info: Operation; float: time-out in ns, -1 for none, infinite where something outside of the program ends it. */
  Block: 11,
  /** The wait that the last Block of thread began ended without what it was for. */
  TimedOut: 12,
  /** thread now owns object, or one permit of it. info: WaitLimit, heldAtFork; a: depth (RLock) or permits left (semaphore) after it. */
  Acquire: 13,
  /** thread gave object up, or permits of it. a: as Acquire; b: how many permits. */
  Release: 14,
  /** thread tried without waiting, and did not get it; or gave back what was not taken. object; info: Operation, releaseFailed. */
  TryFailed: 15,
  /** An item was put into object. a: item id, unique in the run; b: its place in the order of removal, 0 for next; text: a short form. */
  Put: 16,
  /** An item was taken out of object. a: item id. */
  Get: 17,
  /** A shared cell was read. info: ValueForm; float: the number, or text: a short form. */
  Read: 18,
  /** A shared cell was written; as Read. */
  Write: 19,
  /** thread sleeps. float: for how many ns. */
  Sleep: 20,
  /** thread's sleep is over. */
  Wake: 21,
  /** thread waited for the end of another one, and has seen it. object: the thread object. */
  Join: 22,
  /** text: a line of output; info 1: more of the same line follows in the next event of this thread. */
  Print: 23,
  /** An exception left the thread's function. text: name and message; a: line in the program's file (0 unknown); b: index of that file. */
  Raise: 24,
  /** thread goes on past object without owning anything of it: notified, event set, barrier tripped, future done, tasks done. a: its number at a barrier. */
  Pass: 25,
  /** thread notified waiters of a condition. a: how many; b: how many were waiting. */
  Notify: 26,
  /** object's state is now `info`, by its kind: EventState, BarrierState, FutureState, QueueState, ConnectionState, ExecutorState, LoopState. */
  State: 27,
  /** thread said that a task of a queue is done. a: how many are unfinished now. */
  TaskDone: 28,
  /** thread wants a processor for so long. float: ns of work. */
  Compute: 29,
  /** thread got a processor. a: which one, from 0. */
  Dispatch: 30,
  /** thread lost its processor before its work was done. float: ns of work left. */
  Preempt: 31,
  /** thread's work is done. */
  Computed: 32,
  /** As Read and Write, atomically: such accesses never race with each other. */
  AtomicRead: 33,
  AtomicWrite: 34,
  /** A cell was read, changed and written in one. As Write: the new value. */
  AtomicUpdate: 35,
  /**
   * thread lets another one that shares its thread go on, and stands still until it is let go on itself. object: the loop;
   * info: HandOver; a: the other's id, 0 for whoever is next; text: a short form of what it hands over.
   */
  HandOver: 36,
  /** A kernel works at a socket. thread: the kernel's lane; object: the socket; info: KernelPhase; a: the thread that it works for. */
  Phase: 37,
  /** thread was told which of many sockets are ready. object: the selector; a: descriptors that were examined; b: ready ones; text: which. */
  Examine: 38,
  /** A kernel tells a process that something is there, or done. object: the socket; a: the thread that is told. */
  Signal: 39,
  /** Where thread is while it waits in vain. text: a line a frame, innermost first: place, space, function. */
  Stack: 40,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** What TryFailed's info says, beside Operation: thread gave back what was not taken. */
export const releaseFailed = 8;
/** Whether whoever acquired would have waited as long as it takes, or only for a time or not at all. */
export const WaitLimit = { None: 0, Limited: 1 } as const;
/** What Acquire's info says of a forked process's copy of a lock: thread had the lock when the process was forked, and lives elsewhere. */
export const heldAtFork = 2;

/** What a blocked thread asked for. */
export const Operation = {
  Acquire: 1,
  Get: 2,
  Put: 3,
  Join: 4,
  /** A notification, an event, a barrier, a future. */
  Wait: 5,
  /** Queue.join: no unfinished task. */
  TasksDone: 6,
  /** A worker of a pool has nothing to do. */
  Idle: 7,
  /** One of several that share a thread: to be let go on. */
  Turn: 8,
  /** Data, or room for some, at a socket; a connection; an answer to a connection; any of several sockets. */
  Receive: 9,
  Send: 10,
  Accept: 11,
  Connect: 12,
  Select: 13,
} as const;
export type Operation = (typeof Operation)[keyof typeof Operation];

/**
 * Kinds of objects, with what Create's b says of them (0 where nothing is said):
 * Queue: capacity, 0 for none; Semaphore: permits; Barrier: parties; Executor: workers; Condition: object id of its lock;
 * Connection: object id of the other end; Future: object id of the pool that is to do its task; SharedArray: length (its elements take the ids that follow its own).
 */
export const ObjectKind = {
  Thread: 1,
  Lock: 2,
  Queue: 3,
  Shared: 4,
  RLock: 5,
  Condition: 6,
  Semaphore: 7,
  Event: 8,
  Barrier: 9,
  Future: 10,
  Executor: 11,
  Connection: 12,
  /** A value kept by a manager process. */
  Managed: 13,
  Gil: 14,
  SharedArray: 15,
  /** What those that share one thread take turns at: the event loop of tasks, the hub of greenlets, a stack of generators. */
  Loop: 16,
  /** What is on its way between sockets. */
  Network: 17,
  Socket: 18,
  Selector: 19,
} as const;
export type ObjectKind = (typeof ObjectKind)[keyof typeof ObjectKind];

/** Create's info for queues. */
export const QueueOrder = { Fifo: 0, Lifo: 1, Priority: 2 } as const;
/** Create's info for semaphores. */
export const SemaphoreBound = { Unbounded: 0, Bounded: 1 } as const;

/** Create's info for connections: what a program made, or what the runtime brings a manager's answers through. */
export const ConnectionUse = { Program: 0, Answers: 1 } as const;

/** What State's info says, by the kind of its object. */
export const EventState = { Clear: 0, Set: 1 } as const;
export const BarrierState = { Filling: 0, Draining: 1, Broken: 2 } as const;
export const FutureState = { Pending: 0, Running: 1, Finished: 2, Failed: 3, Cancelled: 4 } as const;
export const QueueState = { Open: 0, ShutDown: 1 } as const;
export const ConnectionState = { Open: 0, Closed: 1 } as const;
export const ExecutorState = { Open: 0, ShutDown: 1 } as const;
/** Nothing is heard of a loop that is closed. */
export const LoopState = { Open: 0, Closed: 1 } as const;

/** How a HandOver comes about. */
export const HandOver = { Switch: 0, Throw: 1, Send: 2, Close: 3, Yield: 4, Return: 5 } as const;
export type HandOver = (typeof HandOver)[keyof typeof HandOver];

/** What a kernel does at a socket. Ready: data is there that nobody has asked for. */
export const KernelPhase = { Idle: 0, WaitingForData: 1, Copying: 2, Ready: 3 } as const;
export type KernelPhase = (typeof KernelPhase)[keyof typeof KernelPhase];

/** Create's info for loops. */
export const LoopKind = { Generators: 0, Hub: 1, EventLoop: 2 } as const;

export const ThreadKind = { Thread: 1, Process: 2, Greenlet: 3, Task: 4, Kernel: 5, Generator: 6 } as const;
export type ThreadKind = (typeof ThreadKind)[keyof typeof ThreadKind];

/** Whether something of this kind runs inside a thread, in turns with others, without being one. */
export function sharesThread(kind: number): boolean {
  return kind === ThreadKind.Greenlet || kind === ThreadKind.Task || kind === ThreadKind.Generator;
}

export const ThreadEnding = { Returned: 0, Raised: 1, Terminated: 2 } as const;
export type ThreadEnding = (typeof ThreadEnding)[keyof typeof ThreadEnding];

/** Forced: the thread could not go on. Preempted: it could, and another one was chosen. */
export const SwitchReason = { Forced: 0, Preempted: 1 } as const;
export type SwitchReason = (typeof SwitchReason)[keyof typeof SwitchReason];

/** How the value of a Read or Write is carried. */
export const ValueForm = { Number: 1, Text: 2 } as const;
export type ValueForm = (typeof ValueForm)[keyof typeof ValueForm];

const objectKindNames: Record<ObjectKind, string> = {
  [ObjectKind.Thread]: 'thread',
  [ObjectKind.Lock]: 'lock',
  [ObjectKind.Queue]: 'queue',
  [ObjectKind.Shared]: 'shared',
  [ObjectKind.RLock]: 'rlock',
  [ObjectKind.Condition]: 'condition',
  [ObjectKind.Semaphore]: 'semaphore',
  [ObjectKind.Event]: 'event',
  [ObjectKind.Barrier]: 'barrier',
  [ObjectKind.Future]: 'future',
  [ObjectKind.Executor]: 'executor',
  [ObjectKind.Connection]: 'connection',
  [ObjectKind.Managed]: 'managed',
  [ObjectKind.Gil]: 'gil',
  [ObjectKind.SharedArray]: 'shared-array',
  [ObjectKind.Loop]: 'loop',
  [ObjectKind.Network]: 'network',
  [ObjectKind.Socket]: 'socket',
  [ObjectKind.Selector]: 'selector',
};

/** The word for a kind of object in JSON and in names made up for nameless objects. */
export function objectKindName(kind: ObjectKind): string {
  return objectKindNames[kind] ?? `object-kind-${kind}`;
}

const threadKindNames: Record<ThreadKind, ThreadKindName> = {
  [ThreadKind.Thread]: 'thread',
  [ThreadKind.Process]: 'process',
  [ThreadKind.Greenlet]: 'greenlet',
  [ThreadKind.Task]: 'task',
  [ThreadKind.Kernel]: 'kernel',
  [ThreadKind.Generator]: 'generator',
};
export type ThreadKindName = 'thread' | 'process' | 'greenlet' | 'task' | 'kernel' | 'generator';

/** The word for a kind of thread in JSON. */
export function threadKindName(kind: ThreadKind): ThreadKindName {
  return threadKindNames[kind] ?? 'thread';
}
