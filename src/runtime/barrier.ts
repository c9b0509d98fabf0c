/**
 * threading.Barrier: so many threads wait for each other, again and again. As in CPython a barrier fills, runs its action
 * in the last thread that came, and drains; who comes while it drains waits until it is empty.
 */
import { BarrierState, EventKind, ObjectKind, Operation } from '../trace/vocabulary.js';
import { BrokenBarrierError } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { exportedFunction, type FunctionReference, resolveReference } from './programFunctions.js';
import { load, store } from './sharedBytes.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { waitNs } from './time.js';
import { BarrierWords, WaitClass } from './waiting.js';

/** Beyond BarrierState: all are there and the action runs; it was reset and empties itself. */
const Acting = 3;
const Resetting = 4;

export class Barrier extends SharedObject {
  constructor(parties: number, action?: () => void, timeout?: number) {
    super();
    if (!(parties >= 1)) throw new RangeError('parties must be >= 1');
    const reference = action && exportedFunction(action, 'the action');
    const timeoutNs = waitNs(timeout);
    const made = createObject(this, ObjectKind.Barrier, (at, kernel) => {
      kernel.words[at + BarrierWords.Parties] = parties;
      kernel.memory.setDouble(at + BarrierWords.Timeout, timeoutNs);
      if (reference) keepAction(kernel, at, reference);
    });
    if (made) emitCreate(this[address], ObjectKind.Barrier, parties);
  }

  get parties(): number {
    return current().words[this[address] + BarrierWords.Parties] as number;
  }
  /** How many threads wait now. */
  get nWaiting(): number {
    return inspect(this, (words, object) =>
      words[object + BarrierWords.State] === BarrierState.Filling
        ? (words[object + BarrierWords.Count] as number)
        : 0,
    );
  }
  get broken(): boolean {
    return inspect(this, (words, object) => words[object + BarrierWords.State] === BarrierState.Broken);
  }

  /** Waits until all are there; answers this thread's number among them, from 0. */
  wait(timeout?: number): number {
    const kernel = current();
    const object = this[address];
    const given =
      timeout === undefined ? kernel.memory.double(object + BarrierWords.Timeout) : waitNs(timeout);
    kernel.enter(object);
    comeIn(kernel, object);
    const index = kernel.words[object + BarrierWords.Count] as number;
    kernel.words[object + BarrierWords.Count] = index + 1;
    if (index + 1 === kernel.words[object + BarrierWords.Parties]) trip(kernel, object, index);
    else waitForOthers(kernel, object, given, index);
    goOut(kernel, object);
    kernel.leave(object);
    return index;
  }

  /** Empties the barrier: who waits gets BrokenBarrierError. */
  reset(): void {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const { words } = kernel;
    const isEmpty = words[object + BarrierWords.Count] === 0;
    const drains = !isEmpty && words[object + BarrierWords.State] === BarrierState.Draining;
    if (!drains) setState(kernel, object, isEmpty ? BarrierState.Filling : Resetting);
    kernel.leave(object);
  }

  /** Breaks the barrier: who waits, or comes later, gets BrokenBarrierError. */
  abort(): void {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    setState(kernel, object, BarrierState.Broken);
    kernel.leave(object);
  }
}
defineKind(ObjectKind.Barrier, () => Barrier.prototype);

function inspect<T>(barrier: Barrier, look: (words: Int32Array, object: number) => T): T {
  const kernel = current();
  const object = barrier[address];
  kernel.enter(object);
  const seen = look(kernel.words, object);
  kernel.leave(object);
  return seen;
}

function keepAction(kernel: Kernel, at: number, reference: FunctionReference): void {
  const stored = store(kernel, reference, 'the action');
  kernel.words[at + BarrierWords.Action] = stored.at;
  kernel.words[at + BarrierWords.ActionLength] = stored.length;
}

/** Changes the state and lets everybody who waits look at it. */
function setState(kernel: Kernel, object: number, state: number): void {
  kernel.words[object + BarrierWords.State] = state;
  const told = state === Resetting ? BarrierState.Broken : state;
  if (state !== Acting) kernel.emit(EventKind.State, object, told);
  kernel.grant(object, Number.MAX_SAFE_INTEGER);
  kernel.changed(object);
}

/** Waits while the barrier is being emptied; refuses to enter a broken one. */
function comeIn(kernel: Kernel, object: number): void {
  const { words } = kernel;
  const isOpen = (): boolean => {
    const state = words[object + BarrierWords.State] as number;
    return state === BarrierState.Filling || state === BarrierState.Broken;
  };
  while (!isOpen())
    kernel.waitFor(object, WaitClass.Granted, Operation.Wait, -1, () => goesOn(kernel, object, isOpen(), 0));
  if (words[object + BarrierWords.State] === BarrierState.Broken) {
    kernel.leave(object);
    throw new BrokenBarrierError('the barrier is broken');
  }
}

/** The last one is here. The action runs outside the guard, as it may use other objects. */
function trip(kernel: Kernel, object: number, index: number): void {
  const { words } = kernel;
  const action = words[object + BarrierWords.Action] as number;
  if (action !== 0) {
    words[object + BarrierWords.State] = Acting;
    kernel.leave(object);
    runAction(kernel, object, action);
    kernel.enter(object);
    if (words[object + BarrierWords.State] !== Acting) return fail(kernel, object);
  }
  setState(kernel, object, BarrierState.Draining);
  kernel.emit(EventKind.Pass, object, 0, index);
}

/** Whether a waiter goes on; told of, if it does. */
function goesOn(kernel: Kernel, object: number, isReady: boolean, index: number): boolean {
  if (!isReady && !kernel.isGranted) return false;
  kernel.emit(EventKind.Pass, object, 0, index);
  return true;
}

function runAction(kernel: Kernel, object: number, action: number): void {
  const length = kernel.words[object + BarrierWords.ActionLength] as number;
  try {
    (resolveReference(load(kernel, action, length) as FunctionReference) as () => void)();
  } catch (error) {
    kernel.enter(object);
    setState(kernel, object, BarrierState.Broken);
    goOut(kernel, object);
    kernel.leave(object);
    throw error;
  }
}

function waitForOthers(kernel: Kernel, object: number, timeoutNs: number, index: number): void {
  const { words } = kernel;
  const attempt = (): boolean => {
    const state = words[object + BarrierWords.State] as number;
    const isOver = state !== BarrierState.Filling && state !== Acting;
    return isOver && goesOn(kernel, object, true, index);
  };
  const done = kernel.waitFor(object, WaitClass.Granted, Operation.Wait, timeoutNs, attempt);
  if (!done) setState(kernel, object, BarrierState.Broken);
  if (words[object + BarrierWords.State] !== BarrierState.Draining) fail(kernel, object);
}

function fail(kernel: Kernel, object: number): never {
  goOut(kernel, object);
  kernel.leave(object);
  throw new BrokenBarrierError('the barrier was broken while a thread waited');
}

/** The last one out opens it again. */
function goOut(kernel: Kernel, object: number): void {
  const { words } = kernel;
  const left = (words[object + BarrierWords.Count] as number) - 1;
  words[object + BarrierWords.Count] = left;
  const state = words[object + BarrierWords.State] as number;
  if (left === 0 && (state === BarrierState.Draining || state === Resetting))
    setState(kernel, object, BarrierState.Filling);
}
