/** Times for people: the unit that leaves a short number. */
const units: readonly (readonly [number, string])[] = [
  [3.6e12, 'h'],
  [6e10, 'min'],
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
];

/** Each unit's least: seconds from a hundredth of one up to ten minutes, as short runs are told in seconds. */
const leastOf: Readonly<Record<string, number>> = { h: 3.6e12, min: 6e11, s: 1e7 };

/** Nanoseconds as "3 s", "0.1 s", "12.5 µs", "10 h". */
export function formatTime(ns: number): string {
  if (ns === 0) return '0 s';
  for (const [size, unit] of units) {
    if (Math.abs(ns) >= (leastOf[unit] ?? size)) return `${Number((ns / size).toPrecision(4))} ${unit}`;
  }
  return `${ns} ns`;
}
