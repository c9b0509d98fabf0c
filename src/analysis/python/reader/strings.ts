/** Where a string literal ends. */
import { backslash, carriageReturn, lineFeed } from './characters.js';
import { giveUp } from './words.js';

/** What can stand before a string's quote. */
export const stringPrefix = /^[rRuUbBfF]{1,2}$/;

/** The offset behind the literal that begins at `from`, and whose first quote stands at `quoteAt`. */
export function stringEnd(text: string, from: number, quoteAt: number): number {
  const quote = text[quoteAt] as string;
  const mark = quote.repeat(3);
  const isLong = text.startsWith(mark, quoteAt);
  const inside = quoteAt + (isLong ? 3 : 1);
  const end = isLong ? longEnd(text, inside, mark) : shortEnd(text, inside, quote.charCodeAt(0));
  if (/f/i.test(text.slice(from, quoteAt)) && isOpen(text.slice(inside, end))) giveUp();
  return isLong ? end + 3 : end + 1;
}

/** Where the quote that ends the string stands. */
function shortEnd(text: string, from: number, quote: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += text.charCodeAt(at + 1) === carriageReturn ? 3 : 2;
    else if (code === lineFeed || at >= text.length) giveUp();
    else at++;
  }
}

function longEnd(text: string, from: number, mark: string): number {
  let at = text.indexOf(mark, from);
  while (at >= 0 && isEscaped(text, at, from)) at = text.indexOf(mark, at + 1);
  return at < 0 ? giveUp() : at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= from && text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
  return slashes % 2 === 1;
}

/** Whether a replacement field is open at the end: a quote inside it was taken for the end of the string. */
function isOpen(content: string): boolean {
  let open = 0;
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code !== 123 && code !== 125) continue;
    if (open === 0 && content.charCodeAt(at + 1) === code) at++;
    else open += code === 123 ? 1 : -1;
  }
  return open !== 0;
}
