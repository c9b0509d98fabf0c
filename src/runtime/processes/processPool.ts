/**
 * concurrent.futures.ProcessPoolExecutor: as the pool of threads, but its workers are processes. A worker that is ended by
 * force breaks the pool: what was not done gets BrokenProcessPool, and the other workers are ended too.
 */
import { BrokenProcessPool } from '../errors.js';
import { AnyExecutor, breakPool, brokenError, registerFamily, startWorker, submitCall } from '../executor.js';
import { mapOver, zipOf } from '../executorMap.js';
import {
  type Anything,
  callText,
  carryOut,
  initialiseOrTell,
  nextTask,
  workerAt,
  workersOf,
} from '../executorTasks.js';
import { current, type Kernel } from '../kernel.js';
import { cpuCount } from '../machine.js';
import {
  exportedFunction,
  type FunctionReference,
  referenceTo,
  registerInternal,
  resolveReference,
} from '../programFunctions.js';
import { address } from '../sharedObject.js';
import { ExecutorFamily, ExecutorWords } from '../waiting.js';
import { waitForCallbacks } from './callbacks.js';
import { ownProcess } from './family.js';
import { startInner, terminate } from './lifecycle.js';

const endedAbruptly =
  'A process in the process pool was terminated abruptly while the future was running or pending.';

export class ProcessPoolExecutor extends AnyExecutor {
  constructor(maxWorkers?: number, initializer?: Anything, initargs: readonly unknown[] = []) {
    super({ family: ExecutorFamily.Processes, maxWorkers: maxWorkers ?? cpuCount(), initializer, initargs });
  }

  override [startWorker](kernel: Kernel, number: number): number {
    const pool = this[address];
    const given = { parent: ownProcess(kernel), type: 'SpawnProcess', daemon: false, pool };
    return startInner(kernel, given, poolProcess, [pool, number]);
  }
  override [brokenError](): BrokenProcessPool {
    return new BrokenProcessPool(endedAbruptly);
  }

  /** As for threads, but so many items at once go to a process. */
  override map(target: Anything, ...given: readonly unknown[]): IterableIterator<unknown> {
    const { rows, options } = zipOf(given);
    const size = options.chunksize ?? 1;
    if (!(size >= 1)) throw new RangeError('chunksize must be >= 1.');
    const reference = exportedFunction(target, 'the target');
    const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) =>
      rows.slice(i * size, (i + 1) * size),
    );
    const futures = chunks.map((chunk) => {
      const shown = chunk.map((row) => callText(reference, row)).join(', ');
      return submitCall(this, referenceTo(callEach) as FunctionReference, [reference, chunk], shown);
    });
    return flat(mapOver(futures, options.timeout));
  }

  override shutdown(wait = true, cancelFutures = false): void {
    super.shutdown(wait, cancelFutures);
    if (wait) waitForCallbacks(current());
  }
}
registerFamily(ExecutorFamily.Processes, ProcessPoolExecutor.prototype);

function* flat(chunks: IterableIterator<unknown>): IterableIterator<unknown> {
  for (const chunk of chunks) yield* chunk as readonly unknown[];
}

/** One call after the other; what one throws is the chunk's result. */
export function callEach(reference: FunctionReference, rows: readonly (readonly unknown[])[]): unknown[] {
  const target = resolveReference(reference) as Anything;
  return rows.map((row) => target(...row));
}
registerInternal('callEach', callEach);

/** What a worker does. Its place in the pool's table says which future it is at. */
function poolProcess(pool: number, number: number): void {
  const kernel = current();
  if (!initialiseOrTell(kernel, pool)) return breakProcessPool(kernel, pool);
  const place = workerAt(kernel, pool, number) + 1;
  for (let task = nextTask(kernel, pool); task; task = nextTask(kernel, pool)) {
    Atomics.store(kernel.words, place, task.future);
    carryOut(task);
    Atomics.store(kernel.words, place, 0);
  }
}
registerInternal('poolProcess', poolProcess);

/** Once: a worker failed or was ended. */
export function breakProcessPool(kernel: Kernel, pool: number): void {
  if (kernel.words[pool + ExecutorWords.Broken] === 1) return;
  breakPool(kernel, pool, new BrokenProcessPool(endedAbruptly));
  for (const worker of workersOf(kernel, pool))
    if (worker !== ownProcess(kernel)) terminate(kernel, worker, -15);
}
