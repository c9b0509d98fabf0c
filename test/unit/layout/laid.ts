// Lays out a trace into plain lists of boxes, for tests by numbers.
import { type AxisMode, createAxis } from '../../../src/layout/axis.js';
import { createFrame, type Frame } from '../../../src/layout/frame.js';
import { type LaneSettings, noSettings } from '../../../src/layout/laneSettings.js';
import { type Lane, layLanes } from '../../../src/layout/lanes.js';
import { layLane } from '../../../src/layout/layLane.js';
import type { Style } from '../../../src/layout/sink.js';
import type { Timeline } from '../../../src/trace/timeline.js';

export interface LaidBox {
  readonly style: Style;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly thread: number;
  readonly event: number;
  readonly label: string;
}
export interface LaidCrowd {
  readonly x: number;
  readonly busy: number;
  readonly heldUp: number;
}
export interface Laid {
  readonly boxes: LaidBox[];
  readonly crowds: LaidCrowd[];
}

export interface LayOptions {
  readonly from?: number;
  readonly to?: number;
  readonly widthPx?: number;
  readonly mode?: AxisMode;
  readonly settings?: LaneSettings;
}

export function frameOf(timeline: Timeline, options: LayOptions = {}): Frame {
  const { from = 0, to = 1, widthPx = 1000, mode = 'steps' } = options;
  return createFrame(timeline, createAxis(timeline, mode), { from, to, widthPx }, 'en');
}

/** The boxes of one lane, by its key; y counts from the lane's top. */
export function laid(timeline: Timeline, key: string, options: LayOptions = {}): Laid {
  const lane = layLanes(timeline, [], options.settings ?? noSettings).find((each) => each.key === key);
  if (!lane) throw new Error(`no lane ${key}`);
  return laidLane(lane, frameOf(timeline, options));
}

function laidLane(lane: Lane, frame: Frame): Laid {
  const boxes: LaidBox[] = [];
  const crowds: LaidCrowd[] = [];
  layLane(lane, frame, {
    box: (style, x, y, width, height, thread, event, label) => {
      boxes.push({ style, x: tidy(x), y: y - lane.y, width: tidy(width), height, thread, event, label });
    },
    crowd: (x, _y, _height, _thread, _event, busy, heldUp) => {
      crowds.push({ x, busy, heldUp });
    },
  });
  return { boxes, crowds };
}

/** Without the last digits, which the order of multiplications decides. */
function tidy(px: number): number {
  return Math.round(px * 1e6) / 1e6;
}
