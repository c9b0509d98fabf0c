/**
 * What tasks of one loop wait for: a lock, an event and the like. Such an object belongs to the loop that uses it first. Its
 * state is plain data of that thread's worker, as nobody else may touch it; in the trace it is one of threadlanes' kinds.
 */
import { EventKind, type ObjectKind, type Operation } from '../../trace/vocabulary.js';
import { ThreadError } from '../errors.js';
import { current } from '../kernel.js';
import { bodyAt, Header } from '../memory.js';
import { asyncioKind } from '../objectKinds.js';
import { address, createObject, registerKind, SharedObject } from '../sharedObject.js';
import { Waitable, waitAt } from './future.js';
import { runningLoop, type Scheduler } from './running.js';

const ownerWord = bodyAt;

export class LoopObject extends SharedObject {
  #loop: Scheduler | undefined;

  constructor(kind: ObjectKind, detail: number, variety = 0) {
    super();
    const made = createObject(this, asyncioKind, () => {});
    if (made) current().emit(EventKind.Create, this[address], variety, kind, detail);
  }

  protected get id(): number {
    return current().words[this[address] + Header.Id] as number;
  }
  protected emit(kind: EventKind, info = 0, a = 0, b = 0): void {
    current().emit(kind, this[address], info, a, b);
  }

  /** A future of the running loop, drawn as a wait at this object. Throws ThreadError in another loop than the object's. */
  protected waiter<T>(operation: Operation): Waitable<T> {
    const loop = runningLoop();
    const kernel = current();
    const { words, threadId } = kernel;
    const owner = this[address] + ownerWord;
    this.#loop ??= loop;
    words[owner] ||= threadId;
    if (this.#loop !== loop || words[owner] !== threadId)
      throw new ThreadError('the object is bound to a different event loop');
    return new Waitable<T>(waitAt(this.id, operation), loop);
  }
}
registerKind(asyncioKind, () => {
  throw new ThreadError(
    'an object of threadlanes/asyncio belongs to the loop that uses it and cannot go to another thread',
  );
});

/** Wakes the first that still waits. */
export function wakeFirst(waiters: readonly Waitable[]): void {
  for (const waiter of waiters) if (!waiter.done()) return waiter.setResult(undefined);
}

export function remove(waiters: Waitable[], waiter: Waitable): void {
  const index = waiters.indexOf(waiter);
  if (index >= 0) waiters.splice(index, 1);
}
