/** The box under a point, found by laying out the lane that the point is in. */

import type { Frame } from './frame.js';
import { firstLaneBelow, type Lane } from './lanes.js';
import { layLane } from './layLane.js';
import { crowdPx, type Style } from './sink.js';

export interface Hit {
  readonly lane: Lane;
  /** 'crowd' for many spans in one pixel. */
  readonly style: Style | 'crowd';
  readonly thread: number;
  /** The event that began it: where a click goes. */
  readonly event: number;
  readonly label: string;
}

/** Narrow boxes are hit beside them too. */
const reachPx = 3;

/** Pixels from the lanes' top left; the topmost box, the narrowest if several. */
export function boxAt(lanes: readonly Lane[], frame: Frame, x: number, y: number): Hit | undefined {
  const lane = lanes[firstLaneBelow(lanes, y)];
  if (!lane || y < lane.y) return undefined;
  let hit: Hit | undefined;
  let narrowest = Number.POSITIVE_INFINITY;
  layLane(lane, frame, {
    box(style, left, top, width, height, thread, event, label) {
      const beside = Math.max(0, reachPx - width) / 2;
      if (x < left - beside || x > left + width + beside || y < top || y > top + height) return;
      if (width > narrowest) return;
      narrowest = width;
      hit = { lane, style, thread, event, label };
    },
    crowd(left, top, height, thread, event) {
      if (x < left || x >= left + crowdPx || y < top || y > top + height || narrowest <= crowdPx) return;
      narrowest = crowdPx;
      hit = { lane, style: 'crowd', thread, event, label: '' };
    },
  });
  return hit;
}
