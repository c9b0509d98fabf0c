/** A trace with what the report says of the whole run: output, first steps, and how full everything got. */
import type { EventLog } from '../trace/eventLog.js';
import type { TraceHeader } from '../trace/header.js';
import type { ObjectState } from '../trace/state.js';
import { Trace } from '../trace/trace.js';
import { EventKind } from '../trace/vocabulary.js';

export interface Most {
  waiters: number;
  holders: number;
  items: number;
}

export class MeasuredTrace extends Trace {
  /** Print events. */
  readonly output: number[] = [];
  /** Event with which each thread began, by thread id. */
  readonly begun: (number | undefined)[] = [];
  readonly #most: (Most | undefined)[] = [];

  constructor(header: TraceHeader, decoder: ConstructorParameters<typeof EventLog>[0]) {
    super(header, decoder);
    const measure = (object: ObjectState): void => this.#measure(object);
    this.state.observer = { holdersChanged: measure, waitersChanged: measure, itemsChanged: measure };
  }

  /** The most waiters, holders and items that an object had at once. */
  mostOf(object: number): Most {
    return this.#most[object] ?? { waiters: 0, holders: 0, items: 0 };
  }

  protected override applied(i: number): void {
    const kind = this.log.kind(i);
    if (kind === EventKind.Print) this.output.push(i);
    else if (kind === EventKind.ThreadBegin) this.begun[this.log.thread(i)] = i;
  }

  #measure(object: ObjectState): void {
    let most = this.#most[object.id];
    if (!most) {
      most = { waiters: 0, holders: 0, items: 0 };
      this.#most[object.id] = most;
    }
    most.waiters = Math.max(most.waiters, object.waiters.length);
    most.holders = Math.max(most.holders, object.holders.length);
    most.items = Math.max(most.items, object.items.length);
  }
}
