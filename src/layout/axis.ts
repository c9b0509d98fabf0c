/**
 * Where an event stands from left (0) to right (1). In a controlled run many events share an instant, so position can
 * follow time, the number of steps, or both: time, stretched where events of one instant stand side by side.
 */
import { timeMarkShift } from '../trace/eventLog.js';
import type { Timeline } from '../trace/timeline.js';

export type AxisMode = 'time' | 'steps' | 'both';
/** Share of the width that time gets when both count. */
const timeShare = 0.6;

export interface Axis {
  /** Position of event i; the end of the run for -1. */
  x(i: number): number;
  /** Number of the first event at or right of a position, from event `from` on. */
  eventAt(x: number, from?: number): number;
  /** Time in ns at a position. */
  timeAt(x: number): number;
}

export function createAxis(timeline: Timeline, mode: AxisMode): Axis {
  const { log } = timeline;
  const { length } = log;
  const end = timeline.endTime;
  const share = end === 0 || mode === 'steps' ? 0 : mode === 'time' ? 1 : timeShare;
  const perNs = share === 0 ? 0 : share / end;
  const perStep = (1 - share) / Math.max(1, length);
  const place = (i: number, time: number): number => (perNs === 0 ? 0 : perNs * time) + perStep * i;
  const x = (i: number): number => (i < 0 || i >= length ? 1 : place(i, perNs === 0 ? 0 : log.time(i)));
  const markX = (mark: number): number => place(mark << timeMarkShift, log.timeMark(mark));
  const eventAt = eventFinder(x, markX, length);
  const timeAt = (position: number): number => {
    const next = eventAt(position);
    if (next >= length) return end;
    if (next === 0) return log.time(0);
    const from = x(next - 1);
    const width = x(next) - from;
    const part = width === 0 ? 0 : (position - from) / width;
    return log.time(next - 1) + part * (log.time(next) - log.time(next - 1));
  };
  return { x, eventAt, timeAt };
}

/**
 * Finds the first event at or right of a position. Asked for one pixel after the other, the answer is about as far from the
 * last one as that was from the one before.
 */
function eventFinder(
  x: (i: number) => number,
  markX: (mark: number) => number,
  length: number,
): (position: number, from?: number) => number {
  const marks = Math.ceil(length / 2 ** timeMarkShift);
  let far = 1;
  return (position, from = 0) => {
    const begin = Math.ceil(from / 2 ** timeMarkShift);
    const mark = firstFrom(begin, marks, far, (each) => markX(each) >= position);
    far = Math.max(1, mark - begin);
    const before = Math.max(0, mark - 1);
    const left = markX(before);
    // Between two marks events stand about evenly.
    const part = mark > before && mark < marks ? (position - left) / (markX(mark) - left) : 0;
    const guess = Math.floor((before + part) * 2 ** timeMarkShift);
    const low = Math.max(from, before << timeMarkShift);
    return firstNear(low, Math.min(length, mark << timeMarkShift), guess, (each) => x(each) >= position);
  };
}

/** As `firstFrom`, where it is thought to be at `guess` or a few to either side of it. */
function firstNear(low: number, high: number, guess: number, fits: (value: number) => boolean): number {
  const first = Math.max(low, Math.min(guess, high));
  if (first < high && !fits(first)) return firstFrom(first + 1, high, 2, fits);
  let to = first;
  for (let step = 4; to > low; step *= 4) {
    const next = Math.max(low, to - step);
    if (!fits(next)) return firstFrom(next + 1, to, to, fits);
    to = next;
  }
  return low;
}

/** The first whole number from `low` up to `high` that fits, where all behind it do; `hint` away from `low`, it is thought. */
function firstFrom(low: number, high: number, hint: number, fits: (value: number) => boolean): number {
  let [from, to, step] = [low, high, 1];
  for (let guess = low + hint; guess < high; guess += step, step *= 2) {
    if (fits(guess)) {
      to = guess;
      break;
    }
    from = guess + 1;
  }
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (fits(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
