/** Companions, kept for some seconds between two searches: to start one takes as long as a hundred schedules. */
import { availableParallelism } from 'node:os';
import { Companion } from './companion.js';

const lingerMs = 10_000;
/** Each holds some 100 MB and keeps one processor busy; the recorder's own workers keep another one. */
export const mostCompanions = Math.min(3, availableParallelism() - 1);

export class Companions {
  readonly #idle: Companion[] = [];
  #trimming: NodeJS.Timeout | undefined;

  /** `path` is the bundle of main.ts. */
  constructor(readonly path: string) {}

  take(): Companion {
    const idle = this.#idle.pop();
    const companion = idle && !idle.isLost ? idle : new Companion(this.path);
    companion.isNeeded = true;
    return companion;
  }

  /** One that still works is ended: what it was given nobody wants any more. */
  giveBack(companion: Companion): void {
    companion.onAnswers = () => {};
    if (companion.isLost) return;
    if (companion.waiting > 0) return companion.end();
    companion.isNeeded = false;
    this.#idle.push(companion);
    clearTimeout(this.#trimming);
    this.#trimming = setTimeout(() => {
      for (const each of this.#idle.splice(0)) each.end();
    }, lingerMs);
    this.#trimming.unref();
  }
}
