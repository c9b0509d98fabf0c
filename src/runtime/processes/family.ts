/** Which process the calling thread is of, and which children that has started. */
import type { Kernel } from '../kernel.js';
import { SpaceWords } from '../space.js';
import { ProcessWords } from '../waiting.js';

/** Address of the process object of the calling thread. */
export function ownProcess(kernel: Kernel): number {
  return kernel.words[kernel.space + SpaceWords.Process] as number;
}

/** The calling process starts a child. Under the guard of its own object, as two of its threads may start one each. */
export function keepChild(kernel: Kernel, child: number): void {
  const { words } = kernel;
  const parent = words[child + ProcessWords.Parent] as number;
  kernel.enterNested(parent);
  words[child + ProcessWords.Previous] = words[parent + ProcessWords.LastChild] as number;
  words[parent + ProcessWords.LastChild] = child;
  kernel.leave(parent);
}

/** Addresses of the children that the calling process started, the oldest first. */
export function childrenOf(kernel: Kernel): number[] {
  const { words } = kernel;
  const parent = ownProcess(kernel);
  const children: number[] = [];
  kernel.enterNested(parent);
  for (
    let child = words[parent + ProcessWords.LastChild] as number;
    child !== 0;
    child = words[child + ProcessWords.Previous] as number
  )
    children.unshift(child);
  kernel.leave(parent);
  return children;
}
