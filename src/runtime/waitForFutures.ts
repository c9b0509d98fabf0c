/** concurrent.futures.wait and as_completed. */

import { FutureState } from '../trace/vocabulary.js';
import { TimeoutError } from './errors.js';
import type { Future } from './future.js';
import { waitForFutures } from './futureHub.js';
import { current } from './kernel.js';
import { address } from './sharedObject.js';
import { waitNs } from './time.js';
import { FutureWords } from './waiting.js';

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';

type IsDone = (future: number) => boolean;

function failed(future: number): boolean {
  return Atomics.load(current().words, future + FutureWords.State) === FutureState.Failed;
}

const enough: Readonly<Record<string, (futures: readonly number[], isDone: IsDone) => boolean>> = {
  [FIRST_COMPLETED]: (futures, isDone) => futures.some(isDone),
  [FIRST_EXCEPTION]: (futures, isDone) => futures.some(failed) || futures.every(isDone),
  [ALL_COMPLETED]: (futures, isDone) => futures.every(isDone),
};

/** Waits until the futures are done as asked for, or the time is up; answers which ones are. */
export function wait(
  given: Iterable<Future>,
  timeout?: number,
  returnWhen: string = ALL_COMPLETED,
): { readonly done: Set<Future>; readonly notDone: Set<Future> } {
  const isEnough = enough[returnWhen];
  if (!isEnough) throw new RangeError(`invalid return condition: ${returnWhen}`);
  const kernel = current();
  const futures = [...new Set(given)];
  const addresses = futures.map((future) => future[address]);
  waitForFutures(
    kernel,
    addresses,
    (isDone) => addresses.length === 0 || isEnough(addresses, isDone),
    waitNs(timeout),
  );
  const done = new Set(futures.filter((future) => isDoneNow(future)));
  return { done, notDone: new Set(futures.filter((future) => !done.has(future))) };
}

function isDoneNow(future: Future): boolean {
  return Atomics.load(current().words, future[address] + FutureWords.State) >= FutureState.Finished;
}

/** Gives each future as soon as it is done. */
export function* asCompleted(given: Iterable<Future>, timeout?: number): IterableIterator<Future> {
  const kernel = current();
  const pending = new Set(given);
  const deadline = timeout === undefined ? undefined : kernel.now() + waitNs(timeout);
  while (pending.size > 0) {
    const left = deadline === undefined ? undefined : Math.max(0, deadline - kernel.now()) / 1e9;
    const { done } = wait(pending, left, FIRST_COMPLETED);
    if (done.size === 0) throw new TimeoutError(`${pending.size} futures are not finished`);
    for (const future of done) {
      pending.delete(future);
      yield future;
    }
  }
}
