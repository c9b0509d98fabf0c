/** Paints the geometry of lanes onto a canvas. Wide boxes one by one, narrow ones and crowds gathered by colour. */
import { crowdPx, insetOf, labelPx, type Sink, type Style } from '../../src/layout/sink.js';
import { colourOf } from '../../src/trace/threadColours.js';
import { type Brush, boxPainters, needsGround } from './boxPainters.js';
import { shortened, widthOf } from './labels.js';
import { Rectangles } from './rectangles.js';

/** Narrower boxes are plain rectangles: no texture would be seen. */
const plainPx = 3;
/** Lower boxes have no room for words. */
const wordsHeightPx = 13;
const faintAlpha = 0.45;

export class CanvasSink implements Sink {
  readonly #strong: readonly Rectangles[];
  readonly #faint: readonly Rectangles[];
  readonly #brush: Brush;

  constructor(brush: Brush) {
    this.#brush = brush;
    this.#strong = brush.palette.colours.map(() => new Rectangles());
    this.#faint = brush.palette.colours.map(() => new Rectangles());
  }

  box(
    style: Style,
    x: number,
    top: number,
    width: number,
    fullHeight: number,
    thread: number,
    _event: number,
    label: string,
  ): void {
    const inset = Math.round(insetOf[style] * fullHeight);
    const y = top + inset;
    const height = Math.max(1, fullHeight - 2 * inset);
    const colour = colourOf(thread);
    if (width < plainPx && style !== 'ended') {
      const heldUp = style === 'blocked' || style === 'waiter' || style === 'started' || style === 'runnable';
      (heldUp ? this.#faint : this.#strong)[colour]?.add(x, y, Math.max(width, 1), height);
      return;
    }
    boxPainters[style](this.#brush, this.#brush.palette.colours[colour] as string, x, y, width, height);
    if (label !== '' && width >= labelPx && fullHeight >= wordsHeightPx)
      this.#words(style, label, Math.max(x, 0), top, x + width - Math.max(x, 0), fullHeight);
  }

  crowd(
    x: number,
    y: number,
    height: number,
    thread: number,
    _event: number,
    busy: number,
    heldUp: number,
  ): void {
    const colour = colourOf(thread);
    const middle = y + height / 2;
    const strong = busy * (height - 4);
    const all = strong + heldUp * (height - 4);
    // Around the middle, as spans are: who works, and fainter around that who is held up.
    if (all - strong >= 0.5) this.#faint[colour]?.add(x, middle - all / 2, crowdPx, all);
    if (strong >= 0.5) this.#strong[colour]?.add(x, middle - strong / 2, crowdPx, strong);
    if (all < 0.5) this.#faint[colour]?.add(x, middle, crowdPx, 1);
  }

  /** Paints what was gathered. */
  flush(): void {
    const { context, palette } = this.#brush;
    palette.colours.forEach((colour, index) => {
      context.fillStyle = colour;
      context.globalAlpha = faintAlpha;
      this.#faint[index]?.fill(context);
      context.globalAlpha = 1;
      this.#strong[index]?.fill(context);
    });
  }

  #words(style: Style, label: string, x: number, y: number, width: number, height: number): void {
    const { context, palette } = this.#brush;
    const text = shortened(context, label, width - 8);
    if (text === '') return;
    const middle = y + height / 2 + 4;
    if (needsGround.has(style)) {
      context.fillStyle = palette.background;
      context.fillRect(x + 3, middle - 10, widthOf(context, text) + 4, 12);
    }
    context.fillStyle = palette.foreground;
    context.fillText(text, x + 5, middle);
  }
}
