/** The order of a PriorityQueue, as Python orders its values: numbers, texts, lists element by element. */

/** Below 0 if a goes before b, 0 if neither does. Throws TypeError for values that have no order. */
export function compare(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  throw new TypeError(
    `a PriorityQueue cannot order ${nameOf(a)} and ${nameOf(b)}: use [priority, item] lists`,
  );
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** By code points, as Python does; JavaScript's own order is by halves of them. */
function compareTexts(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const first = left.findIndex((character, i) => character !== right[i]);
  if (first < 0 || first >= right.length) return left.length - right.length;
  return (left[first]?.codePointAt(0) ?? 0) - (right[first]?.codePointAt(0) ?? 0);
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (Object.is(a[i], b[i])) continue;
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function nameOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : `a ${typeof value}`;
  return Array.isArray(value) ? 'a list' : 'an object';
}
