/**
 * The timeline: everything the picture and the reports need, built event by event while a run goes on.
 * Holds the log, the latest state, spans per thread and object, arrows, output, and checkpoints to go back in time.
 */
import type { EventLog } from './eventLog.js';
import type { TraceHeader } from './header.js';
import { applyEvent } from './reducers.js';
import {
  type ObjectState,
  ProgramState,
  type StateObserver,
  type ThreadState,
  type ThreadStatus,
} from './state.js';
import { Trace } from './trace.js';
import { EventKind } from './vocabulary.js';

/** From event `from` up to event `to`; `to` is -1 while it lasts. */
export interface Span {
  readonly from: number;
  to: number;
}
export interface ThreadSpan extends Span {
  readonly status: ThreadStatus;
  /** Object waited for; 0 for none. */
  readonly object: number;
}
export interface HoldSpan extends Span {
  readonly thread: number;
}
export interface WaitSpan extends Span {
  /** Waiting threads, first come first. */
  readonly threads: readonly number[];
}
export interface ItemsSpan extends Span {
  readonly items: readonly { readonly id: number; readonly text: string; readonly thread: number }[];
}
export interface ValueSpan extends Span {
  readonly value: string;
}
export interface ThreadLane {
  readonly thread: ThreadState;
  readonly spans: ThreadSpan[];
}
export interface ObjectLane {
  readonly object: ObjectState;
  readonly holds: HoldSpan[];
  readonly waits: WaitSpan[];
  readonly items: ItemsSpan[];
  readonly values: ValueSpan[];
}
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** Events between two checkpoints: going back replays at most this many, about 1 ms. */
const checkpointEvery = 4096;

function close(spans: Span[], i: number): void {
  const last = spans[spans.length - 1];
  if (last && last.to < 0) last.to = i;
}

export class Timeline extends Trace {
  readonly threads = new Map<number, ThreadLane>();
  readonly objects = new Map<number, ObjectLane>();
  readonly arrows: Arrow[] = [];
  /** Print events. */
  readonly output: number[] = [];
  readonly #openHolds = new Map<number, HoldSpan[]>();
  readonly #checkpoints: ProgramState[] = [new ProgramState()];

  constructor(header: TraceHeader, decoder: ConstructorParameters<typeof EventLog>[0]) {
    super(header, decoder);
    this.state.observer = this.#observer();
  }

  protected override applied(i: number): void {
    if (this.log.kind(i) === EventKind.Print) this.output.push(i);
    if ((i + 1) % checkpointEvery === 0) this.#checkpoints.push(this.state.copy());
  }

  /** The state after the first `count` events. */
  stateAfter(count: number): ProgramState {
    const wanted = Math.max(0, Math.min(count, this.log.length));
    const checkpoint = Math.floor(wanted / checkpointEvery);
    const state = (this.#checkpoints[checkpoint] as ProgramState).copy();
    for (let i = checkpoint * checkpointEvery; i < wanted; i++)
      applyEvent(state, this.log, i, this.header.sites);
    return state;
  }

  /** How many events happened at or before a time. */
  countUntil(timeNs: number): number {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.log.time(middle) <= timeNs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #objectLane(object: ObjectState): ObjectLane {
    let lane = this.objects.get(object.id);
    if (!lane) {
      lane = { object, holds: [], waits: [], items: [], values: [] };
      this.objects.set(object.id, lane);
    }
    return lane;
  }

  #observer(): StateObserver {
    return {
      threadChanged: (thread, i) => {
        let lane = this.threads.get(thread.id);
        if (!lane) {
          lane = { thread, spans: [] };
          this.threads.set(thread.id, lane);
        }
        close(lane.spans, i);
        lane.spans.push({ from: i, to: -1, status: thread.status, object: thread.blockedOn });
      },
      holdersChanged: (object, i) => {
        const { holds } = this.#objectLane(object);
        const held = new Set(object.holders.map((holder) => holder.since));
        const open = (this.#openHolds.get(object.id) ?? []).filter((hold) => {
          if (!held.has(hold.from)) hold.to = i;
          return hold.to < 0;
        });
        for (const holder of object.holders) {
          if (holder.since !== i) continue;
          const hold: HoldSpan = { from: i, to: -1, thread: holder.thread };
          holds.push(hold);
          open.push(hold);
        }
        this.#openHolds.set(object.id, open);
      },
      waitersChanged: (object, i) => {
        const { waits } = this.#objectLane(object);
        close(waits, i);
        if (object.waiters.length > 0) {
          waits.push({ from: i, to: -1, threads: object.waiters.map((waiter) => waiter.thread) });
        }
      },
      itemsChanged: (object, i) => {
        const { items } = this.#objectLane(object);
        close(items, i);
        items.push({ from: i, to: -1, items: object.items.toArray() });
      },
      valueChanged: (object, i) => {
        const { values } = this.#objectLane(object);
        close(values, i);
        values.push({ from: i, to: -1, value: object.value });
      },
      linked: (from, to) => {
        this.arrows.push({ from, to });
      },
    };
  }
}
