/** Which loop and which task run in this worker. */
import { ThreadError } from '../errors.js';

/** The part of a loop that futures need. */
export interface Scheduler {
  callSoon(callback: () => void): { cancel(): void };
  callAt(whenNs: number, callback: () => void): { cancel(): void };
}

let running: Scheduler | undefined;

export function setRunning(loop: Scheduler | undefined): void {
  running = loop;
}
/** Throws ThreadError where no loop runs. */
export function runningLoop(): Scheduler {
  if (!running) throw new ThreadError('no running event loop');
  return running;
}
export function isLoopRunning(): boolean {
  return running !== undefined;
}
