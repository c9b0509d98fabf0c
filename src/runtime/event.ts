/** threading.Event: a flag to wait for. Whoever waits when it is set goes on, even if it is cleared at once. */

import { Access } from '../explore/strategy.js';
import { wordsOf } from '../trace/records.js';
import { EventKind, EventState, ObjectKind, Operation, ValueForm } from '../trace/vocabulary.js';
import { current } from './kernel.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { waitNs } from './time.js';
import { EventWords, WaitClass } from './waiting.js';

export class Event extends SharedObject {
  constructor() {
    super();
    if (createObject(this, ObjectKind.Event, () => {})) emitCreate(this[address], ObjectKind.Event, 0);
  }

  /** An observation, as atomic as any: what was done before the event was set is seen after it was found set. */
  isSet(): boolean {
    const kernel = current();
    const object = this[address];
    kernel.enter(object, Access.Read);
    const state = kernel.words[object + EventWords.State] as number;
    kernel.emit(EventKind.AtomicRead, object, ValueForm.Number, ...wordsOf(state));
    kernel.leave(object);
    return state === EventState.Set;
  }

  set(): void {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    kernel.words[object + EventWords.State] = EventState.Set;
    kernel.emit(EventKind.State, object, EventState.Set);
    kernel.grant(object, Number.MAX_SAFE_INTEGER);
    kernel.changed(object);
    kernel.leave(object);
  }

  clear(): void {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    kernel.words[object + EventWords.State] = EventState.Clear;
    kernel.emit(EventKind.State, object, EventState.Clear);
    kernel.leave(object);
  }

  /** Waits until the event is set; false when the time ran out before. */
  wait(timeout?: number): boolean {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const done = kernel.waitUntil(object, WaitClass.Granted, Operation.Wait, waitNs(timeout), () => {
      const isSet = kernel.words[object + EventWords.State] === EventState.Set;
      if (!isSet && !kernel.isGranted) return false;
      kernel.emit(EventKind.Pass, object);
      return true;
    });
    kernel.leave(object);
    return done;
  }
}
defineKind(ObjectKind.Event, () => Event.prototype);
