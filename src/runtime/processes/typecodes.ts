/** The kinds of numbers that Value and Array keep, named as in Python's array module, and what becomes of a number in them. */

const kinds: Readonly<Record<string, (value: number) => number>> = {
  b: (value) => (value << 24) >> 24,
  B: (value) => value & 0xff,
  h: (value) => (value << 16) >> 16,
  H: (value) => value & 0xffff,
  i: (value) => value | 0,
  I: (value) => value >>> 0,
  f: Math.fround,
  d: (value) => value,
};
const codes = Object.keys(kinds);

/** The number of a typecode, for words. Throws TypeError for one that does not exist. */
export function codeOf(typecode: string): number {
  const code = codes.indexOf(typecode);
  if (code < 0) throw new TypeError(`there is no typecode '${typecode}'; there are ${codes.join(', ')}`);
  return code;
}

/** What is kept when `value` is to be: whole numbers lose the high bits that do not fit. Throws TypeError for what does not suit. */
export function fitted(code: number, value: unknown): number {
  const typecode = codes[code] as string;
  const isWhole = typecode !== 'f' && typecode !== 'd';
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number' || (isWhole && !Number.isInteger(number)))
    throw new TypeError(`${String(value)} is not a number of kind '${typecode}'`);
  return (kinds[typecode] as (value: number) => number)(number);
}
