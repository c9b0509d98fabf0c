/**
 * Where an event stands from left (0) to right (1). In a controlled run many events share an instant, so position can
 * follow time, the number of steps, or both: time, stretched where events of one instant stand side by side.
 */
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
  const x = (i: number): number => {
    if (i < 0 || i >= length) return 1;
    return (perNs === 0 ? 0 : perNs * log.time(i)) + perStep * i;
  };
  const eventAt = (position: number, from = 0): number => {
    let low = from;
    let step = 1;
    // Galloping: asked for one pixel after the other, the answer is near.
    while (low + step < length && x(low + step) < position) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (x(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  };
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
