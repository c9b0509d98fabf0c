/** Who waits for an object, first come first, one above the other. */
import type { Track } from '../trace/track.js';
import type { Frame } from './frame.js';
import type { Part } from './parts.js';
import { Rows } from './rows.js';
import type { Sink } from './sink.js';
import { membersAt, waiterMembership, withChange } from './stack.js';
import { shareOf, walk } from './walk.js';

/** In narrower spans nobody is told from anybody. */
const namedPx = 4;

export function layWaiters(waits: Track, part: Part, y: number, frame: Frame, sink: Sink): void {
  const { log, state } = frame.timeline;
  const membership = waiterMembership(log);
  const rowPx = part.height / part.rows;
  const label = (event: number): string => state.threads[log.thread(event)]?.name ?? '';
  const rows = new Rows({ style: 'waiter', rows: part.rows, y, rowPx, stepPx: rowPx, label }, frame, sink);
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
    crowd(first, end, x, event) {
      rows.end();
      const some = shareOf(waits, first, end, (count) => count > 0);
      sink.crowd(x, y, part.height, 0, event, 0, some);
    },
  });
  rows.end();
}
