// Real texts, changed by chance in ways that editing, merging and broken disks change them. Same seed, same texts.

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const scraps = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  '=>',
  '\n',
  '\t',
  '\\',
  '#',
  '//',
  '/*',
  '*/',
  ':',
  ';',
];
const oddities = [
  '\0',
  '\uFEFF',
  '\uD800',
  '\r',
  '\u2028',
  '🔒',
  'await ',
  'async ',
  'yield ',
  'class ',
  'import ',
];

/** One change of `text`; a few of them make a text that still looks like a program. */
export function mutate(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const length = Math.floor(random() * 40);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + pick(scraps) + text.slice(at);
    case 2:
      return text.slice(0, at) + pick(oddities) + text.slice(at);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length).repeat(3) + text.slice(at + length);
    case 4:
      return text.slice(0, at);
    case 5: {
      const from = Math.floor(random() * text.length);
      return text.slice(0, at) + text.slice(from, from + length * 5) + text.slice(at);
    }
    default:
      return text.slice(0, at) + pick(scraps) + text.slice(at + 1);
  }
}
