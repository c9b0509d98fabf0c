/** asyncio's functions that wait: sleep, gather, wait, wait_for, shield and the like. As in CPython each makes a coroutine or a future. */
import { EventKind } from '../../trace/vocabulary.js';
import { CancelledError, TimeoutError } from '../errors.js';
import { current } from '../kernel.js';
import { secondsToNs } from '../time.js';
import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } from '../waitForFutures.js';
import { Awaited, type Coroutine, isCoroutine } from './coroutines.js';
import { getRunningLoop } from './eventLoop.js';
import { type Shown, Waitable } from './future.js';
import { Task, turn } from './task.js';
import { timeout } from './timeout.js';

export type Awaitable = Coroutine | Waitable;

export function createTask(coroutine: Coroutine, name?: string): Task {
  return new Task(coroutine, getRunningLoop(), name);
}

/** The awaitable as a future: a coroutine becomes a task. */
export function ensureFuture(awaitable: unknown): Waitable {
  if (awaitable instanceof Waitable) return awaitable;
  if (isCoroutine(awaitable)) return createTask(awaitable);
  throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required');
}

export function currentTask(): Task | null {
  return getRunningLoop().currentTask ?? null;
}
export function allTasks(): Set<Task> {
  return new Set(getRunningLoop().tasks);
}

/** The task sleeps, and others have their turn. */
export function* sleep<T>(seconds: number, result?: T): Generator<unknown, T | undefined, unknown> {
  if (typeof seconds !== 'number' || Number.isNaN(seconds))
    throw new TypeError('sleep() takes a number of seconds');
  if (seconds <= 0) {
    yield turn;
    return result;
  }
  const kernel = current();
  const ns = secondsToNs(seconds);
  const shown: Shown = {
    block: () => kernel.emitFloat(EventKind.Sleep, 0, 0, ns),
    resume: () => kernel.emit(EventKind.Wake, 0),
  };
  const waiter = new Waitable(shown);
  const timer = waiter.loop.callAt(kernel.now() + ns, () => {
    if (!waiter.done()) waiter.setResult(undefined);
  });
  try {
    yield waiter;
    return result;
  } finally {
    timer.cancel();
  }
}

/** The results of all, in their order. The first exception is the whole's; with `returnExceptions` exceptions are results. */
export function gather(...given: readonly unknown[]): Waitable<unknown[]> {
  const { awaitables, returnExceptions } = optionsOf(given);
  const children = awaitables.map(ensureFuture);
  const outer = new Gathering(children);
  if (children.length === 0) outer.setResult([]);
  let left = children.length;
  for (const child of children) {
    child.addDoneCallback(() => {
      left--;
      if (outer.done()) return void (child.cancelled() || child.exception());
      const problem = child.cancelled() ? new CancelledError('') : child.exception();
      if (problem !== null && !returnExceptions) outer.setException(problem);
      else if (left === 0) outer.finish();
    });
  }
  return outer;
}

function optionsOf(given: readonly unknown[]): { awaitables: readonly unknown[]; returnExceptions: boolean } {
  const last = given.at(-1) as { readonly returnExceptions?: boolean } | undefined;
  const isOptions = typeof last === 'object' && last !== null && 'returnExceptions' in last;
  return isOptions
    ? { awaitables: given.slice(0, -1), returnExceptions: last.returnExceptions === true }
    : { awaitables: given, returnExceptions: false };
}

/** Cancelling it cancels all that it waits for. The trace shows a wait for the first that is not done. */
class Gathering extends Waitable<unknown[]> {
  readonly #children: readonly Waitable[];
  #isCancelled = false;

  constructor(children: readonly Waitable[]) {
    super(firstPending(children));
    this.#children = children;
  }
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    let some = false;
    for (const child of this.#children) some = child.cancel(message) || some;
    this.#isCancelled ||= some;
    return some;
  }
  finish(): void {
    if (this.#isCancelled) return this.setException(new CancelledError(''));
    this.setResult(
      this.#children.map((child) =>
        child.cancelled() ? new CancelledError('') : (child.exception() ?? child.result()),
      ),
    );
  }
}

/** A wait for several is drawn as one for the first that is not done. */
export function firstPending(children: readonly Waitable[]): Shown {
  let shown: Shown | undefined;
  return {
    block() {
      shown = children.find((child) => !child.done() && child.shown)?.shown;
      shown?.block();
    },
    resume: (failed) => shown?.resume(failed),
  };
}

/** Waits until the futures are done as asked for, or the time is up; answers which ones are. Nothing is cancelled. */
export function* wait(
  given: Iterable<Waitable>,
  options: { readonly timeout?: number; readonly returnWhen?: string } = {},
): Generator<unknown, { done: Set<Waitable>; pending: Set<Waitable> }, unknown> {
  const { timeout: seconds, returnWhen = ALL_COMPLETED } = options;
  const futures = [...new Set(given)];
  if (futures.length === 0) throw new RangeError('Set of Tasks/Futures is empty.');
  if (futures.some(isCoroutine))
    throw new TypeError('Passing coroutines is forbidden, use tasks explicitly.');
  const isEnough = enough[returnWhen];
  if (!isEnough) throw new RangeError(`Invalid return_when value: ${returnWhen}`);
  if (!isEnough(futures)) yield* untilEnough(futures, isEnough, seconds);
  const done = new Set(futures.filter((future) => future.done()));
  return { done, pending: new Set(futures.filter((future) => !done.has(future))) };
}

const enough: Readonly<Record<string, (futures: readonly Waitable[]) => boolean>> = {
  [FIRST_COMPLETED]: (futures) => futures.some((future) => future.done()),
  [FIRST_EXCEPTION]: (futures) =>
    futures.every((future) => future.done()) || futures.some((future) => future.done() && hasFailed(future)),
  [ALL_COMPLETED]: (futures) => futures.every((future) => future.done()),
};
function hasFailed(future: Waitable): boolean {
  return !future.cancelled() && future.exception() !== null;
}

function* untilEnough(
  futures: readonly Waitable[],
  isEnough: (futures: readonly Waitable[]) => boolean,
  seconds: number | undefined,
): Generator<unknown, void, unknown> {
  const waiter = new Waitable(firstPending(futures));
  const stop = (): void => {
    if (!waiter.done()) waiter.setResult(undefined);
  };
  const look = (): void => {
    if (isEnough(futures)) stop();
  };
  const timer =
    seconds === undefined ? undefined : waiter.loop.callAt(current().now() + secondsToNs(seconds), stop);
  for (const future of futures) future.addDoneCallback(look);
  try {
    yield waiter;
  } finally {
    timer?.cancel();
    for (const future of futures) future.removeDoneCallback(look);
  }
}

/** Waits for the awaitable; when the time is up it is cancelled, and TimeoutError thrown. */
export function* waitFor(awaitable: unknown, seconds: number | null): Generator<unknown, unknown, unknown> {
  if (seconds !== null && seconds <= 0) {
    const future = ensureFuture(awaitable);
    if (future.done()) return future.result();
    future.cancel();
    try {
      return yield new Awaited(future);
    } catch (error) {
      throw error instanceof CancelledError ? new TimeoutError('the time is up') : error;
    }
  }
  const within = timeout(seconds);
  return yield new Awaited(within.run(() => awaitable));
}

/** Cancelling what this answers does not cancel the awaitable itself. */
export function shield(awaitable: unknown): Waitable {
  const inner = ensureFuture(awaitable);
  if (inner.done()) return inner;
  const outer = new Waitable(inner.shown);
  inner.addDoneCallback(() => {
    if (outer.done()) return;
    if (inner.cancelled()) outer.cancel();
    else if (inner.exception() !== null) outer.setException(inner.exception());
    else outer.setResult(inner.result());
  });
  return outer;
}

/** Coroutines that give the results as they come. */
export function* asCompleted(given: Iterable<unknown>): IterableIterator<Coroutine> {
  const left = new Set([...given].map(ensureFuture));
  while (left.size > 0) yield nextOf(left);
}
function* nextOf(left: Set<Waitable>): Coroutine {
  const { done } = yield* wait(left, { returnWhen: FIRST_COMPLETED });
  const [first] = done as Set<Waitable>;
  left.delete(first as Waitable);
  return (first as Waitable).result();
}

/** An exported function runs in a thread of its own kind, and the loop goes on meanwhile. */
export function* toThread(
  target: (...args: readonly unknown[]) => unknown,
  ...args: readonly unknown[]
): Coroutine {
  return yield getRunningLoop().runInExecutor(null, target, ...args);
}
