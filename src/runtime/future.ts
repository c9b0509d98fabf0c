/** concurrent.futures.Future: a result that will be there later. Its words are guarded like any object's. */

import { wordsOf } from '../trace/records.js';
import { EventKind, FutureState, ObjectKind, Operation, ValueForm } from '../trace/vocabulary.js';
import { CancelledError, InvalidStateError, ThreadError, TimeoutError } from './errors.js';
import { tellFutureHub } from './futureHub.js';
import { current, type Kernel } from './kernel.js';
import { Control, Header } from './memory.js';
import { callSafely, callThere, needCallbacks } from './processes/callbacks.js';
import {
  exportedFunction,
  type FunctionReference,
  registerInternal,
  resolveReference,
} from './programFunctions.js';
import { load, store } from './sharedBytes.js';
import { address, createObject, defineKind, emitCreate, SharedObject, wrapperAt } from './sharedObject.js';
import { waitNs } from './time.js';
import { FutureWords, WaitClass } from './waiting.js';

export class Future<T = unknown> extends SharedObject {
  constructor() {
    super();
    if (createObject(this, ObjectKind.Future, () => {})) emitCreate(this[address], ObjectKind.Future, 0);
  }

  /** Cancels the work if it has not begun; answers whether it is cancelled. */
  cancel(): boolean {
    const state = change(this, (before) =>
      before === FutureState.Pending ? FutureState.Cancelled : undefined,
    );
    return state === FutureState.Cancelled;
  }
  cancelled(): boolean {
    return stateOf(this) === FutureState.Cancelled;
  }
  running(): boolean {
    return stateOf(this) === FutureState.Running;
  }
  done(): boolean {
    return stateOf(this) >= FutureState.Finished;
  }

  result(timeout?: number): T {
    const { state, value } = outcome(this, timeout);
    if (state === FutureState.Failed) throw value;
    return value as T;
  }
  exception(timeout?: number): unknown {
    const { state, value } = outcome(this, timeout);
    return state === FutureState.Failed ? value : null;
  }

  /** Calls an exported function with this future when it is done: in the thread that finishes it, or at once. */
  addDoneCallback(callback: (future: Future<T>) => void): void {
    const reference = exportedFunction(callback, 'the callback');
    const kernel = current();
    const object = this[address];
    if (kernel.words[object + FutureWords.IsRemote] === 1) needCallbacks(kernel);
    kernel.enter(object);
    const isDone = (kernel.words[object + FutureWords.State] as number) >= FutureState.Finished;
    if (!isDone) keepCallbacks(kernel, object, [...callbacksOf(kernel, object), reference]);
    kernel.leave(object);
    if (isDone) makeCalls(this, [reference]);
  }

  /** For executors: the work begins, unless it was cancelled. */
  setRunningOrNotifyCancel(): boolean {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const { words } = kernel;
    const state = words[object + FutureWords.State];
    const seen = words[object + FutureWords.CancelSeen] === 1;
    if (state === FutureState.Pending) setState(kernel, object, FutureState.Running);
    else if (state === FutureState.Cancelled) words[object + FutureWords.CancelSeen] = 1;
    kernel.leave(object);
    if (state === FutureState.Pending) return true;
    if (state === FutureState.Cancelled && !seen) return false;
    throw new ThreadError('Future in unexpected state');
  }
  setResult(result: T): void {
    if (!finishOnce(this, FutureState.Finished, result)) throw new InvalidStateError(alreadyDone);
  }
  setException(error: unknown): void {
    if (!finishOnce(this, FutureState.Failed, error)) throw new InvalidStateError(alreadyDone);
  }
}
defineKind(ObjectKind.Future, () => Future.prototype);

/** The future of a task that a pool is to carry out, at this address; called in the trace as the task is. */
export function futureOfTask(kernel: Kernel, pool: number, shown: string): Future {
  const future = Object.create(Future.prototype) as Future;
  const poolId = kernel.words[pool + Header.Id] as number;
  if (createObject(future, ObjectKind.Future, () => {}))
    kernel.emitText(EventKind.Create, future[address], 0, ObjectKind.Future, poolId, shown);
  return future;
}

/** An observation, as atomic as any: what led to a state is seen by who has seen the state. */
function stateOf(future: SharedObject): number {
  const kernel = current();
  const object = future[address];
  kernel.enter(object);
  const state = kernel.words[object + FutureWords.State] as number;
  kernel.emit(EventKind.AtomicRead, object, ValueForm.Number, ...wordsOf(state));
  kernel.leave(object);
  return state;
}

function outcome(future: SharedObject, timeout: number | undefined): { state: number; value: unknown } {
  const kernel = current();
  const object = future[address];
  const timeoutNs = waitNs(timeout);
  const { words } = kernel;
  kernel.enter(object);
  const done = kernel.waitUntil(object, WaitClass.Granted, Operation.Wait, timeoutNs, () => {
    if ((words[object + FutureWords.State] as number) < FutureState.Finished) return false;
    kernel.emit(EventKind.Pass, object);
    return true;
  });
  kernel.leave(object);
  if (!done) throw new TimeoutError('the result did not come in time');
  const state = words[object + FutureWords.State] as number;
  if (state === FutureState.Cancelled) throw new CancelledError('the future was cancelled');
  const at = words[object + FutureWords.Result] as number;
  const reach = words[object + FutureWords.CameAcross] === 1 ? 'across' : 'within';
  return { state, value: load(kernel, at, words[object + FutureWords.ResultLength] as number, reach) };
}

function setState(kernel: Kernel, object: number, state: number): void {
  Atomics.store(kernel.words, object + FutureWords.State, state);
  kernel.emit(EventKind.State, object, state);
  if (state < FutureState.Finished) return;
  kernel.words[object + FutureWords.EndedAs] = Atomics.add(kernel.words, Control.EndedFutures, 1) + 1;
  kernel.changed(object);
  tellFutureHub(kernel);
}

/** Moves to the state that `next` answers, if it answers one; tells callbacks of an end. Answers the state after it. */
function change(future: SharedObject, next: (before: number) => number | undefined): number {
  const kernel = current();
  const object = future[address];
  kernel.enter(object);
  const before = kernel.words[object + FutureWords.State] as number;
  const after = next(before);
  if (after !== undefined) setState(kernel, object, after);
  const callbacks = after !== undefined && after >= FutureState.Finished ? callbacksOf(kernel, object) : [];
  kernel.leave(object);
  const home = kernel.words[object + Header.Space] as number;
  if (home === kernel.space) makeCalls(future as Future, callbacks);
  else if (callbacks.length > 0) callThere(kernel, home, callBack, object);
  return after ?? before;
}

const alreadyDone = 'the future has its result already';

/** Ends a future, unless it has ended; answers whether it did. */
export function finishOnce(future: SharedObject, state: number, value: unknown): boolean {
  const kernel = current();
  const { words } = kernel;
  const object = future[address];
  kernel.checkOver();
  const isForeign = words[object + Header.Space] !== kernel.space;
  const stored = store(kernel, value, 'the result', isForeign ? 'across' : 'within');
  let before = 0;
  change(future, (was) => {
    before = was;
    if (was >= FutureState.Finished) return undefined;
    words[object + FutureWords.Result] = stored.at;
    words[object + FutureWords.ResultLength] = stored.length;
    words[object + FutureWords.CameAcross] = isForeign ? 1 : 0;
    return state;
  });
  if (before < FutureState.Finished) return true;
  kernel.allocator.free(stored.at, stored.length);
  return false;
}

/** Inside enter. */
function callbacksOf(kernel: Kernel, object: number): readonly FunctionReference[] {
  const at = kernel.words[object + FutureWords.Callbacks] as number;
  if (at === 0) return [];
  return load(
    kernel,
    at,
    kernel.words[object + FutureWords.CallbacksLength] as number,
  ) as FunctionReference[];
}

function keepCallbacks(kernel: Kernel, object: number, callbacks: readonly FunctionReference[]): void {
  const old = kernel.words[object + FutureWords.Callbacks] as number;
  if (old !== 0) kernel.allocator.free(old, kernel.words[object + FutureWords.CallbacksLength] as number);
  const stored = store(kernel, callbacks, 'the callbacks');
  kernel.words[object + FutureWords.Callbacks] = stored.at;
  kernel.words[object + FutureWords.CallbacksLength] = stored.length;
}

function makeCalls(future: Future, callbacks: readonly FunctionReference[]): void {
  for (const callback of callbacks)
    callSafely(resolveReference(callback) as (future: Future) => void, future);
}

/** In the process that asked for the work, after another one has ended the future. */
function callBack(object: number): void {
  const kernel = current();
  kernel.enter(object);
  const callbacks = callbacksOf(kernel, object);
  kernel.leave(object);
  makeCalls(wrapperAt(object) as Future, callbacks);
}
registerInternal('callBack', callBack);
