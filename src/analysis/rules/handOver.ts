/**
 * Locks that are passed on: taken by one function and given back by another that runs by itself. Such a lock is a signal
 * (its second acquisition waits for somebody's release), and who took it says nothing of who holds it.
 */
import type { HeldLock, Lock } from '../effects/effect.js';
import { homeOf } from './lockHome.js';
import type { World } from './world.js';

export class HandOvers {
  readonly #givenBack = new Set<string>();
  /** As #givenBack, by functions that others call, too. */
  readonly #droppedAnywhere = new Set<string>();
  readonly #kept = new Set<string>();

  constructor(readonly world: World) {
    const { calls } = world.summaries;
    for (const { node, summary } of world.reports('drops'))
      for (const lock of summary.drops) {
        const { key } = homeOf(world, lock);
        this.#droppedAnywhere.add(key);
        if (!calls.isCalled(node.id)) this.#givenBack.add(key);
      }
    for (const { node, summary } of world.reports('leaves'))
      if (!calls.isCalled(node.id))
        for (const held of summary.leaves) this.#kept.add(homeOf(world, held.lock).key);
  }

  /** Whether another thread or callback may give back what is held here by hand. */
  isSignal(held: HeldLock): boolean {
    return !held.scoped && this.#givenBack.has(homeOf(this.world, held.lock).key);
  }

  /** Whether some function gives back a lock of this home that it has not taken. */
  isGivenBack(held: HeldLock): boolean {
    return this.#droppedAnywhere.has(homeOf(this.world, held.lock).key);
  }

  /** Whether some thread ends while it holds the lock: then whoever finds it locked may take that for its own. */
  isKept(lock: Lock): boolean {
    return this.#kept.has(homeOf(this.world, lock).key);
  }
}
