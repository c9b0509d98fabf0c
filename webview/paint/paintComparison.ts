/** The run before, laid under this one: what each thread did then as a strip at the foot of its lane, and where they part. */
import { createAxis } from '../../src/layout/axis.js';
import { createFrame, type Frame, pxOf } from '../../src/layout/frame.js';
import type { Lane } from '../../src/layout/lanes.js';
import { layThread } from '../../src/layout/layThread.js';
import type { Sink } from '../../src/layout/sink.js';
import type { Comparison } from '../panels/compare.js';
import type { Model } from '../state/model.js';
import type { Palette } from './palette.js';

const stripPx = 5;

/** Into the same sink as the lanes, so that the strips are painted with them. */
export function layComparison(model: Model, lanes: readonly Lane[], frame: Frame, sink: Sink): void {
  const { previous, comparison, axisMode, language } = model;
  if (!previous || !comparison) return;
  const axis = createAxis(previous, axisMode);
  const before = createFrame(previous, axis, frame.view, language);
  for (const { kind, id, y, height } of lanes) {
    const lane = kind === 'thread' ? previous.threads.get(id) : undefined;
    if (lane) layThread(id, lane.spans, y + height - stripPx + 3, stripPx, before, sink);
  }
}

/** A dashed line where the runs part. */
export function paintDifference(
  context: CanvasRenderingContext2D,
  comparison: Comparison | undefined,
  frame: Frame,
  height: number,
  palette: Palette,
): void {
  if (!comparison || comparison.event < 0) return;
  const x = Math.round(pxOf(frame, comparison.event)) + 0.5;
  context.strokeStyle = palette.error;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.error;
  context.fillText('≠', x + 3, 24);
}
