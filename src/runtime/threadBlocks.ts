/**
 * Thread control blocks: taken when a thread is started, given back when its worker has nothing to do with it any more.
 * In a live run the lock of the blocks guards all of it; in a controlled one the baton does, but for a block that a killed
 * thread's worker gives back when it has unwound. That is why State is atomic: the store of Free is the worker's last word.
 */
import { Access } from '../explore/strategy.js';
import { ThreadError } from './errors.js';
import type { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, blockWords, Control, Header, mostThreads } from './memory.js';
import { ring } from './ring.js';
import { SpaceWords } from './space.js';
import { ThreadWords } from './waiting.js';

/** Whether the block at this address is that of a thread that was started and has not ended. */
export function isAlive(words: Int32Array, at: number): boolean {
  const state = words[at + Block.State];
  return state === BlockState.Pending || state === BlockState.Running;
}

/** Takes a block for a thread of a space. Throws ThreadError when as many threads are alive as there may be. */
export function takeBlock(kernel: Kernel, object: number, space: number, keepsRun: boolean): number {
  const { words } = kernel;
  for (;;) {
    const dying = Atomics.load(words, Control.Dying);
    kernel.lockBlocks();
    const isClosed = words[space + SpaceWords.Closed] === 1;
    const isFull = (words[Control.Live] as number) >= (words[Control.ThreadLimit] as number);
    const block = isClosed || isFull ? 0 : emptyBlock(words);
    if (block !== 0) occupy(kernel, block, object, space, keepsRun);
    kernel.unlockBlocks();
    if (block !== 0) return block;
    if (isClosed) kernel.checkOver(); // the caller was killed together with its process
    if (isClosed || isFull || dying === 0)
      throw new ThreadError(`can't start a new thread: ${words[Control.ThreadLimit]} are alive already`);
    Atomics.wait(words, Control.Dying, dying); // a killed thread's worker is about to give its block back
  }
}

/** Lets a worker have the thread. Everything written before is seen by whoever takes it: State is atomic on both sides. */
export function release(kernel: Kernel, block: number): void {
  const { words } = kernel;
  Atomics.store(words, blockAt(block) + Block.State, BlockState.Pending);
  kernel.announceWork();
  if ((words[Control.Live] as number) > Atomics.load(words, Control.Attached)) ring(kernel.memory);
}

/** The block of a thread that has ended may be taken again. */
export function freeBlock(kernel: Kernel, block: number): void {
  const { words } = kernel;
  const at = blockAt(block);
  kernel.lockBlocks();
  const wasKilled = words[at + Block.Killed] === 1;
  words[at + Block.Runnable] = 0;
  words[at + Block.Object] = 0;
  Atomics.store(words, at + Block.State, BlockState.Free);
  kernel.unlockBlocks();
  if (!wasKilled) return;
  Atomics.sub(words, Control.Dying, 1);
  Atomics.notify(words, Control.Dying);
}

export function occupy(
  kernel: Kernel,
  block: number,
  object: number,
  space: number,
  keepsRun: boolean,
): void {
  const { words } = kernel;
  const at = blockAt(block);
  words[Control.HighestBlock] = Math.max(words[Control.HighestBlock] as number, block);
  words.fill(0, at, at + blockWords);
  kernel.memory.setDouble(at + Block.Deadline, -1);
  words[at + Block.ThreadId] = words[object + ThreadWords.Id] as number;
  words[at + Block.Object] = object;
  words[at + Block.Space] = space;
  words[at + Block.Runnable] = 1;
  words[at + Block.NextObject] = words[object + Header.Id] as number;
  words[at + Block.NextAccess] = Access.Read;
  // A process may be a daemon, but its main thread never is.
  words[at + Block.Daemon] =
    words[object + Header.Space] === 0 ? 0 : (words[object + ThreadWords.Daemon] as number);
  words[at + Block.KeepsRun] = keepsRun ? 1 : 0;
  Atomics.add(words, space + SpaceWords.Threads, 1);
  Atomics.add(words, Control.Live, 1);
  if (keepsRun) Atomics.add(words, Control.LiveNonDaemon, 1);
}

function emptyBlock(words: Int32Array): number {
  for (let block = 1; block <= mostThreads; block++) {
    const at = blockAt(block);
    if (words[at + Block.Object] === 0 && Atomics.load(words, at + Block.State) === BlockState.Free)
      return block;
  }
  return 0;
}
