/**
 * The processes whose threads this worker has run so far: for each its evaluation of the modules and its wrappers. Two
 * processes never see each other's, so a worker that changes from one to the other changes both.
 */
import type { Kernel } from '../../runtime/kernel.js';
import { Control } from '../../runtime/memory.js';
import { useExports } from '../../runtime/programFunctions.js';
import { useWrappers, Wrappers } from '../../runtime/sharedObject.js';
import { SpaceWords } from '../../runtime/space.js';
import { ProcessWords } from '../../runtime/waiting.js';
import { type Exports, evaluate } from './compile.js';
import type { ProgramCode } from './messages.js';
import { seedRandom } from './virtualWorld.js';

interface SpaceHere {
  readonly wrappers: Wrappers;
  /** Undefined until the modules were evaluated. */
  exports: readonly Exports[] | undefined;
}

export class Spaces {
  readonly #known = new Map<number, SpaceHere>();

  /** What follows is for the process of the kernel's thread. */
  enter(kernel: Kernel): void {
    const here = this.#here(kernel);
    useWrappers(here.wrappers);
    useExports(here.exports ?? []);
  }

  /** The exports of the modules, evaluated now if this worker has not done so for the process yet. */
  modules(
    program: ProgramCode,
    kernel: Kernel,
    level: 'makes' | 'attaches',
    seed: number,
  ): readonly Exports[] {
    const here = this.#here(kernel);
    if (here.exports) return here.exports;
    // All threads of a process draw the same numbers at module level; another process draws others.
    seedRandom(seed, processId(kernel));
    here.exports = evaluate(program, kernel, level);
    return here.exports;
  }

  #here({ space }: Kernel): SpaceHere {
    let here = this.#known.get(space);
    if (!here) {
      here = { wrappers: new Wrappers(), exports: undefined };
      this.#known.set(space, here);
    }
    return here;
  }
}

/** The id of its first thread; 0 for main's process. */
function processId({ words, space }: Kernel): number {
  if (space === words[Control.MainSpace]) return 0;
  return words[(words[space + SpaceWords.Process] as number) + ProcessWords.Id] as number;
}
