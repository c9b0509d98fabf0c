/** Tick marks of the axis: round times (D3's), at the place where the axis has them, none upon another. */
import { ticks } from 'd3';
import type { Axis } from '../src/layout/axis.js';
import { toPx, type View } from '../src/layout/scene.js';
import type { Timeline } from '../src/trace/timeline.js';
import { formatTime } from '../src/trace/words/formatTime.js';

export type AxisScale = readonly { readonly px: number; readonly text: string }[];

const leastPxApart = 64;

export function axisScale(timeline: Timeline, axis: Axis, view: View): AxisScale {
  const from = axis.timeAt(view.from);
  const to = axis.timeAt(view.to);
  const wanted = Math.max(2, Math.floor(view.widthPx / 110));
  const marks: { px: number; text: string }[] = [];
  for (const time of from === to ? [from] : ticks(from, to, wanted)) {
    const px = toPx(view, positionOf(timeline, axis, time));
    const last = marks[marks.length - 1];
    if (px < -1 || px > view.widthPx - 24 || (last && px - last.px < leastPxApart)) continue;
    marks.push({ px, text: formatTime(time) });
  }
  return marks;
}

/** Where a time stands; the first of its events, or between the two around it. */
function positionOf(timeline: Timeline, axis: Axis, time: number): number {
  const { log } = timeline;
  const after = time === 0 ? 0 : timeline.countUntil(time - 1);
  if (after >= log.length) return 1;
  const right = axis.x(after);
  if (after === 0 || log.time(after) === time) return right;
  const left = axis.x(after - 1);
  const before = log.time(after - 1);
  return left + ((time - before) / (log.time(after) - before)) * (right - left);
}
