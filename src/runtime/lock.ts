/**
 * threading.Lock. Its state is one word: the owner's thread id, and a bit that says that somebody waits.
 *
 * Fast ways of a live run: acquire is a compareExchange from exactly 0, release one to exactly 0 from the own number. Both
 * fail as soon as the waiters bit is set, which only happens under the object's guard and before the waiter looks at the
 * owner once more; so a release either sees the bit and wakes somebody, or was over before the waiter looked.
 * The event of an acquisition takes its position after the exchange that took the lock, that of a release before the one
 * that frees it: in the trace a release always precedes the acquisition that it lets through.
 */
import { Access } from '../explore/strategy.js';
import { EventKind, ObjectKind, Operation, releaseFailed, WaitLimit } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { Header } from './memory.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { waitNs } from './time.js';
import { LockWords, lockOwnerMask, lockWaitersBit, WaitClass } from './waiting.js';

export class Lock extends SharedObject {
  constructor() {
    super();
    const made = createObject(this, ObjectKind.Lock, () => {});
    if (made) emitCreate(this[address], ObjectKind.Lock, 0);
  }

  acquire(blocking = true, timeout = -1): boolean {
    return acquireLock(current(), this[address], blocking, lockTimeout(blocking, timeout));
  }

  release(): void {
    if (!giveUpLock(current(), this[address])) throw new ThreadError('release unlocked lock');
  }

  locked(): boolean {
    const kernel = current();
    kernel.point(this[address], Access.Read);
    return isLocked(kernel, this[address]);
  }
}

defineKind(ObjectKind.Lock, () => Lock.prototype);

/** What a lock's acquire was given, in ns. -1 stands for no time-out, and no other negative number is taken. */
export function lockTimeout(blocking: boolean, timeout: number): number {
  if (timeout === -1) return -1;
  if (!blocking) throw new RangeError("can't specify a timeout for a non-blocking call");
  if (timeout < 0) throw new RangeError('timeout value must be a non-negative number');
  return waitNs(timeout);
}

/** Takes a lock; false when that was not possible at once, or in time. */
export function acquireLock(kernel: Kernel, object: number, blocking: boolean, timeoutNs: number): boolean {
  const limit = blocking && timeoutNs < 0 ? WaitLimit.None : WaitLimit.Limited;
  if (kernel.live && takeFree(kernel, object, limit)) return true;
  if (blocking) kernel.enterToWait(object, WaitClass.Owner, timeoutNs);
  else kernel.enter(object);
  Atomics.or(kernel.words, object + LockWords.State, lockWaitersBit);
  const attempt = (): boolean => take(kernel, object, limit);
  let taken: boolean;
  if (blocking) taken = kernel.waitUntil(object, WaitClass.Owner, Operation.Acquire, timeoutNs, attempt);
  else {
    taken = attempt();
    if (taken) kernel.changed(object);
    else kernel.emit(EventKind.TryFailed, object, Operation.Acquire);
  }
  clearWaitersBit(kernel, object);
  kernel.leave(object);
  return taken;
}

/** Frees a lock, whoever owns it; false when nobody does. */
export function giveUpLock(kernel: Kernel, object: number): boolean {
  kernel.checkOver();
  if (kernel.live && giveBack(kernel, object)) return true;
  kernel.enter(object);
  const wasLocked = isLocked(kernel, object);
  if (wasLocked) free(kernel, object);
  else kernel.emit(EventKind.TryFailed, object, releaseFailed);
  kernel.leave(object);
  return wasLocked;
}

/** Whether the calling thread took it, and nobody has released it since. */
export function ownsLock(kernel: Kernel, object: number): boolean {
  return (Atomics.load(kernel.words, object + LockWords.State) & lockOwnerMask) === kernel.threadId;
}

/** Whether anybody owns it. */
export function isLocked(kernel: Kernel, object: number): boolean {
  return (Atomics.load(kernel.words, object + LockWords.State) & lockOwnerMask) !== 0;
}

/** Releases a lock that is owned, within another object's operation. */
export function releaseLock(kernel: Kernel, object: number): void {
  if (kernel.live && giveBack(kernel, object)) return;
  kernel.enterNested(object);
  free(kernel, object);
  kernel.leave(object);
}

/** Under the guard, when somebody owns it. */
function free(kernel: Kernel, object: number): void {
  kernel.emit(EventKind.Release, object);
  Atomics.and(kernel.words, object + LockWords.State, lockWaitersBit);
  kernel.changed(object);
}

function takeFree(kernel: Kernel, object: number, limit: number): boolean {
  kernel.checkOver();
  if (Atomics.compareExchange(kernel.words, object + LockWords.State, 0, kernel.threadId) !== 0) return false;
  kernel.emit(EventKind.Acquire, object, limit);
  return true;
}

/**
 * Only the owner frees the fast way, so the event may be written before: the lock is surely held until then.
 * A plain load does: nobody else ever writes this thread's number there, and a waiters bit that it misses is seen by the
 * exchange.
 */
function giveBack(kernel: Kernel, object: number): boolean {
  const { words, threadId } = kernel;
  if (words[object + LockWords.State] !== threadId) return false;
  kernel.emit(EventKind.Release, object);
  if (Atomics.compareExchange(words, object + LockWords.State, threadId, 0) === threadId) return true;
  // Somebody began to wait since: the rest of the slow way, without a second event.
  kernel.enterNested(object);
  Atomics.and(words, object + LockWords.State, lockWaitersBit);
  kernel.changed(object);
  kernel.leave(object);
  return true;
}

/** Under the guard: takes the lock if nobody owns it. The fast way cannot interfere, for the waiters bit is set. */
function take(kernel: Kernel, object: number, limit: number): boolean {
  const { words } = kernel;
  if ((Atomics.load(words, object + LockWords.State) & lockOwnerMask) !== 0) return false;
  Atomics.store(words, object + LockWords.State, kernel.threadId | lockWaitersBit);
  kernel.emit(EventKind.Acquire, object, limit);
  return true;
}

function clearWaitersBit(kernel: Kernel, object: number): void {
  if (kernel.words[object + Header.FirstWaiter] === 0) {
    Atomics.and(kernel.words, object + LockWords.State, lockOwnerMask);
  }
}
