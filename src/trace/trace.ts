/** A trace as it comes in: its events, and the state that they have led to. What the engine keeps of a run; the page keeps more (timeline.ts). */
import { Definitions } from './definitions.js';
import { EventLog } from './eventLog.js';
import type { TraceHeader } from './header.js';
import { applyEvent } from './reducers.js';
import { ProgramState } from './state.js';

/** What detectors and words read: the engine's trace and the page's timeline are both one. */
export interface TraceModel {
  readonly header: TraceHeader;
  readonly log: EventLog;
  /** After the last event. */
  readonly state: ProgramState;
}

export class Trace implements TraceModel {
  /** Grows where files and places of the program come among its records. */
  readonly header: TraceHeader;
  readonly log: EventLog;
  readonly state = new ProgramState();
  #applied = 0;
  /** Words of an event whose text had not wholly arrived. */
  #rest: Int32Array = new Int32Array(0);

  constructor(header: TraceHeader, decoder: ConstructorParameters<typeof EventLog>[0]) {
    const definitions = new Definitions(header);
    this.header = definitions.header;
    this.log = new EventLog(decoder, definitions);
  }

  /** Appends records (see records.ts), in pieces of any length. */
  append(words: Int32Array): void {
    const all = this.#rest.length === 0 ? words : concat(this.#rest, words);
    let taken = 0;
    for (let before = -1; before !== taken; this.#applyNew()) {
      before = taken;
      taken = this.log.appendSome(all, taken);
    }
    this.#rest = taken === all.length ? new Int32Array(0) : all.slice(taken);
  }

  #applyNew(): void {
    for (; this.#applied < this.log.length; this.#applied++) {
      applyEvent(this.state, this.log, this.#applied, this.header.sites);
      this.applied(this.#applied);
    }
  }

  /** Forgets everything, for the next run of the same program. */
  reset(): void {
    this.log.reset();
    this.state.reset();
    this.#applied = 0;
    this.#rest = new Int32Array(0);
  }

  /** Time of the last event in ns; 0 before the first. */
  get endTime(): number {
    return this.log.length === 0 ? 0 : this.log.time(this.log.length - 1);
  }

  /** File and position of a site; undefined when it has none. */
  place(site: number): { path: string; line: number; column: number } | undefined {
    const found = site > 0 ? this.header.sites[site] : undefined;
    const file = found && this.header.files[found.file];
    return found && file ? { path: file.path, line: found.line, column: found.column } : undefined;
  }

  /** Called after each event has been applied. */
  protected applied(_i: number): void {}
}

function concat(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
