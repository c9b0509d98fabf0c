/** The kinds of Python's words (The Python Language Reference, 2 Lexical analysis), and what ends the reading of a text. */

/** The text is not as plain as this reader wants it; it may well be correct. */
export class NotPlain extends Error {}

/** One object for all: nobody looks at its stack, and making one is what throwing costs. */
const notPlain = new NotPlain();

export function giveUp(): never {
  throw notPlain;
}

/** Kinds of words. An operator of one character has that character's code as its kind. */
export const Kind = {
  end: 128,
  newline: 129,
  indent: 130,
  dedent: 131,
  name: 132,
  number: 133,
  string: 134,
  ellipsis: 135,
  /** `+=` and the like. */
  augmented: 136,
  /** `==`, `!=`, `<=`, `>=`. */
  compare: 137,
  arrow: 138,
  walrus: 139,
  power: 140,
  floorDivide: 141,
  shift: 142,
} as const;

const words = [
  ...(['and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif'] as const),
  ...(['else', 'except', 'False', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is'] as const),
  ...(['lambda', 'None', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'True', 'try'] as const),
  ...(['while', 'with', 'yield'] as const),
] as const;
const firstWord = 150;

/** Kinds of Python's reserved words, by the word. */
export const keyword = Object.fromEntries(words.map((word, index) => [word, firstWord + index])) as Record<
  (typeof words)[number],
  number
>;
/** The same, to look one up. */
export const kindOfWord: ReadonlyMap<string, number> = new Map(
  words.map((word, index) => [word, firstWord + index]),
);
