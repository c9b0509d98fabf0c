/** Arrows between lanes. */
import type { Arrow } from '../../src/layout/arrows.js';
import type { Palette } from './palette.js';

const headPx = 7;
const spread = 0.4;

export function paintArrows(
  context: CanvasRenderingContext2D,
  arrows: readonly Arrow[],
  cursor: number,
  palette: Palette,
): void {
  for (const arrow of arrows) {
    const strong = arrow.to === cursor - 1 || arrow.from === cursor - 1;
    context.globalAlpha = strong ? 1 : 0.45;
    paintArrow(context, arrow, strong ? palette.accent : palette.foreground);
  }
  context.globalAlpha = 1;
}

function paintArrow(context: CanvasRenderingContext2D, { x1, y1, x2, y2 }: Arrow, colour: string): void {
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
  context.lineTo(x2 - headPx * Math.cos(angle - spread), y2 - headPx * Math.sin(angle - spread));
  context.lineTo(x2 - headPx * Math.cos(angle + spread), y2 - headPx * Math.sin(angle + spread));
  context.fill();
}
