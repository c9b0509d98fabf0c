/** Who owns an object: one owner (with its depth), or the holders of a semaphore's permits, one above the other. */
import type { EventLog } from '../trace/eventLog.js';
import type { ObjectLane } from '../trace/timeline.js';
import type { Track } from '../trace/track.js';
import { EventKind, ObjectKind } from '../trace/vocabulary.js';
import type { Frame } from './frame.js';
import type { Part } from './parts.js';
import { labelPx, type Sink } from './sink.js';
import { holderMembership, membersAt } from './stack.js';
import { shareOf, walk } from './walk.js';

export function layHolders(
  lane: ObjectLane,
  holds: Track,
  part: Part,
  y: number,
  frame: Frame,
  sink: Sink,
): void {
  if (lane.object.kind === ObjectKind.Semaphore) laySemaphore(lane, holds, part, y, frame, sink);
  else layOwner(lane, holds, part, y, frame, sink);
}

/** Codes are depths. What gives up one level of several is done by the owner too. */
function layOwner(lane: ObjectLane, holds: Track, part: Part, y: number, frame: Frame, sink: Sink): void {
  const { log, state } = frame.timeline;
  const inCycle = frame.cycles.objects.has(lane.object.id);
  walk(holds, frame, {
    span(k, x, width) {
      const depth = holds.code(k);
      if (depth === 0) return;
      const event = holds.event(k);
      const thread = log.thread(event);
      const name = width >= labelPx ? (state.threads[thread]?.name ?? '') : '';
      const label = depth > 1 && name !== '' ? `${name} ×${depth}` : name;
      const style = inCycle && k === holds.length - 1 ? 'stuck' : 'owned';
      sink.box(style, x, y, width, part.height, thread, event, label);
    },
    crowd(first, end, x, event) {
      const thread = end - first <= fewOwners ? ownerAmong(holds, first, end, log) : 0;
      const taken = shareOf(holds, first, end, (depth) => depth > 0);
      sink.crowd(x, y, part.height, thread, event, taken, 0);
    },
  });
}

/** More changes than these are hardly all of one owner. */
const fewOwners = 16;
/** The owner of a crowd, if it is a single one as far as two looks tell; else 0. */
function ownerAmong(holds: Track, first: number, end: number, log: EventLog): number {
  const one = log.thread(holds.event(first));
  return one === log.thread(holds.event(end - 1)) ? one : 0;
}

/** In narrower spans nobody is told from anybody. */
const namedPx = 4;

/** Codes are free permits. */
function laySemaphore(lane: ObjectLane, holds: Track, part: Part, y: number, frame: Frame, sink: Sink): void {
  const { log, state } = frame.timeline;
  const membership = holderMembership(log);
  const rowPx = part.height / part.rows;
  const { capacity } = lane.object;
  walk(holds, frame, {
    span(k, x, width) {
      const taken = Math.max(0, capacity - holds.code(k));
      if (width < namedPx) {
        const height = Math.min(taken, part.rows) * rowPx;
        if (taken > 0) sink.box('owned', x, y, width, height, log.thread(holds.event(k)), holds.event(k), '');
        return;
      }
      const members = membersAt(holds, k, Math.max(taken, 1), membership).filter(
        (event) => log.kind(event) === EventKind.Acquire,
      );
      const rows = Math.min(taken, part.rows);
      for (let row = 0; row < rows; row++) {
        const event = members[row] ?? holds.event(k);
        const thread = log.thread(event);
        const name = width >= labelPx ? (state.threads[thread]?.name ?? '') : '';
        const more = row === rows - 1 && taken > rows && name !== '' ? ` +${taken - rows}` : '';
        sink.box('owned', x, y + row * rowPx, width, rowPx - 1, thread, event, name + more);
      }
    },
    crowd(first, end, x, event) {
      const taken = shareOf(holds, first, end, (free) => free < capacity);
      sink.crowd(x, y, part.height, 0, event, taken, 0);
    },
  });
}
