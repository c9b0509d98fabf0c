/**
 * multiprocessing's Lock, RLock and semaphores: as their namesakes of threads, but the same in every process, and with what
 * CPython does otherwise: acquire takes any time-out, a lock is released like a semaphore.
 */
import { ObjectKind, SemaphoreBound } from '../../trace/vocabulary.js';
import { ThreadError } from '../errors.js';
import { current } from '../kernel.js';
import { acquireLock, giveUpLock } from '../lock.js';
import { acquireRLock, giveUpRLock } from '../rlock.js';
import { acquirePermit, createSemaphore, isBounded, releasePermits } from '../semaphore.js';
import {
  address,
  createObject,
  defineProcessKind,
  emitCreate,
  liveEverywhere,
  SharedObject,
} from '../sharedObject.js';
import { waitNs } from '../time.js';

const releasedTooOften = 'semaphore or lock released too many times';

export class Lock extends SharedObject {
  constructor() {
    super();
    if (createObject(this, ObjectKind.Lock, () => {})) emitCreate(this[address], ObjectKind.Lock, 0);
  }
  acquire(block = true, timeout?: number): boolean {
    return acquireLock(current(), this[address], mayWait(block, timeout), waitNs(timeout));
  }
  release(): void {
    if (!giveUpLock(current(), this[address])) throw new RangeError(releasedTooOften);
  }
}

export class RLock extends SharedObject {
  constructor() {
    super();
    if (createObject(this, ObjectKind.RLock, () => {})) emitCreate(this[address], ObjectKind.RLock, 0);
  }
  acquire(block = true, timeout?: number): boolean {
    return acquireRLock(current(), this[address], mayWait(block, timeout), waitNs(timeout));
  }
  release(): void {
    if (!giveUpRLock(current(), this[address]))
      throw new ThreadError('attempt to release recursive lock not owned by thread');
  }
}

export class Semaphore extends SharedObject {
  constructor(value = 1) {
    super();
    const isOfBounded = this instanceof BoundedSemaphore;
    createSemaphore(this, value, isOfBounded ? SemaphoreBound.Bounded : SemaphoreBound.Unbounded);
  }
  acquire(block = true, timeout?: number): boolean {
    return acquirePermit(current(), this[address], mayWait(block, timeout), waitNs(timeout));
  }
  release(): void {
    if (!releasePermits(current(), this[address], 1)) throw new RangeError(releasedTooOften);
  }
}

export class BoundedSemaphore extends Semaphore {}

liveEverywhere(Lock, RLock, Semaphore);
defineProcessKind(ObjectKind.Lock, () => Lock.prototype);
defineProcessKind(ObjectKind.RLock, () => RLock.prototype);
defineProcessKind(ObjectKind.Semaphore, (at) => (isBounded(at) ? BoundedSemaphore : Semaphore).prototype);

/** A time-out of a call that does not wait counts for nothing; one of 0 or less does not wait. */
function mayWait(block: boolean, timeout: number | undefined): boolean {
  return block && (timeout === undefined || timeout > 0);
}
