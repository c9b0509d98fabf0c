/** asyncio.timeout: what runs inside is cancelled when the time is up, and TimeoutError is thrown instead (Lib/asyncio/timeouts.py). */
import { CancelledError, ThreadError, TimeoutError } from '../errors.js';
import { current } from '../kernel.js';
import { secondsToNs } from '../time.js';
import { Awaited, type Coroutine } from './coroutines.js';
import { getRunningLoop } from './eventLoop.js';
import type { Task } from './task.js';

export class Timeout {
  #whenNs: number;
  #state: 'new' | 'inside' | 'expiring' | 'expired' | 'left' = 'new';
  #timer: { cancel(): void } | undefined;
  #task: Task | undefined;
  #requests = 0;

  /** -1 for no end. */
  constructor(whenNs: number) {
    this.#whenNs = whenNs;
  }

  /** Seconds on the loop's clock; null for no end. */
  when(): number | null {
    return this.#whenNs < 0 ? null : this.#whenNs / 1e9;
  }
  reschedule(when: number | null): void {
    if (this.#state !== 'inside')
      throw new ThreadError('cannot change state of a timeout that is not entered');
    this.#whenNs = when === null ? -1 : secondsToNs(when);
    this.#setTimer();
  }
  expired(): boolean {
    return this.#state === 'expiring' || this.#state === 'expired';
  }

  /** Python's `async with`: awaits what `body` answers, within the time. */
  *run(body: (timeout: this) => unknown): Coroutine {
    if (this.#state !== 'new') throw new ThreadError('Timeout has already been entered');
    const task = getRunningLoop().currentTask;
    if (!task) throw new ThreadError('Timeout should be used inside a task');
    this.#task = task;
    this.#requests = task.cancelling();
    this.#state = 'inside';
    this.#setTimer();
    try {
      return yield new Awaited(body(this));
    } catch (error) {
      throw this.#isUp(error) ? new TimeoutError('the time is up') : error;
    } finally {
      this.#timer?.cancel();
      this.#state = this.#state === 'inside' ? 'left' : 'expired';
    }
  }

  /** Whether the exception that leaves is the cancellation that the timer asked for. */
  #isUp(error: unknown): boolean {
    if (this.#state !== 'expiring') return false;
    const left = (this.#task as Task).uncancel();
    return left <= this.#requests && error instanceof CancelledError;
  }

  #setTimer(): void {
    this.#timer?.cancel();
    if (this.#whenNs < 0) return;
    this.#timer = getRunningLoop().callAt(this.#whenNs, () => {
      this.#state = 'expiring';
      this.#task?.cancel();
    });
  }
}

export function timeout(seconds: number | null): Timeout {
  return new Timeout(seconds === null ? -1 : current().now() + secondsToNs(Math.max(0, seconds)));
}
export function timeoutAt(when: number | null): Timeout {
  return new Timeout(when === null ? -1 : secondsToNs(when));
}
