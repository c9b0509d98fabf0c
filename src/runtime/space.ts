/**
 * A space is the inside of a process: what its threads share and other processes do not see. Each process evaluates the
 * modules for itself, so the objects of its module level, its main thread and the counters of its names are kept here.
 * The words are plain where only a process's first thread writes them before it starts others, atomic where threads count.
 */
import type { Kernel } from './kernel.js';

export const SpaceWords = {
  /** Address of the process object. */
  Process: 0,
  /** Address of the main thread's object. */
  MainThread: 1,
  /** Numbers of threads and of executors without a name so far. */
  ThreadNames: 2,
  ExecutorNames: 3,
  /** The executor that was made last; each knows the one before it. */
  LastExecutor: 4,
  /** 1 once the main thread has returned: pools finish what they have and end. */
  MainEnded: 5,
  /** Objects made at module level: a list of entries, the last one first. */
  ModuleObjects: 6,
  /** Threads that are alive. Whoever takes it to 0 ends the process. */
  Threads: 7,
  /** 1 once no thread may be started any more. Under the lock of the thread control blocks. */
  Closed: 8,
  /** Which connections and queues the process has open, and which it has closed (processes/openHandles.ts). */
  Handles: 9,
  /** Queue of the calls that the process's callback thread has to make; 0 while there is none. */
  Callbacks: 10,
  /** The manager that was started last; each knows the one before it. */
  Managers: 11,
  /** Address of the Gil that its threads are under; 0 for none. */
  Gil: 12,
  /** 1 once monkey.patchAll() was called. */
  Patched: 13,
} as const;
const spaceBytes = 64;

/** A new space, with nothing in it. */
export function createSpace(kernel: Kernel): number {
  const space = kernel.allocator.allocate(spaceBytes);
  kernel.words.fill(0, space, space + spaceBytes / 4);
  return space;
}

const Entry = { Site: 0, Time: 1, Object: 2, Next: 3 } as const;

/** Keeps what the module level made at a site, for the nth time there. */
export function keepModuleObject(kernel: Kernel, time: number, object: number): void {
  const { words, space } = kernel;
  const entry = kernel.allocator.allocate(16);
  words[entry + Entry.Site] = kernel.site;
  words[entry + Entry.Time] = time;
  words[entry + Entry.Object] = object;
  words[entry + Entry.Next] = words[space + SpaceWords.ModuleObjects] as number;
  words[space + SpaceWords.ModuleObjects] = entry;
}

/** What the process's first thread made at this site, for the nth time there; 0 if there is no such thing. */
export function findModuleObject(kernel: Kernel, time: number): number {
  const { words, space, site } = kernel;
  for (
    let entry = words[space + SpaceWords.ModuleObjects] as number;
    entry !== 0;
    entry = words[entry + Entry.Next] as number
  ) {
    if (words[entry + Entry.Site] === site && words[entry + Entry.Time] === time)
      return words[entry + Entry.Object] as number;
  }
  return 0;
}
