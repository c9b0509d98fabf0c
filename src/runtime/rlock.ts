/**
 * threading.RLock: one thread owns it, as often as it likes. Owner and depth are plain words under the object's guard
 * (live) or the baton (controlled).
 */
import { EventKind, ObjectKind, Operation, releaseFailed, WaitLimit } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { lockTimeout } from './lock.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { RLockWords, WaitClass } from './waiting.js';

export class RLock extends SharedObject {
  constructor() {
    super();
    if (createObject(this, ObjectKind.RLock, () => {})) emitCreate(this[address], ObjectKind.RLock, 0);
  }

  acquire(blocking = true, timeout = -1): boolean {
    return acquireRLock(current(), this[address], blocking, lockTimeout(blocking, timeout));
  }

  release(): void {
    if (!giveUpRLock(current(), this[address])) throw new ThreadError('cannot release un-acquired lock');
  }
}
defineKind(ObjectKind.RLock, () => RLock.prototype);

/** Takes it once; false when that was not possible at once, or in time. */
export function acquireRLock(kernel: Kernel, object: number, blocking: boolean, timeoutNs: number): boolean {
  if (blocking) kernel.enterToWait(object, WaitClass.Owner, timeoutNs);
  else kernel.enter(object);
  const taken = acquireDepth(kernel, object, 1, blocking, timeoutNs);
  kernel.leave(object);
  return taken;
}

/** Gives up one level; false when the calling thread does not own it. */
export function giveUpRLock(kernel: Kernel, object: number): boolean {
  kernel.enter(object);
  const isOwner = ownsRLock(kernel, object);
  if (isOwner) giveBackDepth(kernel, object, (kernel.words[object + RLockWords.Depth] as number) - 1);
  else kernel.emit(EventKind.TryFailed, object, releaseFailed);
  kernel.leave(object);
  return isOwner;
}

/** Whether the calling thread owns it. */
export function ownsRLock(kernel: Kernel, object: number): boolean {
  return kernel.words[object + RLockWords.Owner] === kernel.threadId;
}

/** Inside enter: takes it `depth` times at once. */
export function acquireDepth(
  kernel: Kernel,
  object: number,
  depth: number,
  blocking: boolean,
  timeoutNs: number,
): boolean {
  const { words, threadId } = kernel;
  const limit = blocking && timeoutNs < 0 ? WaitLimit.None : WaitLimit.Limited;
  const attempt = (): boolean => {
    const owner = words[object + RLockWords.Owner] as number;
    if (owner !== 0 && owner !== threadId) return false;
    const now = (words[object + RLockWords.Depth] as number) + depth;
    words[object + RLockWords.Owner] = threadId;
    words[object + RLockWords.Depth] = now;
    kernel.emit(EventKind.Acquire, object, limit, now);
    return true;
  };
  if (blocking) return kernel.waitUntil(object, WaitClass.Owner, Operation.Acquire, timeoutNs, attempt);
  if (attempt()) return true;
  kernel.emit(EventKind.TryFailed, object, Operation.Acquire);
  return false;
}

/** Inside enter, by the owner: what is left of the depth; 0 frees it. */
export function giveBackDepth(kernel: Kernel, object: number, depth: number): void {
  const { words } = kernel;
  kernel.emit(EventKind.Release, object, 0, depth);
  words[object + RLockWords.Depth] = depth;
  if (depth > 0) return;
  words[object + RLockWords.Owner] = 0;
  kernel.changed(object);
}
