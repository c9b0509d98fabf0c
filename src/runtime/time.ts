/** time.sleep, and the clock's unit: programs say seconds, the clock counts whole nanoseconds. */
import { EventKind } from '../trace/vocabulary.js';
import { sleepInHub } from './gevent/sleepInHub.js';
import { current } from './kernel.js';

export function secondsToNs(seconds: number): number {
  return Math.round(seconds * 1e9);
}

/** The longest time-out, as in CPython on 64-bit machines: 2^63 nanoseconds. */
const longestSeconds = 9_223_372_036;

/** A time-out in ns: -1, for as long as it takes, where there is none; a negative one does not wait. */
export function waitNs(seconds: number | undefined): number {
  if (seconds === undefined) return -1;
  if (typeof seconds !== 'number' || Number.isNaN(seconds))
    throw new TypeError('a time-out is a number of seconds');
  if (seconds > longestSeconds) throw new RangeError('timeout value is too large');
  return seconds < 0 ? 0 : secondsToNs(seconds);
}

/** The calling thread does nothing for so many seconds. */
export function sleep(seconds: number): void {
  if (typeof seconds !== 'number' || Number.isNaN(seconds))
    throw new TypeError('sleep() takes a number of seconds');
  if (seconds < 0) throw new RangeError('sleep length must be non-negative');
  const kernel = current();
  kernel.point(0);
  const ns = secondsToNs(seconds);
  if (kernel.cooperates) return sleepInHub(kernel, ns);
  kernel.emitFloat(EventKind.Sleep, 0, 0, ns);
  kernel.goAway();
  kernel.sleep(ns);
  kernel.emit(EventKind.Wake, 0);
  kernel.comeBack();
  kernel.takeSignals?.();
}
