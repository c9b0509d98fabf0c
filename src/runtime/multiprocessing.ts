/** The module `threadlanes/multiprocessing`, as a program imports it: what types/threadlanes/multiprocessing.d.ts promises. */
export {
  BrokenPipeError,
  BrokenProcessPool,
  Empty,
  EOFError,
  Full,
  KeyError,
  OSError,
  ThreadError,
  TimeoutError,
} from './errors.js';

import './processes/killedWorker.js';

export { cpuCount } from './machine.js';
export { Connection, Pipe } from './processes/connections.js';
export { BoundedSemaphore, Lock, RLock, Semaphore } from './processes/locks.js';
export { Manager } from './processes/manager.js';
export { SynchronizedArray as Array, Value } from './processes/memory.js';
export { Pool } from './processes/pool.js';
export {
  activeChildren,
  currentProcess,
  getpid,
  getppid,
  Process,
  parentProcess,
} from './processes/process.js';
export { ProcessPoolExecutor } from './processes/processPool.js';
export { JoinableQueue, Queue, SimpleQueue } from './processes/queues.js';
export { Barrier, Condition, Event } from './processes/synchronizers.js';
