/** Paints what is seen of the lanes, with axis, arrows and cursor: a canvas as high as its window, whatever the run's size. */

import { type Arrow, layArrows } from '../../src/layout/arrows.js';
import { createAxis } from '../../src/layout/axis.js';
import { axisScale } from '../../src/layout/axisScale.js';
import { layFindings } from '../../src/layout/findingMarks.js';
import { createFrame, type Frame, pxOf } from '../../src/layout/frame.js';
import { firstLaneBelow, type Lane } from '../../src/layout/lanes.js';
import { layLane } from '../../src/layout/layLane.js';
import type { Timeline } from '../../src/trace/timeline.js';
import type { Model } from '../state/model.js';
import type { Brush } from './boxPainters.js';
import { CanvasSink } from './canvasSink.js';
import { paintArrows } from './paintArrow.js';
import { layComparison, paintDifference } from './paintComparison.js';
import { paintFindings } from './paintFindings.js';
import { columnPx, paintLabel } from './paintLabels.js';
import { type Palette, readPalette } from './palette.js';
import { Textures } from './textures.js';

export const axisHeight = 26;
const rightPx = 8;

/** What was painted last, for clicks. */
export interface Painted {
  readonly frame: Frame;
  readonly lanes: readonly Lane[];
  readonly arrows: readonly Arrow[];
  readonly labelWidth: number;
  /** Pixels of the lanes that are above the window. */
  readonly scrollPx: number;
}

export interface Window {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
}

export class TimelinePainter {
  readonly #canvas: HTMLCanvasElement;
  #brush: Brush | undefined;
  #sink: CanvasSink | undefined;
  #labels = { for: [] as readonly unknown[], widthPx: 0 };

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Colours are read anew at the next painting. */
  themeChanged(): void {
    this.#brush = undefined;
  }

  paint(model: Model, timeline: Timeline, window: Window): Painted {
    const { widthPx, heightPx, scrollPx } = window;
    const { context, palette } = this.#prepare(widthPx, heightPx);
    const labelWidth = this.#labelWidth(model, timeline, widthPx);
    const view = { from: model.from, to: model.to, widthPx: Math.max(20, widthPx - labelWidth - rightPx) };
    const axis = createAxis(timeline, model.axisMode);
    const frame = createFrame(timeline, axis, view, model.language, model.findings);
    const lanes = model.lanes;
    const first = firstLaneBelow(lanes, scrollPx);
    const end = firstLaneBelow(lanes, scrollPx + heightPx - axisHeight) + 1;
    const seen = lanes.slice(first, end);
    const arrows = layArrows(lanes, frame, model.cursor);
    context.fillStyle = palette.background;
    context.fillRect(0, 0, widthPx, heightPx);
    paintAxis(context, frame, palette, labelWidth, heightPx);
    this.#clipped(labelWidth, axisHeight, view.widthPx + rightPx, heightPx, () => {
      context.translate(labelWidth, axisHeight - scrollPx);
      paintSeparators(context, seen, palette, view.widthPx + rightPx);
      for (const lane of seen) layLane(lane, frame, this.#sink as CanvasSink);
      layComparison(model, seen, frame, this.#sink as CanvasSink);
      this.#sink?.flush();
      paintArrows(context, arrows, model.cursor, palette);
      paintFindings(context, layFindings(model.findings, lanes, frame), palette);
    });
    this.#clipped(labelWidth - 6, 0, view.widthPx + rightPx + 6, heightPx, () => {
      context.translate(labelWidth, 0);
      for (const bookmark of model.bookmarks)
        paintBookmark(context, pxOf(frame, Math.max(0, bookmark - 1)), heightPx, palette);
      paintDifference(context, model.comparison, frame, heightPx, palette);
      paintCursor(context, pxOf(frame, Math.max(0, model.cursor - 1)), heightPx, palette);
    });
    this.#clipped(0, axisHeight, labelWidth, heightPx, () => {
      context.translate(0, axisHeight - scrollPx);
      const { language, selectedLane: selected } = model;
      const setting = { timeline, palette, language, widthPx: labelWidth - 2, selected };
      for (const lane of seen) paintLabel(context, lane, setting);
    });
    if (model.dragged) paintDropPlace(context, axisHeight + model.dragged.toY - scrollPx, widthPx, palette);
    return { frame, lanes, arrows, labelWidth, scrollPx };
  }

  /** Worked out when a lane has come, and not with every frame: there may be thousands of names. */
  #labelWidth(model: Model, timeline: Timeline, widthPx: number): number {
    const { context, palette } = this.#brush as Brush;
    const { lanes, language } = model;
    const now = [lanes, language, palette, widthPx];
    if (now.some((value, index) => value !== this.#labels.for[index]))
      this.#labels = { for: now, widthPx: columnPx(context, lanes, { timeline, language }, widthPx) };
    return this.#labels.widthPx;
  }

  #prepare(width: number, height: number): Brush {
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.#canvas;
    const wide = Math.round(width * ratio);
    const high = Math.round(height * ratio);
    const resized = canvas.width !== wide || canvas.height !== high;
    if (resized) {
      // Setting a canvas' size, even to what it is, costs a new buffer.
      canvas.width = wide;
      canvas.height = high;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    if (!this.#brush || resized) {
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      this.#brush = { context, palette: readPalette(), textures: new Textures(ratio) };
      this.#sink = new CanvasSink(this.#brush);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.font = this.#brush.palette.font;
    }
    return this.#brush;
  }

  #clipped(x: number, y: number, width: number, height: number, paint: () => void): void {
    const { context } = this.#brush as Brush;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    paint();
    context.restore();
  }
}

function paintAxis(
  context: CanvasRenderingContext2D,
  frame: Frame,
  palette: Palette,
  left: number,
  height: number,
): void {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.faint;
  context.beginPath();
  for (const { px, text } of axisScale(frame.timeline, frame.axis, frame.view)) {
    const x = Math.round(left + px) + 0.5;
    context.moveTo(x, axisHeight - 6);
    context.lineTo(x, height);
    context.fillText(text, x + 3, 14);
  }
  context.globalAlpha = 0.6;
  context.stroke();
  context.globalAlpha = 1;
}

function paintSeparators(
  context: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  palette: Palette,
  width: number,
): void {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.globalAlpha = 0.5;
  context.beginPath();
  for (const { y, height } of lanes) {
    const at = Math.round(y + height) + 2.5;
    context.moveTo(-400, at);
    context.lineTo(width, at);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function paintCursor(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.fillStyle = palette.accent;
  context.fillRect(x - 1, 0, 2, height);
  context.beginPath();
  context.moveTo(x - 6, 0);
  context.lineTo(x + 6, 0);
  context.lineTo(x, 9);
  context.fill();
}

/** Where a lane that is being dragged would go. */
function paintDropPlace(context: CanvasRenderingContext2D, y: number, width: number, palette: Palette): void {
  context.fillStyle = palette.accent;
  context.fillRect(0, y - 1, width, 2);
}

function paintBookmark(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.fillStyle = palette.faint;
  context.fillRect(x, 0, 1, height);
  context.beginPath();
  context.moveTo(x, 2);
  context.lineTo(x + 9, 6);
  context.lineTo(x, 10);
  context.fill();
}
