/** Who waits for an object, first come first, one above the other. */
import type { Track } from '../trace/track.js';
import type { Frame } from './frame.js';
import type { Part } from './parts.js';
import { labelPx, type Sink } from './sink.js';
import { membersAt, waiterMembership, withChange } from './stack.js';
import { shareOf, walk } from './walk.js';

/** In narrower spans nobody is told from anybody. */
const namedPx = 4;

export function layWaiters(waits: Track, part: Part, y: number, frame: Frame, sink: Sink): void {
  const { log } = frame.timeline;
  const membership = waiterMembership(log);
  const rows = new Rows(part, y, frame, sink);
  let members: readonly number[] = [];
  let membersOf = -2;
  walk(waits, frame, {
    span(k, x, width) {
      const count = waits.code(k);
      if (width < namedPx) {
        rows.end();
        const height = (Math.min(count, part.rows) * part.height) / part.rows;
        if (count > 0)
          sink.box('waiter', x, y, width, height, log.thread(waits.event(k)), waits.event(k), '');
        return;
      }
      members =
        membersOf === k - 1
          ? withChange(members, waits.event(k), membership)
          : membersAt(waits, k, count, membership);
      membersOf = k;
      rows.show(members, count, x, x + width);
    },
    crowd(first, end, x) {
      rows.end();
      const some = shareOf(waits, first, end, (count) => count > 0);
      sink.crowd(x, y, part.height, 0, waits.event(first), 0, some);
    },
  });
  rows.end();
}

/** One who waits on in the same row is one box, whatever happens beside. */
class Rows {
  readonly #events: number[] = [];
  readonly #lefts: number[] = [];
  readonly #more: number[] = [];
  #right = 0;

  constructor(
    readonly part: Part,
    readonly y: number,
    readonly frame: Frame,
    readonly sink: Sink,
  ) {}

  show(members: readonly number[], count: number, left: number, right: number): void {
    const shown = Math.min(count, this.part.rows, members.length);
    for (let row = 0; row < this.part.rows; row++) {
      const event = row < shown ? (members[row] as number) : -1;
      const more = row === shown - 1 ? count - shown : 0;
      if (this.#events[row] === event && this.#more[row] === more) continue;
      this.#endRow(row);
      this.#events[row] = event;
      this.#more[row] = more;
      this.#lefts[row] = left;
    }
    this.#right = right;
  }

  end(): void {
    for (let row = 0; row < this.part.rows; row++) this.#endRow(row);
  }

  #endRow(row: number): void {
    const event = this.#events[row] ?? -1;
    this.#events[row] = -1;
    if (event < 0) return;
    const { log, state } = this.frame.timeline;
    const left = this.#lefts[row] as number;
    const width = this.#right - left;
    const thread = log.thread(event);
    const name = width >= labelPx ? (state.threads[thread]?.name ?? '') : '';
    const more = this.#more[row] as number;
    const label = more > 0 && name !== '' ? `${name} +${more}` : name;
    const rowPx = this.part.height / this.part.rows;
    this.sink.box('waiter', left, this.y + row * rowPx, width, rowPx - 1, thread, event, label);
  }
}
