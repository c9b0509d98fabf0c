/** What the primitives throw. Names follow CPython's exceptions. */
import { registerInternal } from './programFunctions.js';

/** Thrown by every operation of a thread once its run is over, so that it unwinds. Never shown to anybody. */
export class RunEnded extends Error {
  override name = 'RunEnded';
}

/** Thrown by every operation of a thread whose process was ended by force. Never shown to anybody. */
export class ThreadKilled extends RunEnded {
  override name = 'ThreadKilled';
}

/** A misuse of a primitive, as CPython's RuntimeError. */
export class ThreadError extends Error {
  override name = 'ThreadError';
}

/** A barrier was broken or reset while threads waited at it. */
export class BrokenBarrierError extends ThreadError {
  override name = 'BrokenBarrierError';
}

/** The result of a future did not come in time. */
export class TimeoutError extends Error {
  override name = 'TimeoutError';
}

/** A future was cancelled, so it has no result. */
export class CancelledError extends Error {
  override name = 'CancelledError';
}

/** A future was given a result when it had one. */
export class InvalidStateError extends Error {
  override name = 'InvalidStateError';
}

/** A pool cannot work any more. */
export class BrokenExecutor extends ThreadError {
  override name = 'BrokenExecutor';
}
export class BrokenThreadPool extends BrokenExecutor {
  override name = 'BrokenThreadPool';
}

/** A process of a pool ended in the middle of a call. */
export class BrokenProcessPool extends BrokenExecutor {
  override name = 'BrokenProcessPool';
}

/** A connection or a manager cannot be used: it was closed, or goes the other way. */
export class OSError extends Error {
  override name = 'OSError';
}

/** Nobody is left who could receive. */
export class BrokenPipeError extends OSError {
  override name = 'BrokenPipeError';
}

/** The call would have to wait, and was told not to. */
export class BlockingIOError extends OSError {
  override name = 'BlockingIOError';
}
/** Nobody listens at that port. */
export class ConnectionRefusedError extends OSError {
  override name = 'ConnectionRefusedError';
}
/** The other end broke the connection off. */
export class ConnectionResetError extends OSError {
  override name = 'ConnectionResetError';
}

/** Nothing is left to receive, and nobody who could send. */
export class EOFError extends Error {
  override name = 'EOFError';
}

/** A dict has no such key. */
export class KeyError extends Error {
  override name = 'KeyError';
}

/** A generator is done; `value` is what it returned. */
export class StopIteration extends Error {
  override name = 'StopIteration';
  constructor(readonly value: unknown) {
    super('the generator is done');
  }
}

/** Thrown inside a generator or greenlet that is to end. */
export class GeneratorExit extends Error {
  override name = 'GeneratorExit';
}

/** Ends a greenlet, and nothing else. */
export class GreenletExit extends Error {
  override name = 'GreenletExit';
}
/** A greenlet was used in a way that it cannot be. */
export class GreenletError extends Error {
  override name = 'GreenletError';
}
/** All greenlets wait, and nothing is left that could wake one. */
export class LoopExit extends Error {
  override name = 'LoopExit';
}
/** gevent's: something did not come about in time. */
export class Timeout extends Error {
  override name = 'Timeout';
}

/** asyncio's queues without waiting, and shut down. */
export class QueueEmpty extends Error {
  override name = 'QueueEmpty';
}
export class QueueFull extends Error {
  override name = 'QueueFull';
}
export class QueueShutDown extends Error {
  override name = 'QueueShutDown';
}
/** Several exceptions at once: what tasks of a group threw. */
export class ExceptionGroup extends Error {
  override name = 'ExceptionGroup';
  constructor(
    message: string,
    readonly exceptions: readonly unknown[],
  ) {
    super(`${message} (${exceptions.length} sub-exception${exceptions.length === 1 ? '' : 's'})`);
  }
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

const travelling = {
  ThreadError,
  BrokenBarrierError,
  TimeoutError,
  CancelledError,
  InvalidStateError,
  BrokenExecutor,
  BrokenThreadPool,
  BrokenProcessPool,
  OSError,
  BrokenPipeError,
  BlockingIOError,
  ConnectionRefusedError,
  ConnectionResetError,
  EOFError,
  KeyError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  ExceptionGroup,
  StopIteration,
  GeneratorExit,
  GreenletExit,
  GreenletError,
  LoopExit,
  Timeout,
  ShutDown,
  Empty,
  Full,
};
for (const [name, type] of Object.entries(travelling)) registerInternal(name, type);
