/**
 * concurrent.futures' pools: what they have in common, and ThreadPoolExecutor. As in CPython a worker is started with a task
 * only while no worker is idle and there may be more, tasks wait in a queue, and a pool that nobody shut down ends when the
 * main thread has returned and nothing is left to do.
 */
import { FutureState, ObjectKind, QueueState } from '../trace/vocabulary.js';
import { type BrokenExecutor, BrokenThreadPool, ThreadError } from './errors.js';
import { mapOver, type Zip, zipOf } from './executorMap.js';
import {
  type Anything,
  callText,
  carryOut,
  type Initializer,
  initialiseOrTell,
  keepInitializer,
  makeTask,
  nextTask,
  putTask,
  shut,
  takeAll,
  unpack,
  workerAt,
  workersOf,
} from './executorTasks.js';
import { type Future, finishOnce, futureOfTask } from './future.js';
import { current, type Kernel } from './kernel.js';
import { exportedFunction, type FunctionReference, registerInternal } from './programFunctions.js';
import { load, store } from './sharedBytes.js';
import {
  address,
  createObject,
  emitCreate,
  registerKind,
  SharedObject,
  setAddress,
  wrapperAt,
} from './sharedObject.js';
import { SpaceWords } from './space.js';
import { joinObject, Thread } from './thread.js';
import { ExecutorFamily, ExecutorWords, FutureWords, QueueWords } from './waiting.js';

/** CPython's default for a machine of so many processors, which a program cannot ask for here: 2 + 4. */
const defaultWorkers = 6;
const initializerFailed = 'an initializer failed, the pool is not usable anymore';

export interface ExecutorOptions {
  readonly family: number;
  readonly maxWorkers: number;
  readonly initializer: Anything | undefined;
  readonly initargs: readonly unknown[];
}

/** Starts worker number n of a pool and answers its address. Called within an operation of the pool. */
export const startWorker = Symbol('startWorker');
/** The error of a pool that is broken. */
export const brokenError = Symbol('brokenError');

export abstract class AnyExecutor extends SharedObject {
  constructor({ family, maxWorkers, initializer, initargs }: ExecutorOptions) {
    super();
    if (!(maxWorkers > 0)) throw new RangeError('max_workers must be greater than 0');
    const first = initializer && {
      reference: exportedFunction(initializer, 'the initializer'),
      args: initargs,
    };
    const made = createObject(this, ObjectKind.Executor, (at, kernel) =>
      fillExecutor(kernel, at, family, maxWorkers, first),
    );
    if (made) emitCreate(this[address], ObjectKind.Executor, maxWorkers);
  }

  abstract [startWorker](kernel: Kernel, number: number): number;
  abstract [brokenError](): BrokenExecutor;

  submit(target: Anything, ...args: readonly unknown[]): Future {
    const reference = exportedFunction(target, 'the target');
    return submitCall(this, reference, args, callText(reference, args));
  }

  /** The results in the order of the items; all calls are handed in at once. */
  map(target: Anything, ...given: readonly unknown[]): IterableIterator<unknown> {
    const { rows, options }: Zip = zipOf(given);
    return mapOver(
      rows.map((row) => this.submit(target, ...row)),
      options.timeout,
    );
  }

  shutdown(wait = true, cancelFutures = false): void {
    const kernel = current();
    const pool = this[address];
    kernel.enter(pool);
    shut(kernel, pool);
    const dropped = cancelFutures ? takeAll(kernel, pool) : [];
    const workers = workersOf(kernel, pool);
    kernel.leave(pool);
    for (const { future } of dropped) (wrapperAt(future) as Future).cancel();
    if (wait) for (const worker of workers) joinObject(kernel, worker, -1);
  }
}

/** Puts a call in and answers its future. */
export function submitCall(
  executor: AnyExecutor,
  reference: FunctionReference,
  args: readonly unknown[],
  shown: string,
): Future {
  const kernel = current();
  const pool = executor[address];
  const isRemote = kernel.words[pool + ExecutorWords.Family] !== ExecutorFamily.Threads;
  const future = futureOfTask(kernel, pool, shown);
  kernel.words[future[address] + FutureWords.IsRemote] = isRemote ? 1 : 0;
  const task = { future: future[address], reference, args, group: 0 };
  const { node, text } = makeTask(kernel, pool, task, shown);
  const problem = kernel.undivided(pool, () => {
    const found = problemOf(kernel, executor);
    if (!found) accept(kernel, executor, node, text);
    return found;
  });
  if (!problem) return future;
  unpack(kernel, pool, node);
  throw problem;
}

function problemOf({ words, space }: Kernel, executor: AnyExecutor): Error | undefined {
  const pool = executor[address];
  if (words[pool + ExecutorWords.Broken] === 1) return executor[brokenError]();
  if (words[pool + QueueWords.State] === QueueState.ShutDown)
    return new ThreadError('cannot schedule new futures after shutdown');
  return words[space + SpaceWords.MainEnded] === 1
    ? new ThreadError('cannot schedule new futures after interpreter shutdown')
    : undefined;
}

/** Puts a task in, and starts one more worker if none is idle and there may be more. */
function accept(kernel: Kernel, executor: AnyExecutor, node: number, text: string): void {
  const { words } = kernel;
  const pool = executor[address];
  putTask(kernel, pool, node, text);
  const idle = words[pool + ExecutorWords.Idle] as number;
  const number = words[pool + ExecutorWords.Workers] as number;
  if (idle > 0) words[pool + ExecutorWords.Idle] = idle - 1;
  else if (number < (words[pool + ExecutorWords.MaxWorkers] as number)) {
    // Counted first, so that the worker finds itself in the table.
    words[pool + ExecutorWords.Workers] = number + 1;
    words[workerAt(kernel, pool, number)] = executor[startWorker](kernel, number);
  }
}

export function fillExecutor(
  kernel: Kernel,
  at: number,
  family: number,
  maxWorkers: number,
  initializer: Initializer | undefined,
): void {
  const { words, space } = kernel;
  const size = Math.floor(maxWorkers) * 2;
  const table = kernel.allocator.allocate(size * 4);
  words.fill(0, table, table + size);
  words[at + ExecutorWords.Family] = family;
  words[at + ExecutorWords.MaxWorkers] = Math.floor(maxWorkers);
  words[at + ExecutorWords.Table] = table;
  keepInitializer(kernel, at, initializer);
  words[at + ExecutorWords.Previous] = Atomics.exchange(words, space + SpaceWords.LastExecutor, at);
}

/** No worker can be trusted any more: what is not done never will be. Answers the futures that this ended. */
export function breakPool(kernel: Kernel, pool: number, error: BrokenExecutor): void {
  kernel.enter(pool);
  kernel.words[pool + ExecutorWords.Broken] = 1;
  shut(kernel, pool);
  const futures = takeAll(kernel, pool).map((task) => task.future);
  const count = kernel.words[pool + ExecutorWords.Workers] as number;
  for (let n = 0; n < count; n++) futures.push(kernel.words[workerAt(kernel, pool, n) + 1] as number);
  kernel.leave(pool);
  for (const future of futures) if (future !== 0) finishOnce(wrapperAt(future), FutureState.Failed, error);
}

/** Lets the pools of the calling process know that its main thread has returned. Called by it, outside any operation. */
export function endPools(kernel: Kernel): void {
  const { words } = kernel;
  words[kernel.space + SpaceWords.MainEnded] = 1;
  for (
    let pool = words[kernel.space + SpaceWords.LastExecutor] as number;
    pool !== 0;
    pool = words[pool + ExecutorWords.Previous] as number
  ) {
    kernel.enterNested(pool);
    // One of multiprocessing ends by force with its process, so no worker is replaced any more.
    words[pool + ExecutorWords.Terminated] = 1;
    kernel.changed(pool);
    kernel.leave(pool);
  }
}

export class ThreadPoolExecutor extends AnyExecutor {
  constructor(
    maxWorkers = defaultWorkers,
    threadNamePrefix = '',
    initializer?: Anything,
    initargs: readonly unknown[] = [],
  ) {
    super({ family: ExecutorFamily.Threads, maxWorkers, initializer, initargs });
    keepPrefix(current(), this[address], threadNamePrefix);
  }

  override [startWorker](kernel: Kernel, number: number): number {
    const worker = new Thread({
      target: poolWorker,
      args: [this],
      name: `${prefixOf(kernel, this[address])}_${number}`,
    });
    worker.start();
    return worker[address];
  }
  override [brokenError](): BrokenExecutor {
    return new BrokenThreadPool(initializerFailed);
  }
}

/** What a wrapper of a pool is made of, by its family. */
const prototypes = new Map<number, object>([[ExecutorFamily.Threads, ThreadPoolExecutor.prototype]]);
export function registerFamily(family: number, prototype: object): void {
  prototypes.set(family, prototype);
}
registerKind(ObjectKind.Executor, (at) => {
  const family = current().words[at + ExecutorWords.Family] as number;
  const wrapper = Object.create(prototypes.get(family) ?? null) as SharedObject;
  setAddress(wrapper, at);
  return wrapper;
});

/** What a worker of a pool does. */
function poolWorker(executor: ThreadPoolExecutor): void {
  const kernel = current();
  const pool = executor[address];
  if (!initialiseOrTell(kernel, pool)) return breakPool(kernel, pool, executor[brokenError]());
  for (let task = nextTask(kernel, pool); task; task = nextTask(kernel, pool)) carryOut(task);
}
registerInternal('poolWorker', poolWorker);

function keepPrefix(kernel: Kernel, pool: number, given: string): void {
  const { words, space } = kernel;
  if (words[pool + ExecutorWords.Prefix] !== 0) return; // attached to what another thread made
  const number = given === '' ? Atomics.add(words, space + SpaceWords.ExecutorNames, 1) : 0;
  const name = store(kernel, given === '' ? `ThreadPoolExecutor-${number}` : given, 'the prefix');
  words[pool + ExecutorWords.Prefix] = name.at;
  words[pool + ExecutorWords.PrefixLength] = name.length;
}

function prefixOf(kernel: Kernel, pool: number): string {
  const { words } = kernel;
  const at = words[pool + ExecutorWords.Prefix] as number;
  return String(load(kernel, at, words[pool + ExecutorWords.PrefixLength] as number));
}
