/** Paints the lanes, the axis, the arrows and the cursor onto the canvas. */

import { type Axis, createAxis } from '../../src/layout/axis.js';
import { type Lane, lanesHeight, layLanes } from '../../src/layout/lanes.js';
import { type Box, boxesOf, toPx, type View } from '../../src/layout/scene.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { type AxisScale, axisScale } from '../axisScale.js';
import type { Model } from '../state/model.js';
import { paintBox, shortened } from './paintBox.js';
import { type Palette, readPalette } from './palette.js';

export const axisHeight = 26;

/** What was painted last, for clicks. */
export interface Painted {
  readonly lanes: readonly Lane[];
  readonly boxes: readonly Box[];
  readonly axis: Axis;
  readonly view: View;
  readonly labelWidth: number;
}

/** Paints into a canvas of `width` CSS pixels; its height follows from the lanes. */
export function paintTimeline(
  canvas: HTMLCanvasElement,
  model: Model,
  timeline: Timeline,
  width: number,
): Painted {
  const lanes = layLanes(timeline, model.findings);
  const height = axisHeight + lanesHeight(lanes) + 8;
  const context = prepare(canvas, width, height);
  const palette = readPalette();
  const labelWidth = Math.min(150, Math.max(64, width * 0.2));
  const view: View = { from: model.from, to: model.to, widthPx: width - labelWidth - 8 };
  const axis = createAxis(timeline, model.axisMode);
  const boxes = lanes.flatMap((lane) => boxesOf(lane, timeline, axis, view));
  context.font = palette.font;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);
  paintAxis(context, axisScale(timeline, axis, view), palette, labelWidth, height);
  context.save();
  context.beginPath();
  context.rect(labelWidth, 0, view.widthPx + 4, height);
  context.clip();
  context.translate(labelWidth, axisHeight);
  for (const box of boxes) paintBox(context, box, palette);
  paintArrows(context, timeline, lanes, axis, view, model.cursor, palette);
  paintCursor(context, toPx(view, axis.x(model.cursor === 0 ? 0 : model.cursor - 1)), height, palette);
  context.restore();
  paintLabels(context, lanes, labelWidth, palette);
  return { lanes, boxes, axis, view, labelWidth };
}

function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.scale(ratio, ratio);
  return context;
}

function paintAxis(
  context: CanvasRenderingContext2D,
  scale: AxisScale,
  palette: Palette,
  left: number,
  height: number,
): void {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.faint;
  for (const { px, text } of scale) {
    context.beginPath();
    context.moveTo(left + px + 0.5, axisHeight - 6);
    context.lineTo(left + px + 0.5, height);
    context.stroke();
    context.fillText(text, left + px + 3, 14);
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  width: number,
  palette: Palette,
): void {
  for (const lane of lanes) {
    const y = axisHeight + lane.y;
    if (lane.kind === 'thread') {
      context.fillStyle = palette.thread(lane.id);
      context.fillRect(4, y + 5, 5, lane.height - 10);
    }
    if (lane.marked) {
      context.fillStyle = palette.error;
      context.fillText('!', 12, y + 17);
    }
    context.fillStyle = lane.kind === 'thread' ? palette.foreground : palette.faint;
    context.fillText(shortened(context, lane.label, width - 24), 18, y + 17);
    context.strokeStyle = palette.grid;
    context.beginPath();
    context.moveTo(0, y + lane.height + 2.5);
    context.lineTo(context.canvas.width, y + lane.height + 2.5);
    context.globalAlpha = 0.5;
    context.stroke();
    context.globalAlpha = 1;
  }
}

/** More than these at once would hide what they should explain; then only those near the cursor are drawn. */
const mostArrows = 60;

function paintArrows(
  context: CanvasRenderingContext2D,
  timeline: Timeline,
  lanes: readonly Lane[],
  axis: Axis,
  view: View,
  cursor: number,
  palette: Palette,
): void {
  const middles = new Map(
    lanes.filter((lane) => lane.kind === 'thread').map((lane) => [lane.id, lane.y + lane.height / 2]),
  );
  const seen = timeline.arrows.filter(
    (arrow) => axis.x(arrow.to) >= view.from && axis.x(arrow.from) <= view.to,
  );
  const near = seen.length > mostArrows ? seen.filter((arrow) => Math.abs(arrow.to - cursor) < 20) : seen;
  for (const arrow of near) {
    const from = middles.get(timeline.log.thread(arrow.from));
    const to = middles.get(timeline.log.thread(arrow.to));
    if (from === undefined || to === undefined || from === to) continue;
    const strong = arrow.to === cursor - 1 || arrow.from === cursor - 1;
    context.globalAlpha = strong ? 1 : 0.45;
    paintArrow(
      context,
      toPx(view, axis.x(arrow.from)),
      from,
      toPx(view, axis.x(arrow.to)),
      to,
      strong ? palette.accent : palette.foreground,
    );
  }
  context.globalAlpha = 1;
}

function paintArrow(
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour: string,
): void {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.beginPath();
  context.moveTo(x2, y2);
  context.lineTo(x2 - 7 * Math.cos(angle - 0.4), y2 - 7 * Math.sin(angle - 0.4));
  context.lineTo(x2 - 7 * Math.cos(angle + 0.4), y2 - 7 * Math.sin(angle + 0.4));
  context.fill();
}

function paintCursor(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.fillStyle = palette.accent;
  context.fillRect(x - 1, -axisHeight, 2, height);
  context.beginPath();
  context.moveTo(x - 6, -axisHeight);
  context.lineTo(x + 6, -axisHeight);
  context.lineTo(x, -axisHeight + 8);
  context.fill();
}
