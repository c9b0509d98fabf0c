/** Which threads there are in the calling process: currentThread, mainThread, enumerate and the like. */
import { Access, Place } from '../explore/strategy.js';
import { current, type Kernel } from './kernel.js';
import { Block, blockAt, Control, Header } from './memory.js';
import { greenletKind } from './objectKinds.js';
import { wrapperAt } from './sharedObject.js';
import { SpaceWords } from './space.js';
import type { Thread } from './thread.js';
import { Stage, ThreadWords } from './waiting.js';

/** The Thread object of the calling thread. */
export function currentThread(): Thread {
  const kernel = current();
  kernel.point(0);
  return wrapperAt(ownObject(kernel)) as Thread;
}

export function mainThread(): Thread {
  const kernel = current();
  kernel.point(0);
  return wrapperAt(kernel.words[kernel.space + SpaceWords.MainThread] as number) as Thread;
}

/** All threads that were started and have not ended, the oldest first. */
export function enumerate(): Thread[] {
  return aliveThreads().map((object) => wrapperAt(object) as Thread);
}

export function activeCount(): number {
  return aliveThreads().length;
}

export function getIdent(): number {
  const kernel = current();
  kernel.point(0);
  return kernel.threadId;
}

export function getNativeId(): number {
  return getIdent();
}

function ownObject(kernel: Kernel): number {
  return threadObject(kernel, kernel.words[blockAt(kernel.block) + Block.Object] as number);
}

/** The block of a process's first thread names the process. */
function threadObject({ words, space }: Kernel, object: number): number {
  return words[object + Header.Space] === 0 ? (words[space + SpaceWords.MainThread] as number) : object;
}

/** Addresses of the thread objects, in the order in which the threads were made. */
function aliveThreads(): number[] {
  const kernel = current();
  const { words } = kernel;
  kernel.point(0, Access.Read, Place.Everything);
  kernel.lockBlocks();
  const objects: number[] = [];
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (words[at + Block.Object] === 0 || words[at + Block.Space] !== kernel.space) continue;
    if (words[(words[at + Block.Object] as number) + Header.Kind] === greenletKind) continue;
    const object = threadObject(kernel, words[at + Block.Object] as number);
    // A thread that has ended gives its block back a little later than it lets joiners go on.
    if (words[object + ThreadWords.Stage] === Stage.Started) objects.push(object);
  }
  kernel.unlockBlocks();
  return objects.sort(
    (a, b) => (words[a + ThreadWords.Id] as number) - (words[b + ThreadWords.Id] as number),
  );
}
