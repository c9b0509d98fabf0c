// What the programs of this folder share: lines that read the same in Python. cases.py is the twin.
import { print, sleep } from 'threadlanes';

/** Prints values on one line: text as it is, all else as JSON. */
export function tell(...values: unknown[]) {
  print(...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? null))));
}

/** Tells what a call returns, or the class of what it throws. */
export function attempt(call: () => unknown) {
  let answer: unknown;
  try {
    answer = call();
  } catch (error) {
    answer = `throws ${nameOf(error)}`;
  }
  tell(answer);
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

/** Waits until something is so. For what other threads do and no primitive tells. */
export function until(isSo: () => boolean) {
  while (!isSo()) sleep(0.001);
}

/** Calls, and answers whether that took at least so many seconds; a clock of whole milliseconds may be 2 off. */
export function tookAtLeast(seconds: number, call: () => unknown): boolean {
  const begin = Date.now();
  call();
  return Date.now() - begin >= seconds * 1000 - 2;
}
