/** Widths of texts, measured once: measuring costs more than painting. */
const widths = new Map<string, number>();
const mostWidths = 20_000;
let measuredFont = '';

export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  if (context.font !== measuredFont) {
    measuredFont = context.font;
    widths.clear();
  }
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size >= mostWidths) widths.clear();
    width = context.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/** As much of a text as fits, with an ellipsis if that is not all. Whole characters only, so that no emoji is cut. */
export function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  const whole = widthOf(context, text);
  if (whole <= width) return text;
  const characters = [...text];
  let length = Math.min(characters.length - 1, Math.floor((characters.length * width) / whole));
  const cut = (): string => `${characters.slice(0, length).join('')}…`;
  while (length > 0 && widthOf(context, cut()) > width) length--;
  return length <= 0 ? '' : cut();
}
