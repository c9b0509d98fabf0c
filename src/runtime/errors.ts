/** What the primitives throw. Names follow CPython's exceptions. */

/** Thrown by every operation of a thread once its run is over, so that it unwinds. Never shown to anybody. */
export class RunEnded extends Error {
  override name = 'RunEnded';
}

/** A misuse of a primitive, as CPython's RuntimeError. */
export class ThreadError extends Error {
  override name = 'ThreadError';
}

/** A barrier was broken or reset while threads waited at it. */
export class BrokenBarrierError extends ThreadError {
  override name = 'BrokenBarrierError';
}

/** A queue was shut down. */
export class ShutDown extends Error {
  override name = 'ShutDown';
}

/** Queue.get without waiting, or for too long, found nothing. */
export class Empty extends Error {
  override name = 'Empty';
}

/** Queue.put without waiting, or for too long, found no room. */
export class Full extends Error {
  override name = 'Full';
}
