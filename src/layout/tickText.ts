/** How far apart the ticks of a time axis are, and what they say: one unit for all of them, and no digit that does not differ. */

const second = 1e9;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** What clocks count in; below a second and above a day it is 1, 2 or 5 times a power of ten. */
const clockSteps = [1, 2, 5, 10, 15, 30]
  .map((each) => each * second)
  .concat([1, 2, 5, 10, 15, 30].map((each) => each * minute))
  .concat([1, 2, 3, 6, 12, 24].map((each) => each * hour));

/** The least round step, in whole ns, that is not shorter than what is asked for. */
export function tickStep(roughNs: number): number {
  if (roughNs > day) return day * decimalStep(roughNs / day);
  return roughNs > second / 2 ? (clockSteps.find((each) => each >= roughNs) ?? day) : decimalStep(roughNs);
}

function decimalStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}

const decimals: readonly (readonly [number, string])[] = [
  [second, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
];
/** A tick with more digits behind the point says how far it is from the first one. */
const mostDigits = 4;

/** `mostNs` is the greatest time in view, `firstNs` the first tick's. */
export function tickText(ns: number, stepNs: number, mostNs: number, firstNs: number): string {
  if (mostNs >= minute && stepNs >= second) return clockText(ns, stepNs, mostNs);
  const [size, unit] = unitOf(mostNs);
  const digits = digitsFor(stepNs / size);
  if (digits <= mostDigits || ns === firstNs) return `${plain(ns / size, Math.min(digits, 9))} ${unit}`;
  const [small, smallUnit] = unitOf(stepNs);
  return `+${plain((ns - firstNs) / small, digitsFor(stepNs / small))} ${smallUnit}`;
}

/** Hours and minutes, or minutes and seconds. */
function clockText(ns: number, stepNs: number, mostNs: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.round(ns / second);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  if (mostNs < hour) return `${parts[0] * 60 + parts[1]}:${pad(parts[2])} min`;
  const ofMinute = stepNs % minute === 0 ? '' : `:${pad(parts[2])}`;
  return `${parts[0]}:${pad(parts[1])}${ofMinute} h`;
}

function unitOf(ns: number): readonly [number, string] {
  if (ns === 0) return [second, 's'];
  return decimals.find(([size]) => ns >= size) ?? [1, 'ns'];
}
function digitsFor(step: number): number {
  return step >= 1 ? 0 : Math.ceil(-Math.log10(step) - 1e-9);
}
/** Without zeros at the end: 0.5 and 1, not 0.5 and 1.0. */
function plain(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
