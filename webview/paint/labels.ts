/** Texts in the room there is. Widths are measured once: measuring costs more than painting. */
import { formsOf } from '../../src/layout/fitted.js';

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

const known = new Map<string, readonly string[]>();

/** Worked out once for each name, as widths are. */
function knownForms(name: string): readonly string[] {
  let forms = known.get(name);
  if (forms === undefined) {
    if (known.size >= mostWidths) known.clear();
    forms = formsOf(name);
    known.set(name, forms);
  }
  return forms;
}

/** As much of a name as fits, with an ellipsis if that is not all. Whole characters only, so that no emoji is cut. */
export function shortened(context: CanvasRenderingContext2D, name: string, width: number): string {
  const forms = knownForms(name);
  const fitting = forms.find((form) => widthOf(context, form) <= width);
  if (fitting !== undefined) return fitting;
  const text = forms[forms.length - 1] as string;
  const characters = [...text];
  const whole = widthOf(context, text);
  let length = Math.min(characters.length - 1, Math.floor((characters.length * width) / whole));
  const cut = (): string => `${characters.slice(0, length).join('')}…`;
  while (length > 0 && widthOf(context, cut()) > width) length--;
  return length <= 0 ? '' : cut();
}
