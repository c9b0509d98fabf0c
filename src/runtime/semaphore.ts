/** threading.Semaphore and BoundedSemaphore: permits, counted under the object's guard (live) or the baton (controlled). */
import { EventKind, ObjectKind, Operation, releaseFailed, SemaphoreBound } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { address, createObject, registerKind, SharedObject, setAddress } from './sharedObject.js';
import { waitNs } from './time.js';
import { SemaphoreWords, WaitClass } from './waiting.js';

export class Semaphore extends SharedObject {
  constructor(value = 1) {
    super();
    if (!(value >= 0)) throw new RangeError('semaphore initial value must be >= 0');
    const bound = this instanceof BoundedSemaphore ? SemaphoreBound.Bounded : SemaphoreBound.Unbounded;
    const made = createObject(this, ObjectKind.Semaphore, (at, { words }) => {
      words[at + SemaphoreWords.Value] = value;
      words[at + SemaphoreWords.Initial] = value;
      words[at + SemaphoreWords.Bounded] = bound;
    });
    if (made) current().emit(EventKind.Create, this[address], bound, ObjectKind.Semaphore, value);
  }

  acquire(blocking = true, timeout?: number): boolean {
    if (!blocking && timeout !== undefined)
      throw new RangeError("can't specify timeout for non-blocking acquire");
    const kernel = current();
    const object = this[address];
    const timeoutNs = waitNs(timeout);
    if (blocking) kernel.enterToWait(object, WaitClass.Owner, timeoutNs);
    else kernel.enter(object);
    const taken = take(kernel, object, blocking, timeoutNs);
    kernel.leave(object);
    return taken;
  }

  release(n = 1): void {
    if (!(n >= 1)) throw new RangeError('n must be one or more');
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const { words } = kernel;
    const value = (words[object + SemaphoreWords.Value] as number) + n;
    const isBounded = words[object + SemaphoreWords.Bounded] === SemaphoreBound.Bounded;
    if (isBounded && value > (words[object + SemaphoreWords.Initial] as number)) {
      kernel.emit(EventKind.TryFailed, object, releaseFailed);
      kernel.leave(object);
      throw new RangeError('Semaphore released too many times');
    }
    words[object + SemaphoreWords.Value] = value;
    kernel.emit(EventKind.Release, object, 0, value, n);
    kernel.changed(object);
    kernel.leave(object);
  }
}

/** A semaphore that refuses to be released more often than it was acquired. */
export class BoundedSemaphore extends Semaphore {}

registerKind(ObjectKind.Semaphore, (at) => {
  const isBounded = current().words[at + SemaphoreWords.Bounded] === SemaphoreBound.Bounded;
  const semaphore = Object.create((isBounded ? BoundedSemaphore : Semaphore).prototype) as Semaphore;
  setAddress(semaphore, at);
  return semaphore;
});

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
