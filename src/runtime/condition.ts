/**
 * threading.Condition over a Lock or an RLock. A waiter gives its lock up while it holds the condition's guard, in whose
 * list it already stands: no notification can come between the two.
 */
import { EventKind, ObjectKind, Operation } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { acquireLock, isLocked, Lock, ownsLock, releaseLock } from './lock.js';
import { anyProcess, Header } from './memory.js';
import { acquireDepth, giveBackDepth, ownsRLock, RLock } from './rlock.js';
import { address, createObject, defineKind, SharedObject, wrapperAt } from './sharedObject.js';
import { waitNs } from './time.js';
import { ConditionWords, RLockWords, WaitClass } from './waiting.js';

/** A lock of a condition: of threadlanes or of threadlanes/multiprocessing. */
export interface ConditionLock extends SharedObject {
  acquire(blocking?: boolean, timeout?: number): boolean;
  release(): void;
}

/** What the conditions of threads and of processes have in common. */
export class AnyCondition extends SharedObject {
  constructor(lock: ConditionLock) {
    super();
    const guardedBy = lock[address];
    const made = createObject(this, ObjectKind.Condition, (at, kernel) => {
      kernel.words[at + ConditionWords.Lock] = guardedBy;
    });
    if (!made) return;
    const kernel = current();
    const lockId = kernel.words[guardedBy + Header.Id] as number;
    kernel.emit(EventKind.Create, this[address], 0, ObjectKind.Condition, lockId);
  }

  acquire(blocking?: boolean, timeout?: number): boolean {
    return lockOf(this).acquire(blocking, timeout);
  }
  release(): void {
    lockOf(this).release();
  }

  /** Gives the lock up, waits for a notification or the time-out, and has the lock again. False after a time-out. */
  wait(timeout?: number): boolean {
    const kernel = current();
    const condition = this[address];
    const lock = kernel.words[condition + ConditionWords.Lock] as number;
    kernel.enter(condition);
    if (!isOwned(kernel, lock)) {
      kernel.leave(condition);
      throw new ThreadError('cannot wait on un-acquired lock');
    }
    const depth = giveUp(kernel, lock);
    const notified = kernel.waitFor(condition, WaitClass.Granted, Operation.Wait, waitNs(timeout), () =>
      passed(kernel, condition),
    );
    kernel.leave(condition);
    takeAgain(kernel, lock, depth);
    return notified;
  }

  /** Waits until the predicate holds, or the time-out; answers what the predicate said last. */
  waitFor<T>(predicate: () => T, timeout?: number): T {
    const kernel = current();
    let result = predicate();
    if (result) return result;
    const deadline = kernel.now() + waitNs(timeout);
    let left = timeout;
    do {
      this.wait(left);
      result = predicate();
      if (timeout !== undefined) left = (deadline - kernel.now()) / 1e9;
    } while (!result && (left === undefined || left > 0));
    return result;
  }

  notify(n = 1): void {
    notify(this, n);
  }
  notifyAll(): void {
    notify(this, Number.MAX_SAFE_INTEGER);
  }
}

export class Condition extends AnyCondition {
  constructor(lock?: Lock | RLock) {
    if (lock !== undefined && !(lock instanceof Lock) && !(lock instanceof RLock))
      throw new TypeError('a condition takes a Lock or an RLock');
    super(lock ?? new RLock());
  }
}
defineKind(ObjectKind.Condition, () => Condition.prototype);

function lockOf(condition: AnyCondition): ConditionLock {
  return wrapperAt(current().words[condition[address] + ConditionWords.Lock] as number) as ConditionLock;
}

/** Once: the wait is over. */
function passed(kernel: Kernel, condition: number): boolean {
  if (!kernel.isGranted) return false;
  kernel.emit(EventKind.Pass, condition);
  return true;
}

/**
 * A plain lock of threads does not know its owner: as in CPython it counts as owned when anybody has it. One of processes
 * does.
 */
function isOwned(kernel: Kernel, lock: number): boolean {
  if (isRLock(kernel, lock)) return ownsRLock(kernel, lock);
  return kernel.words[lock + Header.Space] === anyProcess ? ownsLock(kernel, lock) : isLocked(kernel, lock);
}

function isRLock(kernel: Kernel, lock: number): boolean {
  return kernel.words[lock + Header.Kind] === ObjectKind.RLock;
}

/** Inside the condition's enter; answers how deep the lock was held. */
function giveUp(kernel: Kernel, lock: number): number {
  if (!isRLock(kernel, lock)) {
    releaseLock(kernel, lock);
    return 1;
  }
  kernel.enterNested(lock);
  const depth = kernel.words[lock + RLockWords.Depth] as number;
  giveBackDepth(kernel, lock, 0);
  kernel.leave(lock);
  return depth;
}

function takeAgain(kernel: Kernel, lock: number, depth: number): void {
  if (!isRLock(kernel, lock)) {
    acquireLock(kernel, lock, true, -1);
    return;
  }
  kernel.enterToWait(lock, WaitClass.Owner, -1);
  acquireDepth(kernel, lock, depth, true, -1);
  kernel.leave(lock);
}

function notify(condition: AnyCondition, most: number): void {
  const kernel = current();
  const object = condition[address];
  kernel.enter(object);
  if (!isOwned(kernel, kernel.words[object + ConditionWords.Lock] as number)) {
    kernel.leave(object);
    throw new ThreadError('cannot notify on un-acquired lock');
  }
  const waiting = kernel.waiterCount(object);
  const granted = kernel.grant(object, most);
  kernel.emit(EventKind.Notify, object, 0, granted, waiting);
  kernel.changed(object);
  kernel.leave(object);
}
