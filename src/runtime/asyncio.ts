/** The module `threadlanes/asyncio`, as a program imports it: exactly what types/threadlanes/asyncio.d.ts promises. */
export { getRunningLoop, run } from './asyncio/eventLoop.js';
export { Future } from './asyncio/future.js';
export { BoundedSemaphore, Condition, Event, Lock, Semaphore } from './asyncio/locks.js';
export { LifoQueue, PriorityQueue, Queue } from './asyncio/queues.js';
export { Task } from './asyncio/task.js';
export { TaskGroup } from './asyncio/taskGroup.js';
export { Timeout, timeout, timeoutAt } from './asyncio/timeout.js';
export {
  allTasks,
  asCompleted,
  createTask,
  currentTask,
  ensureFuture,
  gather,
  shield,
  sleep,
  toThread,
  wait,
  waitFor,
} from './asyncio/waits.js';
export {
  CancelledError,
  ExceptionGroup,
  InvalidStateError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  TimeoutError,
} from './errors.js';
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } from './waitForFutures.js';
