/** Paints one box: what it means is in shape and texture first, in colour only beside that. */
import type { Box } from '../../src/layout/scene.js';
import type { Palette } from './palette.js';

type Painter = (context: CanvasRenderingContext2D, box: Box, palette: Palette) => void;

const solid: Painter = (context, box, palette) => {
  context.fillStyle = palette.thread(box.thread);
  context.fillRect(box.x, box.y + 5, Math.max(box.width, 1), box.height - 10);
};
const outlined: Painter = (context, box, palette) => {
  context.strokeStyle = palette.thread(box.thread);
  context.lineWidth = 1;
  context.strokeRect(box.x + 0.5, box.y + 8.5, Math.max(box.width - 1, 0.5), box.height - 17);
};
const thin: Painter = (context, box, palette) => {
  context.fillStyle = palette.thread(box.thread);
  context.fillRect(box.x, box.y + box.height / 2 - 1, box.width, 2);
};
const stopMark: Painter = (context, box, palette) => {
  context.fillStyle = palette.thread(box.thread);
  context.fillRect(box.x - 1, box.y + 4, 3, box.height - 8);
};
const hatched: Painter = (context, box, palette) => {
  const y = box.style === 'blocked' ? box.y + 3 : box.y;
  const height = box.style === 'blocked' ? box.height - 6 : box.height;
  context.save();
  context.beginPath();
  context.rect(box.x, y, Math.max(box.width, 1), height);
  context.clip();
  context.strokeStyle = palette.thread(box.thread);
  context.lineWidth = 1;
  context.beginPath();
  for (let x = box.x - height - (box.x % 6); x < box.x + box.width; x += 6) {
    context.moveTo(x, y + height);
    context.lineTo(x + height, y);
  }
  context.globalAlpha = 0.55;
  context.stroke();
  context.restore();
  context.strokeStyle = palette.thread(box.thread);
  context.strokeRect(box.x + 0.5, y + 0.5, Math.max(box.width - 1, 0.5), height - 1);
};
const filled: Painter = (context, box, palette) => {
  context.fillStyle = palette.thread(box.thread);
  context.globalAlpha = palette.contrast ? 0 : 0.35;
  context.fillRect(box.x, box.y, Math.max(box.width, 1), box.height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.thread(box.thread);
  context.strokeRect(box.x + 0.5, box.y + 0.5, Math.max(box.width - 1, 0.5), box.height - 1);
};
const step: Painter = (context, box, palette) => {
  context.fillStyle = palette.faint;
  context.fillRect(box.x, box.y + box.height - 3, Math.max(box.width, 1), 2);
  context.fillRect(box.x, box.y + 6, 1, box.height - 9);
};
const nothing: Painter = () => undefined;

const painters: Readonly<Record<Box['style'], Painter>> = {
  new: nothing,
  started: outlined,
  runnable: outlined,
  running: solid,
  blocked: hatched,
  sleeping: thin,
  ended: stopMark,
  owned: filled,
  waiting: hatched,
  items: filled,
  value: step,
};

/** Least width of a box that gets words. */
const labelPx = 22;

export function paintBox(context: CanvasRenderingContext2D, box: Box, palette: Palette): void {
  painters[box.style](context, box, palette);
  if (box.label === '' || box.width < labelPx || box.height < 11) return;
  const text = shortened(context, box.label, box.width - 8);
  const middle = box.y + box.height / 2 + 4;
  if (box.style === 'blocked' || box.style === 'waiting') {
    context.fillStyle = palette.background;
    context.fillRect(Math.max(box.x, 0) + 3, middle - 11, context.measureText(text).width + 4, 14);
  }
  context.fillStyle = palette.foreground;
  context.fillText(text, Math.max(box.x, 0) + 5, middle);
}

/** As much of a text as fits, with an ellipsis if that is not all. */
export function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = Math.min(text.length, Math.floor(width / 3));
  while (length > 0 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return length === 0 ? '' : `${text.slice(0, length)}…`;
}
