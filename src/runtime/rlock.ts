/**
 * threading.RLock: one thread owns it, as often as it likes. Owner and depth are plain words under the object's guard
 * (live) or the baton (controlled).
 */
import { EventKind, ObjectKind, Operation } from '../trace/vocabulary.js';
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
    const timeoutNs = lockTimeout(blocking, timeout);
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const taken = acquireDepth(kernel, object, 1, blocking, timeoutNs);
    kernel.leave(object);
    return taken;
  }

  release(): void {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    if (!ownsRLock(kernel, object)) {
      kernel.leave(object);
      throw new ThreadError('cannot release un-acquired lock');
    }
    giveBackDepth(kernel, object, (kernel.words[object + RLockWords.Depth] as number) - 1);
    kernel.leave(object);
  }
}
defineKind(ObjectKind.RLock, () => RLock.prototype);

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
  const attempt = (): boolean => {
    const owner = words[object + RLockWords.Owner] as number;
    if (owner !== 0 && owner !== threadId) return false;
    const now = (words[object + RLockWords.Depth] as number) + depth;
    words[object + RLockWords.Owner] = threadId;
    words[object + RLockWords.Depth] = now;
    kernel.emit(EventKind.Acquire, object, 0, now);
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
