/**
 * What a process does before it ends, in its main thread, in the order of CPython: a child ends its own children and then
 * waits for its threads; main's process waits for its threads first.
 */
import { ThreadEnding } from '../../trace/vocabulary.js';
import { endPools } from '../executor.js';
import type { Kernel } from '../kernel.js';
import { killThreads } from '../kill.js';
import { Block, blockAt, Control } from '../memory.js';
import { joinObject } from '../thread.js';
import { isAlive } from '../threadBlocks.js';
import { ProcessWords, Stage } from '../waiting.js';
import { waitForCallbacks } from './callbacks.js';
import { childrenOf, ownProcess } from './family.js';
import { decideExit, terminate } from './lifecycle.js';
import { endManagers } from './manager.js';

/** The main thread of the calling process has come to its end. Main's own goes on waiting only for other processes. */
export function leaveProcess(kernel: Kernel, ending: ThreadEnding): void {
  const isMains = kernel.space === kernel.words[Control.MainSpace];
  endPools(kernel);
  if (isMains && livingChildren(kernel).length === 0) return waitForCallbacks(kernel);
  kernel.forgetSite();
  if (isMains) joinThreads(kernel);
  endChildren(kernel);
  if (isMains) return;
  joinThreads(kernel);
  decideExit(kernel, ownProcess(kernel), ending === ThreadEnding.Raised ? 1 : 0);
  killThreads(kernel, kernel.space);
}

function livingChildren(kernel: Kernel): number[] {
  return childrenOf(kernel).filter((child) => kernel.words[child + ProcessWords.Stage] === Stage.Started);
}

/** Managers are asked to end, daemons are ended, the others waited for. */
function endChildren(kernel: Kernel): void {
  endManagers(kernel);
  for (const child of livingChildren(kernel))
    if (kernel.words[child + ProcessWords.Daemon] === 1) terminate(kernel, child, -15);
  for (const child of livingChildren(kernel)) joinObject(kernel, child, -1);
  waitForCallbacks(kernel);
}

/** Until no thread of the process is left but the calling one and daemons. */
function joinThreads(kernel: Kernel): void {
  for (let thread = nextThread(kernel); thread !== 0; thread = nextThread(kernel))
    joinObject(kernel, thread, -1);
}

/** The object of the oldest such thread; 0 for none. */
function nextThread(kernel: Kernel): number {
  const { words } = kernel;
  let oldest = 0;
  kernel.lockBlocks();
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (block === kernel.block || !isAlive(words, at)) continue;
    if (words[at + Block.Space] !== kernel.space || words[at + Block.Daemon] === 1) continue;
    const id = words[at + Block.ThreadId] as number;
    if (oldest === 0 || id < (words[blockAt(oldest) + Block.ThreadId] as number)) oldest = block;
  }
  const object = oldest === 0 ? 0 : (words[blockAt(oldest) + Block.Object] as number);
  kernel.unlockBlocks();
  return object;
}
