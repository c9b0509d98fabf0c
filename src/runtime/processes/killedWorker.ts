/** A process that works for a pool was ended by force: a pool of futures breaks, the other one takes another worker. */
import { workersOf } from '../executorTasks.js';
import type { Kernel } from '../kernel.js';
import { ExecutorFamily, ExecutorWords } from '../waiting.js';
import { whenWorkerIsKilled } from './lifecycle.js';
import { replace } from './pool.js';
import { breakProcessPool } from './processPool.js';

whenWorkerIsKilled((kernel: Kernel, pool: number, process: number) => {
  if (kernel.words[pool + ExecutorWords.Family] === ExecutorFamily.Processes)
    return breakProcessPool(kernel, pool);
  const number = workersOf(kernel, pool).indexOf(process);
  if (number >= 0) replace(kernel, pool, number);
});
