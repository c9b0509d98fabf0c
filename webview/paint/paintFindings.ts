/** The steps that a finding speaks of, marked in their lanes: a ring with a letter, and a dashed line from one to the next. */
import type { MarkedFinding } from '../../src/layout/findingMarks.js';
import type { Palette } from './palette.js';

const radiusPx = 7;

export function paintFindings(
  context: CanvasRenderingContext2D,
  all: readonly MarkedFinding[],
  palette: Palette,
): void {
  context.strokeStyle = palette.error;
  context.lineWidth = 1.5;
  for (const marks of all) {
    context.setLineDash([3, 3]);
    context.beginPath();
    marks.forEach(({ x, y }, index) => {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.stroke();
    context.setLineDash([]);
    for (const { x, y, sign } of marks) paintMark(context, x, y, sign, palette);
  }
}

function paintMark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  sign: string,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(x, y, radiusPx, 0, 2 * Math.PI);
  context.fillStyle = palette.background;
  context.fill();
  context.stroke();
  context.fillStyle = palette.error;
  context.textAlign = 'center';
  context.fillText(sign, x, y + 4);
  context.textAlign = 'start';
}
