/**
 * One order for the events of all processes, by time.
 *
 * All processes read one clock: perf_counter is CLOCK_MONOTONIC on Linux, mach_absolute_time on macOS, the performance counter
 * on Windows, and each of them is the machine's, not the process's. An event's time here, its _merged time_, is its own one, but
 * never less than that of the event before it in its process (whose order is that of the interpreter's lock).
 *
 * Causes come before effects. The tracer reads the clock, then appends the event; it appends what lets others on (a release, a
 * put, a start) before that happens, and what was waited for (an acquisition, a get, a join) after. So for a release that lets
 * an acquisition through:  merged(release) <= append(release) < release < acquisition < clock read for it <= merged(acquisition).
 * The first step holds because every merged time is a time that was read before this event was appended. Where a coarse clock
 * gives both the same time, what lets others on goes first.
 *
 * An event goes on once no other process can still send an earlier one. Each says every few milliseconds up to when it has
 * sent all (a mark); a new process waits at its beginning until it is known here, so nothing that it causes can overtake it. Who
 * has said nothing for `patienceMs` is not waited for: the picture goes on, and what comes late is put at its end.
 */
import { EventKind } from '../../trace/vocabulary.js';
import { bigNumber, rowWords, twoTo32, wordsPerRow } from './rows.js';

const patienceMs = 250;
/** Events that follow from what somebody else has done. */
const effects: ReadonlySet<number> = new Set([
  EventKind.Acquire,
  EventKind.Get,
  EventKind.Pass,
  EventKind.Join,
  EventKind.ThreadBegin,
]);

/** The words of an event lie from `at` on; `ns` is its merged time. */
export type Take = (words: Int32Array, at: number, ns: number) => void;

/** What one process has sent, and how far that goes. */
export class Stream {
  readonly #blocks: Int32Array[] = [];
  #at = 0;
  /** The merged time of the event that is next, and whether it is an effect. */
  #headNs = 0;
  #isEffect = false;
  /** No event that is still to come is earlier. */
  #floorNs = 0;
  #isOpen = true;
  #heardMs = performance.now();
  #whenDrained: (() => void) | undefined;

  constructor(readonly take: Take) {}

  add(block: Int32Array): void {
    this.#heardMs = performance.now();
    if (block.length < wordsPerRow) return;
    this.#blocks.push(block);
    if (this.#blocks.length === 1) this.#look();
  }

  /** All that was recorded before this time has been sent. */
  mark(ns: number): void {
    this.#heardMs = performance.now();
    if (this.#blocks.length === 0) this.#floorNs = Math.max(this.#floorNs, ns);
    else this.#blocks.push(markBlock(ns));
  }

  open(): void {
    this.#isOpen = true;
    this.#heardMs = performance.now();
  }

  /** It is gone, and may come back. `whenDrained` is called once all that it has sent has gone on. */
  close(whenDrained?: () => void): void {
    this.#isOpen = false;
    this.#whenDrained = whenDrained;
    this.tellIfDrained();
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** Whether its next event comes before that of another one. */
  isBefore(other: Stream): boolean {
    return this.#headNs < other.#headNs || (this.#headNs === other.#headNs && !this.#isEffect);
  }

  /** Whether its next event need not wait for this one's. */
  lets(next: Stream, nowMs: number): boolean {
    if (!this.isEmpty) return next.isBefore(this) || !this.isBefore(next);
    if (!this.#isOpen || nowMs - this.#heardMs > patienceMs) return true;
    return next.#headNs < this.#floorNs || (next.#headNs === this.#floorNs && !next.#isEffect);
  }

  /** Hands on its next event. */
  step(): void {
    const block = this.#blocks[0] as Int32Array;
    const at = this.#at;
    this.#at += rowWords(block, at);
    this.take(block, at, this.#headNs);
    this.#look();
  }

  tellIfDrained(): void {
    if (!this.isEmpty) return;
    const told = this.#whenDrained;
    this.#whenDrained = undefined;
    told?.();
  }

  /** Finds the next event. */
  #look(): void {
    for (let block = this.#blocks[0]; block; block = this.#blocks[0]) {
      if (this.#at + wordsPerRow <= block.length) {
        this.#headNs = this.#floorNs = Math.max(this.#floorNs, bigNumber(block, this.#at + 4));
        this.#isEffect = effects.has((block[this.#at] as number) & 0xff);
        return;
      }
      if (block.length === markWords) this.#floorNs = Math.max(this.#floorNs, bigNumber(block, 0));
      this.#blocks.shift();
      this.#at = 0;
    }
  }
}

/** A mark among the blocks of events is a block of its own, too short for an event. */
const markWords = 2;
function markBlock(ns: number): Int32Array {
  return Int32Array.of((ns % twoTo32) | 0, Math.floor(ns / twoTo32));
}

export class Merger {
  readonly #streams: Stream[] = [];

  add(take: Take): Stream {
    const stream = new Stream(take);
    this.#streams.push(stream);
    return stream;
  }

  remove(stream: Stream): void {
    this.#streams.splice(this.#streams.indexOf(stream), 1);
  }

  /** Lets go on what may. With `all`, whatever is there: nothing more will come. */
  advance(all = false): void {
    const nowMs = performance.now();
    for (let next = this.#earliest(); next; next = this.#earliest()) {
      const others = this.#streams.filter((each) => each !== next);
      if (!all && !others.every((each) => each.lets(next, nowMs))) break;
      do next.step();
      while (!next.isEmpty && others.every((each) => each.lets(next, nowMs)));
      next.tellIfDrained();
    }
  }

  #earliest(): Stream | undefined {
    let earliest: Stream | undefined;
    for (const stream of this.#streams)
      if (!stream.isEmpty && (!earliest || stream.isBefore(earliest))) earliest = stream;
    return earliest;
  }
}
