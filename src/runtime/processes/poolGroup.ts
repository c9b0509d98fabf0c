/**
 * The results of one request to a Pool: one task, or the chunks of a map. Whoever ends the last of them has the request's
 * callback called, in the process that made the request. As in CPython the request is done only after its callback.
 *
 * Words in shared memory: how many futures have not ended; the callbacks; the futures. All but the first are written before
 * any worker can know of the group; the first is atomic, so exactly one worker finds that it was the last.
 */
import { FutureState } from '../../trace/vocabulary.js';
import { Future, finishOnce } from '../future.js';
import { waitForFutures } from '../futureHub.js';
import { current, type Kernel } from '../kernel.js';
import { Header } from '../memory.js';
import {
  exportedFunction,
  type FunctionReference,
  registerInternal,
  resolveReference,
} from '../programFunctions.js';
import { load, store } from '../sharedBytes.js';
import { address, wrapperAt } from '../sharedObject.js';
import { FutureWords } from '../waiting.js';
import { callSafely, callThere, needCallbacks } from './callbacks.js';

const Words = {
  Left: 0,
  Callbacks: 1,
  CallbacksLength: 2,
  Shape: 3,
  Count: 4,
  /** A future that ends after the callback; 0 where there is none. */
  Called: 5,
  Futures: 6,
} as const;
/** Whether the result is the only task's, or a list of all chunks' lists. */
export const Shape = { One: 0, List: 1 } as const;

type Callback = ((value: never) => void) | undefined;
interface Callbacks {
  readonly callback: FunctionReference | null;
  readonly errorCallback: FunctionReference | null;
}

export function makeGroup(
  kernel: Kernel,
  futures: readonly number[],
  shape: number,
  callback: Callback,
  errorCallback: Callback,
): number {
  const { words } = kernel;
  const group = kernel.allocator.allocate((Words.Futures + futures.length) * 4);
  words.set([futures.length, 0, 0, shape, futures.length, 0, ...futures], group);
  if (!callback && !errorCallback) return group;
  needCallbacks(kernel);
  const callbacks: Callbacks = {
    callback: callback ? exportedFunction(callback, 'the callback') : null,
    errorCallback: errorCallback ? exportedFunction(errorCallback, 'the error callback') : null,
  };
  const stored = store(kernel, callbacks, 'the callbacks');
  words[group + Words.Callbacks] = stored.at;
  words[group + Words.CallbacksLength] = stored.length;
  words[group + Words.Called] = new Future()[address];
  return group;
}

export function futuresOf({ words }: Kernel, group: number): number[] {
  const first = group + Words.Futures;
  return [...words.subarray(first, first + (words[group + Words.Count] as number))];
}

/** A worker has ended one of the futures. */
export function countDown(kernel: Kernel, group: number): void {
  const { words } = kernel;
  const isLast = Atomics.sub(words, group + Words.Left, 1) === 1;
  if (!isLast || words[group + Words.Callbacks] === 0) return;
  const home = words[(words[group + Words.Futures] as number) + Header.Space] as number;
  callThere(kernel, home, callGroup, group);
}

function callGroup(group: number): void {
  const kernel = current();
  const { words } = kernel;
  const at = words[group + Words.Callbacks] as number;
  const { callback, errorCallback } = load(
    kernel,
    at,
    words[group + Words.CallbacksLength] as number,
  ) as Callbacks;
  let result: unknown;
  let target = callback;
  try {
    result = resultOf(kernel, group);
  } catch (error) {
    target = errorCallback;
    result = error;
  }
  if (target) callSafely(resolveReference(target) as (result: unknown) => void, result);
  finishOnce(wrapperAt(words[group + Words.Called] as number), FutureState.Finished, undefined);
}
registerInternal('callGroup', callGroup);

export function isDone(kernel: Kernel, future: number): boolean {
  return Atomics.load(kernel.words, future + FutureWords.State) >= FutureState.Finished;
}

/** Whether the request is done. */
export function isGroupDone(kernel: Kernel, group: number): boolean {
  return awaited(kernel, group).every((future) => isDone(kernel, future));
}

function awaited(kernel: Kernel, group: number): number[] {
  const called = kernel.words[group + Words.Called] as number;
  return called === 0 ? futuresOf(kernel, group) : [called];
}

/** Waits until it is; false when the time (ns, negative for no end) ran out. */
export function waitForGroup(kernel: Kernel, group: number, timeoutNs: number): boolean {
  const futures = awaited(kernel, group);
  return waitForFutures(kernel, futures, (done) => futures.every(done), timeoutNs);
}

/** What the request gives, when all have ended. Throws what the first of those that failed threw. */
export function resultOf(kernel: Kernel, group: number): unknown {
  const futures = futuresOf(kernel, group);
  const failed = futures.filter((future) => stateOf(kernel, future) === FutureState.Failed);
  if (failed.length > 0) throw (wrapperAt(earliest(kernel, failed)) as Future).exception();
  const results = futures.map((future) => (wrapperAt(future) as Future).result());
  return kernel.words[group + Words.Shape] === Shape.One ? results[0] : results.flat(1);
}

export function hasFailed(kernel: Kernel, group: number): boolean {
  return futuresOf(kernel, group).some((future) => stateOf(kernel, future) === FutureState.Failed);
}

/** That of these futures which ended first. */
export function earliest({ words }: Kernel, futures: readonly number[]): number {
  const endedAs = (future: number): number => words[future + FutureWords.EndedAs] as number;
  return futures.reduce((first, future) => (endedAs(future) < endedAs(first) ? future : first));
}

function stateOf({ words }: Kernel, future: number): number {
  return Atomics.load(words, future + FutureWords.State);
}
