/**
 * Kinds of objects in memory that the trace calls otherwise, or does not know: numbers beyond ObjectKind's. The class of a
 * wrapper is found by them.
 */
import type { ObjectKind } from '../trace/vocabulary.js';

const own = (kind: number): ObjectKind => kind as ObjectKind;

/** threading.local: nobody can wait for it or see it elsewhere. */
export const localKind = own(200);
/** A thread in the trace. */
export const greenletKind = own(201);
/** What belongs to the event loop of one thread: in the trace a lock, an event, a queue and so on. */
export const asyncioKind = own(202);
/** gevent's namesakes of threading's objects. */
export const geventEventKind = own(203);
export const geventQueueKind = own(204);
export const geventLockKind = own(205);
export const asyncResultKind = own(206);
export const poolKind = own(207);
