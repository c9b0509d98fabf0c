/** Times for people: the unit that leaves a short number. */
const units: readonly (readonly [number, string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
];

/** Nanoseconds as "3 s", "0.1 s", "12.5 µs"; from a hundredth of a second on in seconds. */
export function formatTime(ns: number): string {
  if (ns === 0) return '0 s';
  for (const [size, unit] of units) {
    const least = unit === 's' ? size / 100 : size;
    if (Math.abs(ns) >= least) return `${Number((ns / size).toPrecision(4))} ${unit}`;
  }
  return `${ns} ns`;
}
