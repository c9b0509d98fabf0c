/** Tick marks of the axis: round times at the place where the axis has them, none upon another. */
import type { Timeline } from '../trace/timeline.js';
import { formatTime } from '../trace/words/formatTime.js';
import type { Axis } from './axis.js';
import { toPx, type View } from './view.js';

export interface Tick {
  readonly px: number;
  readonly text: string;
}

const leastPxApart = 64;
const pxForTick = 110;

export function axisScale(timeline: Timeline, axis: Axis, view: View): Tick[] {
  const from = axis.timeAt(view.from);
  const to = axis.timeAt(view.to);
  const wanted = Math.max(2, Math.floor(view.widthPx / pxForTick));
  const marks: Tick[] = [];
  for (const time of from === to ? [from] : roundTimes(from, to, wanted)) {
    const px = toPx(view, positionOf(timeline, axis, time));
    const last = marks[marks.length - 1];
    if (px < -1 || px > view.widthPx - 24 || (last && px - last.px < leastPxApart)) continue;
    marks.push({ px, text: formatTime(time) });
  }
  return marks;
}

/** Multiples of 1, 2 or 5 times a power of ten, about as many as wanted; whole nanoseconds at the least. */
function roundTimes(from: number, to: number, wanted: number): number[] {
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  const step = Math.max(1, factor * power);
  const times: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to; index++) times.push(index * step);
  return times;
}

/** Where a time stands: the first of its events, or between the two around it. */
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
