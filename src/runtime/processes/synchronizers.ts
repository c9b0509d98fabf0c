/** multiprocessing's Condition, Event and Barrier: as their namesakes of threads, but the same in every process. */
import { ObjectKind } from '../../trace/vocabulary.js';
import { Barrier as ThreadBarrier } from '../barrier.js';
import { AnyCondition } from '../condition.js';
import { Event as ThreadEvent } from '../event.js';
import { current } from '../kernel.js';
import { defineProcessKind, liveEverywhere } from '../sharedObject.js';
import { waitNs } from '../time.js';
import { Lock, RLock } from './locks.js';

export class Condition extends AnyCondition {
  constructor(lock?: Lock | RLock) {
    if (lock !== undefined && !(lock instanceof Lock) && !(lock instanceof RLock))
      throw new TypeError('a condition takes a Lock or an RLock of threadlanes/multiprocessing');
    super(lock ?? new RLock());
  }

  /** As CPython has it here, a time-out of 0 or less does not wait at all. */
  override waitFor<T>(predicate: () => T, timeout?: number): T {
    const kernel = current();
    let result = predicate();
    const deadline = kernel.now() + waitNs(timeout);
    while (!result) {
      const left = timeout === undefined ? undefined : (deadline - kernel.now()) / 1e9;
      if (left !== undefined && left <= 0) break;
      this.wait(left);
      result = predicate();
    }
    return result;
  }
}

export class Event extends ThreadEvent {}
export class Barrier extends ThreadBarrier {}

liveEverywhere(Condition, Event, Barrier);
defineProcessKind(ObjectKind.Condition, () => Condition.prototype);
defineProcessKind(ObjectKind.Event, () => Event.prototype);
defineProcessKind(ObjectKind.Barrier, () => Barrier.prototype);
