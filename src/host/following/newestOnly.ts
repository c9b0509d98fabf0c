/**
 * Does something again after each change: not before the person pauses, never twice at a time, and a job that a newer change
 * overtakes is stopped. Knows nothing of what the job is.
 */
/** A pause in typing of this length, in ms, starts a run: with the run itself it stays within 250 ms of the last key. */
export const pauseMs = 40;

export interface Job {
  /** Settles when the job is over, stopped or not. */
  readonly done: Promise<unknown>;
  stop(): void;
}

export class NewestOnly {
  readonly #delayMs: () => number;
  readonly #start: () => Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #current: Job | undefined;
  /** A change came while a job was going on. */
  #isDue = false;

  constructor(delayMs: () => number, start: () => Job | undefined) {
    this.#delayMs = delayMs;
    this.#start = start;
  }

  /** Something has changed: what goes on is out of date, and begins anew when there was no change for a moment. */
  changed(): void {
    this.#current?.stop();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), this.#delayMs());
  }

  /** Without waiting for a pause. */
  now(): void {
    clearTimeout(this.#timer);
    this.#current?.stop();
    this.#isDue = true;
    if (!this.#current) void this.#work();
  }

  /** Ends what goes on, and what would come. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#isDue = false;
    this.#current?.stop();
  }

  async #work(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      this.#current = this.#start();
      await this.#current?.done.catch(() => undefined);
      this.#current = undefined;
    }
  }
}
