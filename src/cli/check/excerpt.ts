/** Lines of source with carets below what is meant, for a terminal. */
import type { Range } from '../../analysis/finding.js';

/** A line may be a megabyte; a terminal shows this much of it. */
const longestLine = 160;

/** The first line of the range and carets under it; empty when the text has no such line. */
export function excerpt(lines: readonly string[], range: Range): string[] {
  const line = lines[range.line - 1];
  if (line === undefined || range.column > longestLine) return [];
  const shown = line.slice(0, longestLine);
  const end = range.endLine === range.line ? range.endColumn - 1 : shown.length;
  const meant = shown.slice(range.column - 1, end).trimEnd();
  const number = String(range.line);
  const margin = ' '.repeat(number.length);
  const carets = '^'.repeat(Math.max(1, width(meant)));
  return [`${number} | ${shown}`, `${margin} | ${blank(shown.slice(0, range.column - 1))}${carets}`];
}

/** As wide as `text` on a terminal: a tab stays one, so that both lines jump alike. */
function blank(text: string): string {
  return [...text].map((character) => (character === '\t' ? '\t' : ' '.repeat(width(character)))).join('');
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
}

/** East Asian wide and full-width characters and emoji, by the blocks of UAX #11 that source code has. */
function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe6f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    (codePoint >= 0xffe0 && codePoint <= 0xffe6) ||
    (codePoint >= 0x1f300 && codePoint <= 0x1faff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3fffd)
  );
}
