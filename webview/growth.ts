/**
 * When the picture of a run that grows is painted: 30 times a second, so that the rest of the time is for what comes in;
 * less often while the page is behind, as with a long trace that is opened: then the whole is there sooner.
 */
const growthMs = 33;
const behindMs = 250;
/** The page is behind when it did not have to wait for the next part of the run for so long. */
const busyMs = 100;
/** Parts that come sooner after one another were waiting already. */
const restMs = 1;

export class Growth {
  readonly #repaint: () => void;
  #timer = 0;
  #paintedMs = 0;
  /** When the last part had been taken, and when the page last waited for one. */
  #takenMs = 0;
  #restedMs = 0;

  constructor(repaint: () => void) {
    this.#repaint = repaint;
  }

  /** After each picture, whoever asked for it. */
  painted(): void {
    this.#paintedMs = performance.now();
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Takes a part of the run by calling `take`. */
  take(take: () => void): void {
    const began = performance.now();
    // A picture between the two says nothing about waiting.
    const wasPainted = this.#paintedMs > this.#takenMs;
    if (!wasPainted && began - this.#takenMs > restMs) this.#restedMs = began;
    take();
    this.#takenMs = performance.now();
    this.#paintSoon();
  }

  /** The timer paints what came last; a timer alone would wait for all messages that wait already. */
  #paintSoon(): void {
    const period = this.#takenMs - this.#restedMs > busyMs ? behindMs : growthMs;
    const left = this.#paintedMs + period - this.#takenMs;
    if (left <= 0) this.#repaint();
    else if (this.#timer === 0) this.#timer = window.setTimeout(() => this.#repaint(), left);
  }
}
