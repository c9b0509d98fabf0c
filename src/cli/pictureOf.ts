/** A whole run as an SVG picture, light, as wide as a page. */
import { createAxis } from '../layout/axis.js';
import { createFrame } from '../layout/frame.js';
import { noSettings } from '../layout/laneSettings.js';
import { layLanes } from '../layout/lanes.js';
import { svgOf } from '../layout/svg.js';
import { coloursOnLight } from '../trace/threadColours.js';
import type { Timeline } from '../trace/timeline.js';
import type { TraceEnd } from '../trace/traceEnd.js';

const labelWidthPx = 150;

export interface PictureLimits {
  readonly lanesWidthPx: number;
  /** Lanes beyond these are left out. */
  readonly mostLanes: number;
}
const whole: PictureLimits = { lanesWidthPx: 1242, mostLanes: Number.POSITIVE_INFINITY };

/** As the page is in a light theme. */
const colours = {
  background: '#ffffff',
  foreground: '#333333',
  faint: '#616161',
  grid: '#cccccc',
  accent: '#005fb8',
  error: '#b01011',
  threads: ['#616161', ...coloursOnLight],
};

export function pictureOf(
  timeline: Timeline,
  end: Pick<TraceEnd, 'findings'>,
  title: string,
  { lanesWidthPx, mostLanes } = whole,
): string {
  const axis = createAxis(timeline, timeline.header.mode === 'live' ? 'time' : 'both');
  const view = { from: 0, to: 1, widthPx: lanesWidthPx };
  const frame = createFrame(timeline, axis, view, 'en', end.findings);
  const lanes = layLanes(timeline, end.findings, noSettings).slice(0, mostLanes);
  return svgOf({ frame, lanes, cursor: -1, colours, title, labelWidthPx });
}
