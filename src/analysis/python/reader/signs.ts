/** Operators and punctuation. One of one character is its own kind of word. */
import { giveUp, Kind } from './words.js';

export function sign(character: string): number {
  return character.charCodeAt(0);
}

export const comma = sign(',');
export const colon = sign(':');
export const semicolon = sign(';');
export const equals = sign('=');
export const dot = sign('.');
export const star = sign('*');
export const slash = sign('/');
export const at = sign('@');
export const less = sign('<');
export const greater = sign('>');
export const openParen = sign('(');
export const closeParen = sign(')');
export const openBracket = sign('[');
export const closeBracket = sign(']');
export const openBrace = sign('{');
export const closeBrace = sign('}');

const alone = new Set([...'()[]{},;:.=<>+-*/%@&|^~'].map(sign));
/** What can be the second or third character of one. */
const following = new Set([...'=<>*/.'].map(sign));

const longer = new Map<string, number>([
  ['...', Kind.ellipsis],
  [':=', Kind.walrus],
  ['->', Kind.arrow],
  ['**', Kind.power],
  ['//', Kind.floorDivide],
  ['<<', Kind.shift],
  ['>>', Kind.shift],
  ...['==', '!=', '<=', '>='].map((each): [string, number] => [each, Kind.compare]),
  ...['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^'].map((each): [string, number] => [
    `${each}=`,
    Kind.augmented,
  ]),
]);

/** The longest operator that begins at `at`: its length in the upper bits, its kind in the lower eight. */
export function signAt(text: string, at: number): number {
  let length = 1;
  while (length < 3 && following.has(text.charCodeAt(at + length))) length++;
  for (; length > 1; length--) {
    const kind = longer.get(text.slice(at, at + length));
    if (kind !== undefined) return (length << 8) | kind;
  }
  const code = text.charCodeAt(at);
  return alone.has(code) ? (1 << 8) | code : giveUp();
}
