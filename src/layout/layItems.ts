/** What is in a queue: each item by name in the order of removal, next one out at the bottom; its height is its length. */
import type { EventLog } from '../trace/eventLog.js';
import type { ObjectLane } from '../trace/timeline.js';
import type { Track } from '../trace/track.js';
import { EventKind, ObjectKind, QueueOrder } from '../trace/vocabulary.js';
import type { Frame } from './frame.js';
import type { Part } from './parts.js';
import { Rows } from './rows.js';
import { labelPx, type Sink } from './sink.js';
import { itemMembership, type Membership, membersAt, withChange } from './stack.js';
import { sampleCodes, walk } from './walk.js';

/** Whose items are in a bar of many cannot be said by one colour. */
const nobody = 0;
/** Items lower than this are drawn as one bar. */
const leastItemPx = 4;
const mostItemPx = 15;

export function layItems(
  lane: ObjectLane,
  items: Track,
  part: Part,
  y: number,
  frame: Frame,
  sink: Sink,
): void {
  const { log } = frame.timeline;
  const itemPx = Math.min(mostItemPx, part.height / part.rows);
  const contents = new Contents(lane, items, frame);
  const bottom = y + part.height;
  const rows = new Rows(
    {
      style: 'item',
      rows: part.rows,
      y: bottom - itemPx,
      rowPx: itemPx,
      stepPx: -itemPx,
      label: (event) => log.text(event),
    },
    frame,
    sink,
  );
  let putter = nobody;
  walk(items, frame, {
    span(k, x, width) {
      const event = items.event(k);
      if (log.kind(event) === EventKind.Put) putter = log.thread(event);
      const count = items.code(k);
      const isNamed = itemPx >= leastItemPx && width >= leastItemPx;
      const puts = count > 0 && isNamed ? contents.at(k, count) : [];
      rows.show(puts, puts.length, x, x + width);
      if (count > puts.length) pile(k, count, x, width);
    },
    crowd(first, end, x, event) {
      rows.end();
      const length = mean(items, first, end);
      const height = Math.max(1, length * itemPx);
      sink.crowd(x, bottom - height, height, 0, event, length > 0 ? 1 : 0, 0);
    },
  });
  rows.end();

  /** All in one bar, by their number. A bar too narrow to name its items is of whoever put last. */
  function pile(k: number, count: number, x: number, width: number): void {
    const label = width >= labelPx ? String(count) : '';
    const thread = itemPx >= leastItemPx ? putter : nobody;
    sink.box('item', x, bottom - count * itemPx, width, count * itemPx, thread, items.event(k), label);
  }
}

/** Mean length over a crowd, of a few looks. */
function mean(items: Track, first: number, end: number): number {
  let sum = 0;
  let looks = 0;
  sampleCodes(items, first, end, (code) => {
    sum += code;
    looks++;
  });
  return sum / looks;
}

/** The put events of what is in a queue after a change, in the order of removal. Cheap from one change to the next. */
class Contents {
  readonly #membership: Membership;
  #last = -2;
  #puts: readonly number[] = [];

  constructor(
    readonly lane: ObjectLane,
    readonly items: Track,
    readonly frame: Frame,
  ) {
    this.#membership = itemMembership(frame.timeline.log);
  }

  at(k: number, count: number): readonly number[] {
    const event = this.items.event(k);
    if (this.#last === k - 1) this.#puts = this.#next(event);
    else
      this.#puts = this.#isSorted
        ? this.#fromState(event)
        : this.#inOrder(membersAt(this.items, k, count, this.#membership));
    this.#last = k;
    // Too long ago to be found one by one.
    return this.#puts.length === count ? this.#puts : [];
  }

  get #isSorted(): boolean {
    const { kind, variety } = this.lane.object;
    return kind === ObjectKind.Queue && variety === QueueOrder.Priority;
  }

  #next(event: number): readonly number[] {
    const { log } = this.frame.timeline;
    if (log.kind(event) !== EventKind.Put) return withChange(this.#puts, event, this.#membership);
    const place = Math.min(placeOf(log, event), this.#puts.length);
    return [...this.#puts.slice(0, place), event, ...this.#puts.slice(place)];
  }

  /** Where nothing but the priorities says the order, the state of that moment does. */
  #fromState(event: number): readonly number[] {
    const object = this.frame.timeline.stateAfter(event + 1).objects[this.lane.object.id];
    return object ? object.items.toArray().map((item) => item.since) : [];
  }

  #inOrder(puts: readonly number[]): readonly number[] {
    return this.lane.object.kind === ObjectKind.Queue && this.lane.object.variety === QueueOrder.Lifo
      ? [...puts].reverse()
      : puts;
  }
}

/** Where a put item goes in the order of removal; one behind the end counts as the end. */
function placeOf(log: EventLog, event: number): number {
  const place = log.b(event);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}
