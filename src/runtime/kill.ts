/**
 * Ends the threads of a process by force: they do nothing more, not even what stands in their `finally` blocks, and what
 * they hold stays held.
 *
 * Killed is written under the lock of the thread control blocks, and so is Closed, which takeBlock reads there: a thread
 * that one of the victims starts meanwhile has its block already and is found, or is refused. In a live run a victim sees
 * the word at its next operation, or when the wake-up comes that `interrupt` sends after it.
 */
import type { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, Control } from './memory.js';
import { SpaceWords } from './space.js';

/** All threads of the space but the calling one; the process takes no new ones. */
export function killThreads(kernel: Kernel, space: number): void {
  const { words } = kernel;
  const victims: number[] = [];
  kernel.lockBlocks();
  words[space + SpaceWords.Closed] = 1;
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    if (block === kernel.block || !isOf(words, blockAt(block), space)) continue;
    words[blockAt(block) + Block.Killed] = 1;
    victims.push(block);
  }
  Atomics.add(words, Control.Dying, victims.length);
  kernel.unlockBlocks();
  // By thread, as which block a thread has depends on how fast the workers of earlier victims were.
  victims.sort((a, b) => threadOf(words, a) - threadOf(words, b));
  for (const victim of victims) kernel.interrupt(victim);
}

/** Taken by a thread of the space that was not killed before, be it still on its way to a worker. */
function isOf(words: Int32Array, at: number, space: number): boolean {
  const isTaken = words[at + Block.Object] !== 0 && words[at + Block.State] !== BlockState.Dying;
  return isTaken && words[at + Block.Space] === space && words[at + Block.Killed] === 0;
}

function threadOf(words: Int32Array, block: number): number {
  return words[blockAt(block) + Block.ThreadId] as number;
}
