/** All that laying out one picture needs to know, worked out once for all lanes. */
import type { Finding } from '../trace/finding.js';
import type { Timeline } from '../trace/timeline.js';
import type { Language } from '../trace/words/language.js';
import type { Axis } from './axis.js';
import { type Involved, involvedIn } from './involved.js';
import { toPx, type View } from './view.js';

export interface Frame {
  readonly timeline: Timeline;
  readonly axis: Axis;
  readonly view: View;
  readonly language: Language;
  /** For each pixel column, and one behind the last, the first event at or right of its left edge. */
  readonly starts: Int32Array;
  /** Threads and objects of wait-for cycles. */
  readonly cycles: Involved;
}

export function createFrame(
  timeline: Timeline,
  axis: Axis,
  view: View,
  language: Language,
  findings: readonly Finding[] = [],
): Frame {
  const columns = Math.max(1, Math.ceil(view.widthPx));
  const starts = new Int32Array(columns + 1);
  const perPx = (view.to - view.from) / view.widthPx;
  let event = axis.eventAt(view.from);
  starts[0] = event;
  for (let column = 1; column <= columns; column++) {
    event = axis.eventAt(view.from + column * perPx, event);
    starts[column] = event;
  }
  // The last event may stand on the very edge.
  if (view.to >= 1) starts[columns] = timeline.log.length;
  const cycles = involvedIn(findings.filter(({ kind }) => kind === 'deadlock'));
  return { timeline, axis, view, language, starts, cycles };
}

/** Pixels of event i; the end of the run for what lies behind the last one. */
export function pxOf(frame: Frame, i: number): number {
  return toPx(frame.view, frame.axis.x(i));
}
