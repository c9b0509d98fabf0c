/**
 * The event vocabulary: what can happen in a concurrent program, as numbers.
 * Numbers are part of the trace format: a number is never reused, a new kind takes the next free one.
 */

/** What happened. The comment says what an event's `object`, `a`, `b` and text carry. */
export const EventKind = {
  /** A Thread object was made. object: its object; a: the new thread's id; b: ThreadKind | daemon << 8; text: its name. */
  ThreadNew: 1,
  /** thread started another one. object: the thread object; a: the started thread's id. */
  ThreadStart: 2,
  /** thread begins to run. object: its thread object. */
  ThreadBegin: 3,
  /** thread ended. object: its thread object; info: ThreadEnding. */
  ThreadEnd: 4,
  /** Controlled runs: thread hands the processor over. a: the next thread's id; b: number of the scheduling point; info: SwitchReason. */
  Switch: 5,
  /** A shared object was made. object: it; a: ObjectKind; b: capacity (0 = none or unbounded). The site's name is the object's name. */
  Create: 10,
  /** thread asked for something it cannot have now, and waits. object: on what; info: Operation; a, b: time-out in ns as a float64, -1 for none. */
  Block: 11,
  /** The wait that the last Block of thread began ended without what it was for. */
  TimedOut: 12,
  /** thread now owns object. */
  Acquire: 13,
  /** thread gave object up. */
  Release: 14,
  /** thread tried without waiting, and did not get it. object; info: Operation. */
  TryFailed: 15,
  /** An item was put into object. a: item id, unique in the run; text: a short form of the item. */
  Put: 16,
  /** An item was taken out of object. a: item id. */
  Get: 17,
  /** A shared cell was read. info: ValueForm; a, b: the number as a float64, or text: a short form. */
  Read: 18,
  /** A shared cell was written; as Read. */
  Write: 19,
  /** thread sleeps. a, b: for how many ns, as a float64. */
  Sleep: 20,
  /** thread's sleep is over. */
  Wake: 21,
  /** thread waited for the end of another one, and has seen it. object: the thread object. */
  Join: 22,
  /** text: a line of output; info 1: more of the same line follows in the next event of this thread. */
  Print: 23,
  /** An exception left the thread's function. text: name and message; a: line in the program's file (0 unknown); b: index of that file. */
  Raise: 24,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** What a blocked thread asked for. */
export const Operation = { Acquire: 1, Get: 2, Put: 3, Join: 4 } as const;
export type Operation = (typeof Operation)[keyof typeof Operation];

export const ObjectKind = { Thread: 1, Lock: 2, Queue: 3, Shared: 4 } as const;
export type ObjectKind = (typeof ObjectKind)[keyof typeof ObjectKind];

export const ThreadKind = { Thread: 1, Process: 2, Greenlet: 3, Task: 4, Kernel: 5 } as const;
export type ThreadKind = (typeof ThreadKind)[keyof typeof ThreadKind];

export const ThreadEnding = { Returned: 0, Raised: 1 } as const;
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
};
export type ThreadKindName = 'thread' | 'process' | 'greenlet' | 'task' | 'kernel';

/** The word for a kind of thread in JSON. */
export function threadKindName(kind: ThreadKind): ThreadKindName {
  return threadKindNames[kind] ?? 'thread';
}
