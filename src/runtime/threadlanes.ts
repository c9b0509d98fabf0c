/** The module `threadlanes`, as a program imports it: exactly what types/threadlanes/index.d.ts promises. */
export { Barrier } from './barrier.js';
export { compute } from './compute.js';
export { Condition } from './condition.js';
export { Coroutine, coroutine } from './coroutines/coroutine.js';
export {
  BrokenBarrierError,
  BrokenExecutor,
  BrokenThreadPool,
  CancelledError,
  Empty,
  Full,
  GeneratorExit,
  InvalidStateError,
  ShutDown,
  StopIteration,
  ThreadError,
  TimeoutError,
} from './errors.js';
export { Event } from './event.js';
export { ThreadPoolExecutor } from './executor.js';
export { Future } from './future.js';
export { Gil } from './gil.js';
export { activeCount, currentThread, enumerate, getIdent, getNativeId, mainThread } from './liveThreads.js';
export { Lock } from './lock.js';
export { print } from './print.js';
export { LifoQueue, PriorityQueue, Queue, SimpleQueue } from './queue.js';
export { RLock } from './rlock.js';
export { BoundedSemaphore, Semaphore } from './semaphore.js';
export { shared } from './shared.js';
export { sharedArray } from './sharedArray.js';
export { Thread } from './thread.js';
export { ThreadLocal } from './threadLocal.js';
export { sleep } from './time.js';
export { Timer } from './timer.js';
export {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  wait,
} from './waitForFutures.js';
