/**
 * When something changed, and to what: ascending event numbers, each with a small whole number (a status, a count).
 * Some 2 bytes a change: a full page is packed like the event log. A span lasts from one change to the next.
 * Of every 16th change the event lies open, side by side with the others: a picture of millions reads little else.
 */
import type { Column } from './column.js';
import { packColumns } from './packColumns.js';

/** Few enough that what is not yet packed costs little, many enough that the objects of a page cost nothing. */
const pageShift = 10;
const pageLength = 1 << pageShift;
const pageMask = pageLength - 1;
const markShift = 4;
const markLength = 1 << markShift;
/** Where so many changes share a place, the marks alone say what is seen of them. */
export const manyChanges = 2 * markLength;

/** The first change behind k whose event lies open. */
export function markAfter(k: number): number {
  return (k | (markLength - 1)) + 1;
}

interface Page {
  /** Distances from the mark before. */
  readonly distances: Column;
  readonly codes: Column;
  readonly byteLength: number;
  unpacked: Unpacked | undefined;
}

/** A page as it was before it was packed. */
interface Unpacked {
  readonly events: Int32Array;
  readonly codes: Int32Array;
}
/** The pages that are unpacked, of all tracks, each in a place of its own: 2 MB at most. */
const places: { page: Page; unpacked: Unpacked }[] = [];
const mostUnpacked = 256;
let nextPlace = 0;

function unpackedOf(page: Page): Unpacked {
  const place = places[nextPlace];
  if (place) place.page.unpacked = undefined;
  const unpacked = place?.unpacked ?? {
    events: new Int32Array(pageLength),
    codes: new Int32Array(pageLength),
  };
  places[nextPlace] = { page, unpacked };
  nextPlace = (nextPlace + 1) % mostUnpacked;
  return unpacked;
}

/** Gives back the room of what was unpacked. */
export function forgetUnpacked(): void {
  for (const { page } of places) page.unpacked = undefined;
  places.length = 0;
  nextPlace = 0;
}

const none = new Int32Array(0);
const noCodes = new Uint16Array(0);
/** The columns of a page that is packed. */
const distances = new Int32Array(pageLength);
const pageCodes = new Int32Array(pageLength);

export class Track {
  readonly #pages: Page[] = [];
  /** Of the changes in pages, every 16th. */
  #markEvents = none;
  #markCodes = noCodes;
  /** The latest changes, unpacked; grows with their number, as most objects change a few times only. */
  #events = new Int32Array(4);
  #codes = new Uint16Array(4);
  #length = 0;
  #lastEvent = -1;
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
    const packed = this.#pages.reduce((sum, page) => sum + page.byteLength, 0);
    const marks = this.#markEvents.byteLength + this.#markCodes.byteLength;
    return packed + marks + this.#events.byteLength + this.#codes.byteLength;
  }

  /** The event of change k. */
  event(k: number): number {
    const page = this.#pages[k >>> pageShift];
    if (!page) return this.#events[k & pageMask] as number;
    if (page.unpacked) return page.unpacked.events[k & pageMask] as number;
    const mark = this.#markEvents[k >>> markShift] as number;
    return (k & (markLength - 1)) === 0 ? mark : mark + page.distances.at(k & pageMask);
  }
  code(k: number): number {
    const page = this.#pages[k >>> pageShift];
    if (!page) return this.#codes[k & pageMask] as number;
    return page.unpacked ? (page.unpacked.codes[k & pageMask] as number) : page.codes.at(k & pageMask);
  }
  /** Makes the changes around k quick to read, until many other pages are: for those who read most of them. */
  unpack(k: number): void {
    const page = this.#pages[k >>> pageShift];
    if (!page || page.unpacked) return;
    const { events, codes } = unpackedOf(page);
    page.codes.copyTo(codes, pageLength);
    page.distances.copyTo(events, pageLength);
    const firstMark = (k >>> pageShift) << (pageShift - markShift);
    for (let place = 0; place < pageLength; place++)
      events[place] =
        (events[place] as number) + (this.#markEvents[firstMark + (place >>> markShift)] as number);
    page.unpacked = { events, codes };
  }
  /** The code of the latest change; -1 before the first. */
  get last(): number {
    return this.#length === 0 ? -1 : this.code(this.#length - 1);
  }

  /** The code of change k, or of one of the 15 before it: good enough, and quicker, where many are looked at. */
  codeAbout(k: number): number {
    return k >>> pageShift < this.#pages.length
      ? (this.#markCodes[k >>> markShift] as number)
      : (this.#codes[k & pageMask] as number);
  }

  /** A second change by the same event replaces the first. Codes above 65,535 count as that. */
  push(event: number, code: number): void {
    const kept = Math.min(code, 65_535);
    if (kept > this.#most) this.#most = kept;
    const slot = this.#length & pageMask;
    if (event === this.#lastEvent) {
      // The page of the latest change is never packed: that happens when the next one comes.
      this.#codes[(this.#length - 1) & pageMask] = kept;
      return;
    }
    if (slot === 0 && this.#length > 0) this.#seal();
    if (slot === this.#events.length) this.#grow();
    this.#events[slot] = event;
    this.#codes[slot] = kept;
    this.#lastEvent = event;
    this.#length++;
  }

  /**
   * Number of changes before an event: the place of the first one at or after it. Searches from `from` on, where the first
   * guess is `hint` places further.
   */
  countBefore(event: number, from = 0, hint = 1): number {
    const mark = this.#marksBefore(event, from, hint);
    return this.#countIn(
      event,
      Math.max(from, (mark - 1) << markShift),
      Math.min(this.#length, mark << markShift),
    );
  }

  /** As `countBefore`, or where many changes lie between a few more, but none at or after event `latest`. */
  countAbout(event: number, latest: number, from: number, hint: number): number {
    const mark = this.#marksBefore(event, from, hint);
    const next = mark << markShift;
    if (next - from >= manyChanges && next < this.#length && this.#mark(mark) < latest) return next;
    return this.#countIn(event, Math.max(from, (mark - 1) << markShift), Math.min(this.#length, next));
  }

  /** The change in force right after an event; -1 for none yet. */
  changeAt(event: number): number {
    return this.countBefore(event + 1) - 1;
  }

  /** Number of marks before an event, at least those before `from`; in growing steps (Bentley and Yao, 1976): mostly it is near. */
  #marksBefore(event: number, from: number, hint: number): number {
    const end = (this.#length + markLength - 1) >>> markShift;
    let low = (from + markLength - 1) >>> markShift;
    let step = Math.max(1, hint >>> (markShift + 2));
    let guess = low + (hint >>> markShift);
    while (guess < end && this.#mark(guess) < event) {
      low = guess + 1;
      guess += step;
      step *= 2;
    }
    let high = Math.min(guess, end);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#mark(middle) < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  #mark(mark: number): number {
    return mark < this.#pages.length << (pageShift - markShift)
      ? (this.#markEvents[mark] as number)
      : (this.#events[(mark << markShift) & pageMask] as number);
  }
  #countIn(event: number, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.event(middle) < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #seal(): void {
    const first = this.#pages.length << (pageShift - markShift);
    this.#growMarks(first + (pageLength >>> markShift));
    for (let k = 0; k < pageLength; k++) {
      const mark = this.#events[k & -markLength] as number;
      distances[k] = (this.#events[k] as number) - mark;
      pageCodes[k] = this.#codes[k] as number;
      if (k % markLength !== 0) continue;
      this.#markEvents[first + (k >>> markShift)] = mark;
      this.#markCodes[first + (k >>> markShift)] = this.#codes[k] as number;
    }
    const { columns, byteLength } = packColumns([distances, pageCodes], pageLength);
    const [packed, codes] = columns as [Column, Column];
    this.#pages.push({ distances: packed, codes, byteLength, unpacked: undefined });
  }
  /** By an eighth: half of what doubling gets would lie empty. */
  #growMarks(length: number): void {
    if (length <= this.#markEvents.length) return;
    const room = length + (length >>> 3);
    const events = new Int32Array(room);
    const codes = new Uint16Array(room);
    events.set(this.#markEvents);
    codes.set(this.#markCodes);
    this.#markEvents = events;
    this.#markCodes = codes;
  }
  #grow(): void {
    const events = new Int32Array(this.#events.length * 2);
    const codes = new Uint16Array(events.length);
    events.set(this.#events);
    codes.set(this.#codes);
    this.#events = events;
    this.#codes = codes;
  }
}
