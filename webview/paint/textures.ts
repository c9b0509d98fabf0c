/** Hatching, one pattern a colour: made once a theme. */
const sizePx = 6;

export class Textures {
  readonly #patterns = new Map<string, CanvasPattern | string>();
  readonly #ratio: number;

  constructor(ratio: number) {
    this.#ratio = ratio;
  }

  hatched(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
    let pattern = this.#patterns.get(colour);
    if (pattern === undefined) {
      pattern = this.#make(context, colour) ?? colour;
      this.#patterns.set(colour, pattern);
    }
    return pattern;
  }

  #make(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
    const tile = document.createElement('canvas');
    const size = Math.round(sizePx * this.#ratio);
    tile.width = size;
    tile.height = size;
    const painter = tile.getContext('2d');
    if (!painter) return null;
    painter.strokeStyle = colour;
    painter.lineWidth = this.#ratio;
    painter.globalAlpha = 0.55;
    painter.beginPath();
    // Thrice, so that the corners of neighbouring tiles meet.
    for (const shift of [-size, 0, size]) {
      painter.moveTo(shift, size);
      painter.lineTo(shift + size, 0);
    }
    painter.stroke();
    const pattern = context.createPattern(tile, 'repeat');
    pattern?.setTransform(new DOMMatrix().scale(1 / this.#ratio));
    return pattern;
  }
}
