/** Arrows between lanes: from what made an event possible to that event. Only as many as can be told apart. */
import { causeOf } from '../trace/causes.js';
import { type Frame, pxOf } from './frame.js';
import type { Lane } from './lanes.js';

export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** More events than these in the view, and only the arrows near the cursor are drawn: the others would hide the lanes. */
const mostEvents = 3000;
const mostArrows = 80;
const nearCursor = 20;

export function layArrows(lanes: readonly Lane[], frame: Frame, cursor: number): Arrow[] {
  const { timeline, starts } = frame;
  const first = starts[0] as number;
  const end = Math.min(timeline.log.length, starts[starts.length - 1] as number);
  const middles = new Map<number, number>();
  for (const { kind, id, y, height } of lanes) if (kind === 'thread') middles.set(id, y + height / 2);
  if (end - first <= mostEvents) {
    const all = arrowsBetween(first, end, middles, frame);
    if (all.length <= mostArrows) return all;
  }
  return arrowsBetween(
    Math.max(first, cursor - nearCursor),
    Math.min(end, cursor + nearCursor),
    middles,
    frame,
  );
}

function arrowsBetween(
  first: number,
  end: number,
  middles: ReadonlyMap<number, number>,
  frame: Frame,
): Arrow[] {
  const { log } = frame.timeline;
  const arrows: Arrow[] = [];
  for (let to = first; to < end; to++) {
    const y2 = middles.get(log.thread(to));
    if (y2 === undefined) continue;
    const from = causeOf(frame.timeline, to);
    const y1 = from < 0 ? undefined : middles.get(log.thread(from));
    if (y1 === undefined || y1 === y2) continue;
    arrows.push({ from, to, x1: pxOf(frame, from), y1, x2: pxOf(frame, to), y2 });
  }
  return arrows;
}

/** How near to an arrow a point has to be, in pixels. */
const reachPx = 4;

/** The arrow under a point, the nearest if several. */
export function arrowAt(arrows: readonly Arrow[], x: number, y: number): Arrow | undefined {
  let nearest: Arrow | undefined;
  let least = reachPx;
  for (const arrow of arrows) {
    const distance = distanceTo(arrow, x, y);
    if (distance > least) continue;
    least = distance;
    nearest = arrow;
  }
  return nearest;
}

/** From a point to the nearest point of the line. */
function distanceTo({ x1, y1, x2, y2 }: Arrow, x: number, y: number): number {
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = squared === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1));
}
