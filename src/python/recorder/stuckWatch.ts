/** Notices when nobody of a program can go on any more. */
import { nobodyCanGoOn } from '../../detect/waitFor.js';
import type { ProgramState } from '../../trace/state.js';

/** What wakes a thread may be on its way: the tracer sends every 40 ms at the latest. Well below half a second. */
const stuckForMs = 150;

export class StuckWatch {
  #since = 0;
  #length = -1;

  /**
   * True once nobody could go on for a while, and nothing was recorded meanwhile. `strangers` are lanes of other programs
   * that were started: who waits for one of them does so without a lock, and is not stuck.
   */
  look(state: ProgramState, strangers: ReadonlySet<number>, events: number, nowMs: number): boolean {
    if (events !== this.#length || !isStuck(state, strangers)) {
      this.#length = events;
      this.#since = nowMs;
      return false;
    }
    return nowMs - this.#since > stuckForMs;
  }
}

/** Whether nobody can go on, as far as the recorder has heard. */
export function isStuck(state: ProgramState, strangers: ReadonlySet<number>): boolean {
  return nobodyCanGoOn(state, strangers) && keepsProgramAlive(state);
}

/** Daemons are waited for by nobody: a program of which only they are left ends. */
function keepsProgramAlive(state: ProgramState): boolean {
  return state.threads.some(
    (thread) => thread && !thread.daemon && thread.status !== 'ended' && thread.status !== 'new',
  );
}
