/**
 * One colour for each thread, everywhere: lanes, spans, marks in the source, exports. A palette that colour-blind eyes can
 * tell apart (Okabe and Ito, "Color Universal Design", 2008), lightened for dark themes and darkened to be read on white.
 */
export const coloursOnDark = [
  '#56b4e9',
  '#e69f00',
  '#2fbf8f',
  '#f0e442',
  '#cc79a7',
  '#ff8c5a',
  '#8fa8ff',
  '#b8c46a',
] as const;
export const coloursOnLight = [
  '#0072b2',
  '#b37400',
  '#00805c',
  '#7a6f00',
  '#a8467f',
  '#c04a00',
  '#4353b8',
  '#5c6b00',
] as const;

/** Place of a thread's colour in a list that begins with the colour of what belongs to no thread (0). */
export function colourOf(thread: number): number {
  return thread <= 0 ? 0 : 1 + ((thread - 1) % coloursOnDark.length);
}
