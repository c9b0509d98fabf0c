/** Tick marks of the axis: round times at the place where the axis has them, none upon another, all in one unit. */
import type { Timeline } from '../trace/timeline.js';
import type { Axis } from './axis.js';
import { tickStep, tickText } from './tickText.js';
import { toPx, type View } from './view.js';

export interface Tick {
  readonly px: number;
  readonly text: string;
}

const leastPxApart = 64;
const pxForTick = 110;
/** Room for the text of the last one. */
const textPx = 44;

/** A narrow picture may have no room for a second round time; then rounder by less. */
const leastMarks = 2;
const finer = [1, 2, 4, 8];

export function axisScale(timeline: Timeline, axis: Axis, view: View): Tick[] {
  const from = axis.timeAt(view.from);
  const to = axis.timeAt(view.to);
  const wanted = Math.max(leastMarks, Math.floor(view.widthPx / pxForTick));
  let marks: Tick[] = [];
  for (const times of finer) {
    marks = marksOf(timeline, axis, view, tickStep((to - from) / (wanted * times)));
    if (marks.length >= leastMarks || from === to) break;
  }
  // Within one instant, or between two round times: at least what time it is at the left edge.
  return marks.length > 0
    ? marks
    : [{ px: 0, text: tickText(from, tickStep((to - from) / wanted), to, from) }];
}

function marksOf(timeline: Timeline, axis: Axis, view: View, step: number): Tick[] {
  const from = axis.timeAt(view.from);
  const to = axis.timeAt(view.to);
  const marks: Tick[] = [];
  let first = from;
  for (const time of from === to ? [from] : multiples(from, to, step)) {
    const px = toPx(view, positionOf(timeline, axis, time));
    const last = marks[marks.length - 1];
    if (px < -1 || px > view.widthPx - textPx || (last && px - last.px < leastPxApart)) continue;
    if (!last) first = time;
    marks.push({ px, text: tickText(time, step, to, first) });
  }
  return marks;
}

function multiples(from: number, to: number, step: number): number[] {
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
