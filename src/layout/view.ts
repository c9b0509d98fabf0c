/** The part of the run that is seen: [from, to] of the axis' 0 to 1, over so many pixels. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly widthPx: number;
}

export function toPx(view: View, x: number): number {
  return ((x - view.from) / (view.to - view.from)) * view.widthPx;
}
export function fromPx(view: View, px: number): number {
  return view.from + (px / view.widthPx) * (view.to - view.from);
}
