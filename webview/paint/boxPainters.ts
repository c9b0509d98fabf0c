/** How a box of each style looks: meaning is in shape and texture first, in colour only beside that. */
import type { Style } from '../../src/layout/sink.js';
import type { Palette } from './palette.js';
import type { Textures } from './textures.js';

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly textures: Textures;
}
type BoxPainter = (brush: Brush, colour: string, x: number, y: number, width: number, height: number) => void;

function outline({ context }: Brush, x: number, y: number, width: number, height: number): void {
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 0.5), Math.max(height - 1, 0.5));
}

const solid: BoxPainter = ({ context }, colour, x, y, width, height) => {
  context.fillStyle = colour;
  context.fillRect(x, y, Math.max(width, 1), height);
};
const outlined: BoxPainter = (brush, colour, x, y, width, height) => {
  brush.context.strokeStyle = colour;
  outline(brush, x, y, width, height);
};
const hatched: BoxPainter = (brush, colour, x, y, width, height) => {
  const { context, textures } = brush;
  context.fillStyle = textures.hatched(context, colour);
  context.fillRect(x, y, Math.max(width, 1), height);
  context.strokeStyle = colour;
  outline(brush, x, y, width, height);
};
const tinted: BoxPainter = (brush, colour, x, y, width, height) => {
  const { context, palette } = brush;
  if (!palette.contrast) {
    context.fillStyle = colour;
    context.globalAlpha = 0.35;
    context.fillRect(x, y, Math.max(width, 1), height);
    context.globalAlpha = 1;
  }
  context.strokeStyle = colour;
  outline(brush, x, y, width, height);
};
const dashed: BoxPainter = ({ context }, colour, x, y, width, height) => {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(x, y + height / 2);
  context.lineTo(x + width, y + height / 2);
  context.stroke();
  context.setLineDash([]);
};
const stopMark: BoxPainter = ({ context }, colour, x, y, _width, height) => {
  context.fillStyle = colour;
  context.fillRect(x - 1, y, 3, height);
};
const step: BoxPainter = ({ context, palette }, _colour, x, y, width, height) => {
  context.fillStyle = palette.faint;
  context.fillRect(x, y + height - 3, Math.max(width, 1), 2);
  context.fillRect(x, y + 4, 1, height - 7);
};

/** The mark of a cycle: the colour of errors around what it always is. */
function marked(paint: BoxPainter): BoxPainter {
  return (brush, colour, x, y, width, height) => {
    paint(brush, colour, x, y, width, height);
    const { context, palette } = brush;
    context.strokeStyle = palette.error;
    context.lineWidth = 2;
    context.strokeRect(x + 1, y + 1, Math.max(width - 2, 1), Math.max(height - 2, 1));
  };
}
/** A small triangle at the lane's bottom edge. */
const output: BoxPainter = ({ context, palette }, _colour, x, y, width, height) => {
  context.fillStyle = palette.foreground;
  context.beginPath();
  context.moveTo(x + width / 2, y + height - 7);
  context.lineTo(x + width, y + height);
  context.lineTo(x, y + height);
  context.fill();
};

export const boxPainters: Readonly<Record<Style, BoxPainter>> = {
  started: outlined,
  runnable: outlined,
  running: solid,
  critical: solid,
  blocked: hatched,
  deadlocked: marked(hatched),
  waiting: dashed,
  sleeping: solid,
  ended: stopMark,
  owned: tinted,
  stuck: marked(tinted),
  waiter: hatched,
  item: tinted,
  value: step,
  state: tinted,
  output,
};

/** Styles whose words need a ground of their own to be read. */
export const needsGround: ReadonlySet<Style> = new Set(['blocked', 'deadlocked', 'waiting', 'waiter']);
