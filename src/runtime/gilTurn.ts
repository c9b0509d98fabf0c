/**
 * The global interpreter lock from the side of the threads that are under it (CPython's, since 3.2: Python/ceval_gil.c).
 * A thread has it while it runs and is without it while it waits, sleeps or has ended. One that runs on gives it up when its
 * switch interval is over and another one wants it, and then waits until another one has had it ("forced switching").
 *
 * Everything here happens within the Gil's guard, which is always the innermost one: no other guard is asked for inside.
 */
import { EventKind, ObjectKind, Operation } from '../trace/vocabulary.js';
import type { Kernel } from './kernel.js';
import { Block, blockAt, Control, Header } from './memory.js';
import { isAlive } from './threadBlocks.js';
import { GilWords, WaitClass } from './waiting.js';

/**
 * In a controlled run: block of the thread that would have to give up the Gil so that the thread of `block` can go on, which
 * waits for it; 0 if it does not, or the owner is not between two operations.
 */
export function gilOwnerFor(words: Int32Array, block: number): number {
  const gil = words[blockAt(block) + Block.WaitObject] as number;
  if (gil === 0 || words[gil + Header.Kind] !== ObjectKind.Gil) return 0;
  const owner = words[gil + GilWords.Owner] as number;
  for (let other = 1; owner !== 0 && other <= (words[Control.HighestBlock] as number); other++) {
    const at = blockAt(other);
    if (words[at + Block.ThreadId] === owner && isAlive(words, at))
      return words[at + Block.AtPoint] === 1 ? other : 0;
  }
  return 0;
}

/** Whether the calling thread has the Gil and another one waits for it. */
export function isGilWanted({ words, gil, threadId }: Kernel): boolean {
  return gil !== 0 && words[gil + Header.FirstWaiter] !== 0 && words[gil + GilWords.Owner] === threadId;
}

/** The switch interval in ns; without a Gil there is no end to it. */
export function gilIntervalOf({ memory, gil }: Kernel): number {
  return gil === 0 ? Number.POSITIVE_INFINITY : memory.double(gil + GilWords.Interval);
}

/** Whether the thread has had the Gil for its whole interval. */
export function isIntervalOver({
  memory,
  gil,
  now,
}: Pick<Kernel, 'memory' | 'gil'> & { now: number }): boolean {
  return now - memory.double(gil + GilWords.Since) >= memory.double(gil + GilWords.Interval);
}

/** The calling thread is about to wait, inside another object's guard or none: it goes without the Gil until takeGil. */
export function giveUpGil(kernel: Kernel): void {
  const { gil } = kernel;
  kernel.enterNested(gil);
  free(kernel);
  kernel.leave(gil);
}

/** The calling thread goes on, and needs the Gil for it. Inside no guard. */
export function takeGil(kernel: Kernel): void {
  const { gil } = kernel;
  kernel.enter(gil);
  kernel.waitUntil(gil, WaitClass.Owner, Operation.Acquire, -1, () => takeFree(kernel));
  kernel.leave(gil);
}

/** The calling thread lets another one have the Gil, and goes on when that one has had it. Inside no guard. */
export function yieldGil(kernel: Kernel): void {
  const { gil, words, threadId } = kernel;
  kernel.enterNested(gil);
  free(kernel);
  kernel.waitFor(gil, WaitClass.Yielded, Operation.Acquire, -1, () => {
    if (words[gil + GilWords.Last] === threadId && hasOthers(kernel)) return false;
    return takeFree(kernel);
  });
  kernel.leave(gil);
}

/** The thread that makes the Gil has it from the start. */
export function beginUnderGil(kernel: Kernel): void {
  takeFree(kernel);
}

function free(kernel: Kernel): void {
  const { gil, words } = kernel;
  kernel.emit(EventKind.Release, gil);
  words[gil + GilWords.Owner] = 0;
  kernel.changed(gil);
}

function takeFree(kernel: Kernel): boolean {
  const { gil, words, memory, threadId } = kernel;
  if (words[gil + GilWords.Owner] !== 0) return false;
  words[gil + GilWords.Owner] = threadId;
  words[gil + GilWords.Last] = threadId;
  memory.setDouble(gil + GilWords.Since, kernel.now());
  kernel.emit(EventKind.Acquire, gil);
  return true;
}

/** Whether others wait for it besides the calling thread, which stands in the list. */
function hasOthers({ words, gil }: Kernel): boolean {
  return words[gil + Header.FirstWaiter] !== words[gil + Header.LastWaiter];
}
