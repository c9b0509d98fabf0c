/** Companions, kept for some seconds between two searches: to start one takes as long as a hundred schedules. */
import { availableParallelism } from 'node:os';
import { Companion } from './companion.js';

const lingerMs = 10_000;
/** Each keeps one processor busy and holds some 100 MB. */
export const mostCompanions = Math.min(4, availableParallelism());

export class Companions {
  /** Some may still run what nobody wants any more. */
  readonly #kept = new Set<Companion>();
  #trimming: NodeJS.Timeout | undefined;

  /** `path` is the bundle of main.ts. */
  constructor(readonly path: string) {}

  take(): Companion {
    const free = [...this.#kept].find(({ waiting, isLost }) => waiting === 0 && !isLost);
    if (free) this.#kept.delete(free);
    const companion = free ?? new Companion(this.path);
    companion.isNeeded = true;
    return companion;
  }

  giveBack(companion: Companion): void {
    companion.onAnswers = () => {};
    companion.isNeeded = false;
    this.#kept.add(companion);
    clearTimeout(this.#trimming);
    this.#trimming = setTimeout(() => {
      for (const each of this.#kept) each.end();
      this.#kept.clear();
    }, lingerMs);
    this.#trimming.unref();
  }
}
