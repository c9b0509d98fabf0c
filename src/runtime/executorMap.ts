/** Executor.map: the arguments of the calls, and the results as they are asked for. */
import { TimeoutError } from './errors.js';
import type { Future } from './future.js';
import { current } from './kernel.js';
import { waitNs } from './time.js';

interface MapOptions {
  readonly timeout?: number;
  readonly chunksize?: number;
}
export interface Zip {
  readonly rows: readonly (readonly unknown[])[];
  readonly options: MapOptions;
}

/** What map was given, as one row of arguments a call: as many as the shortest of the lists has. */
export function zipOf(given: readonly unknown[]): Zip {
  const last = given.at(-1);
  const options = given.length > 1 && !isIterable(last) ? (last as MapOptions) : {};
  const lists = given.filter(isIterable).map((list) => [...list]);
  const length = Math.min(...lists.map((list) => list.length));
  return { rows: Array.from({ length }, (_, row) => lists.map((list) => list[row])), options };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** Gives each result when it is there. Whoever stops early, or meets a failure, cancels what has not begun. */
export function mapOver(futures: readonly Future[], timeout: number | undefined): IterableIterator<unknown> {
  const deadline = timeout === undefined ? undefined : current().now() + waitNs(timeout);
  return results(futures, deadline);
}

function* results(futures: readonly Future[], deadline: number | undefined): IterableIterator<unknown> {
  try {
    for (const future of futures) {
      const left = deadline === undefined ? undefined : (deadline - current().now()) / 1e9;
      if (left !== undefined && left < 0 && !future.done())
        throw new TimeoutError('the results did not come in time');
      yield future.result(left);
    }
  } finally {
    for (const future of futures) future.cancel();
  }
}
