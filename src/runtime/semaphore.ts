/** threading.Semaphore and BoundedSemaphore: permits, counted under the object's guard (live) or the baton (controlled). */
import { EventKind, ObjectKind, Operation, releaseFailed, SemaphoreBound } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { address, createObject, defineKind, SharedObject } from './sharedObject.js';
import { waitNs } from './time.js';
import { SemaphoreWords, WaitClass } from './waiting.js';

export class Semaphore extends SharedObject {
  constructor(value = 1) {
    super();
    const isBounded = this instanceof BoundedSemaphore;
    createSemaphore(this, value, isBounded ? SemaphoreBound.Bounded : SemaphoreBound.Unbounded);
  }

  acquire(blocking = true, timeout?: number): boolean {
    if (!blocking && timeout !== undefined)
      throw new RangeError("can't specify timeout for non-blocking acquire");
    return acquirePermit(current(), this[address], blocking, waitNs(timeout));
  }

  release(n = 1): void {
    if (!(n >= 1)) throw new RangeError('n must be one or more');
    if (!releasePermits(current(), this[address], n))
      throw new RangeError('Semaphore released too many times');
  }
}

/** A semaphore that refuses to be released more often than it was acquired. */
export class BoundedSemaphore extends Semaphore {}

defineKind(ObjectKind.Semaphore, (at) => (isBounded(at) ? BoundedSemaphore : Semaphore).prototype);

/** Whether the semaphore at an address never has more permits than at first. */
export function isBounded(at: number): boolean {
  return current().words[at + SemaphoreWords.Bounded] === SemaphoreBound.Bounded;
}

/** Gives a new wrapper its semaphore. Throws RangeError for less than no permit. */
export function createSemaphore(wrapper: SharedObject, value: number, bound: number): void {
  if (!(value >= 0)) throw new RangeError('semaphore initial value must be >= 0');
  const made = createObject(wrapper, ObjectKind.Semaphore, (at, { words }) => {
    words[at + SemaphoreWords.Value] = value;
    words[at + SemaphoreWords.Initial] = value;
    words[at + SemaphoreWords.Bounded] = bound;
  });
  if (made) current().emit(EventKind.Create, wrapper[address], bound, ObjectKind.Semaphore, value);
}

/** Takes a permit; false when that was not possible at once, or in time. */
export function acquirePermit(kernel: Kernel, object: number, blocking: boolean, timeoutNs: number): boolean {
  if (blocking) kernel.enterToWait(object, WaitClass.Owner, timeoutNs);
  else kernel.enter(object);
  const taken = take(kernel, object, blocking, timeoutNs);
  kernel.leave(object);
  return taken;
}

/** Gives permits back; false, and nothing changes, when a bounded one would have too many. */
export function releasePermits(kernel: Kernel, object: number, n: number): boolean {
  const { words } = kernel;
  kernel.enter(object);
  const value = (words[object + SemaphoreWords.Value] as number) + n;
  const isTooMany = isBounded(object) && value > (words[object + SemaphoreWords.Initial] as number);
  if (!isTooMany) {
    words[object + SemaphoreWords.Value] = value;
    kernel.emit(EventKind.Release, object, 0, value, n);
    kernel.changed(object);
  } else kernel.emit(EventKind.TryFailed, object, releaseFailed);
  kernel.leave(object);
  return !isTooMany;
}

/** Inside enter. */
function take(kernel: Kernel, object: number, blocking: boolean, timeoutNs: number): boolean {
  const { words } = kernel;
  const attempt = (): boolean => {
    const value = words[object + SemaphoreWords.Value] as number;
    if (value === 0) return false;
    words[object + SemaphoreWords.Value] = value - 1;
    kernel.emit(EventKind.Acquire, object, 0, value - 1);
    return true;
  };
  if (blocking) return kernel.waitUntil(object, WaitClass.Owner, Operation.Acquire, timeoutNs, attempt);
  if (attempt()) return true;
  kernel.emit(EventKind.TryFailed, object, Operation.Acquire);
  return false;
}
