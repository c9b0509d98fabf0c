/**
 * When something changed, and to what: ascending event numbers, each with a small whole number (a status, a count).
 * Some 2.5 bytes a change: a full page is packed like the event log. A span lasts from one change to the next.
 */
import { type Column, packColumn } from './column.js';

/** Few enough that a page of a busy lane fits two-byte distances, many enough that its three objects cost nothing. */
const pageShift = 10;
const pageLength = 1 << pageShift;
const pageMask = pageLength - 1;

interface Page {
  readonly events: Column;
  readonly codes: Column;
}

export class Track {
  readonly #pages: Page[] = [];
  /** The latest changes, unpacked; grows with their number, as most objects change a few times only. */
  #events = new Int32Array(4);
  #codes = new Int32Array(4);
  #length = 0;
  #most = 0;

  get length(): number {
    return this.#length;
  }
  /** The greatest code so far. */
  get most(): number {
    return this.#most;
  }
  /** Bytes that the changes take. */
  get byteLength(): number {
    const packed = this.#pages.reduce((sum, page) => sum + page.events.byteLength + page.codes.byteLength, 0);
    return packed + this.#events.byteLength + this.#codes.byteLength;
  }

  /** The event of change k. */
  event(k: number): number {
    const page = this.#pages[k >>> pageShift];
    return page ? page.events.at(k & pageMask) : (this.#events[k & pageMask] as number);
  }
  code(k: number): number {
    const page = this.#pages[k >>> pageShift];
    return page ? page.codes.at(k & pageMask) : (this.#codes[k & pageMask] as number);
  }
  /** The code of the latest change; -1 before the first. */
  get last(): number {
    return this.#length === 0 ? -1 : this.code(this.#length - 1);
  }

  /** A second change by the same event replaces the first. Codes above 65,535 count as that. */
  push(event: number, code: number): void {
    const kept = Math.min(code, 65_535);
    if (kept > this.#most) this.#most = kept;
    const slot = this.#length & pageMask;
    if (this.#length > 0 && this.event(this.#length - 1) === event) {
      // The page of the latest change is never packed: that happens when the next one comes.
      this.#codes[(this.#length - 1) & pageMask] = kept;
      return;
    }
    if (slot === 0 && this.#length > 0) this.#seal();
    if (slot === this.#events.length) this.#grow();
    this.#events[slot] = event;
    this.#codes[slot] = kept;
    this.#length++;
  }

  /**
   * Number of changes before an event: the place of the first one at or after it. Searches from `from` on, where the first
   * guess is `hint` places further: galloping (Bentley and Yao, 1976), as what is looked for is mostly near.
   */
  countBefore(event: number, from = 0, hint = 1): number {
    let low = from;
    let step = hint;
    let following = Math.max(1, hint >>> 2);
    while (low + step < this.#length && this.event(low + step) < event) {
      low += step;
      step = following;
      following *= 2;
    }
    let high = Math.min(low + step, this.#length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.event(middle) < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The change in force right after an event; -1 for none yet. */
  changeAt(event: number): number {
    return this.countBefore(event + 1) - 1;
  }

  #seal(): void {
    this.#pages.push({
      events: packColumn(this.#events, pageLength),
      codes: packColumn(this.#codes, pageLength),
    });
  }
  #grow(): void {
    const events = new Int32Array(this.#events.length * 2);
    const codes = new Int32Array(events.length);
    events.set(this.#events);
    codes.set(this.#codes);
    this.#events = events;
    this.#codes = codes;
  }
}
