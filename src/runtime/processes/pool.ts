/**
 * multiprocessing.Pool: so many processes, there from the start, that carry out calls. They are daemons. In the trace the pool
 * is an executor: what is asked for lies in it until a worker takes it, and stays there for good if the pool is terminated.
 */
import { ObjectKind, QueueState } from '../../trace/vocabulary.js';
import { fillExecutor, registerFamily } from '../executor.js';
import {
  type Anything,
  callText,
  carryOut,
  initialise,
  makeTask,
  nextTask,
  putTask,
  shut,
  unpack,
  workerAt,
  workersOf,
} from '../executorTasks.js';
import { futureOfTask } from '../future.js';
import { current, type Kernel } from '../kernel.js';
import { cpuCount } from '../machine.js';
import { Header } from '../memory.js';
import {
  exportedFunction,
  type FunctionReference,
  referenceTo,
  registerInternal,
} from '../programFunctions.js';
import { address, createObject, emitCreate, SharedObject } from '../sharedObject.js';
import { SpaceWords } from '../space.js';
import { joinObject } from '../thread.js';
import { ExecutorFamily, ExecutorWords, FutureWords, QueueWords } from '../waiting.js';
import { waitForCallbacks } from './callbacks.js';
import { startInner, terminate } from './lifecycle.js';
import { countDown, makeGroup, Shape } from './poolGroup.js';
import { AsyncResult, IMapIterator } from './poolResults.js';
import { callEach } from './processPool.js';

type Callback = ((value: never) => void) | undefined;
type Rows = readonly (readonly unknown[])[];

export class Pool extends SharedObject {
  constructor(
    processes?: number,
    initializer?: Anything,
    initargs: readonly unknown[] = [],
    maxtasksperchild?: number,
  ) {
    super();
    const count = processes ?? cpuCount();
    if (!(count >= 1)) throw new RangeError('Number of processes must be at least 1');
    if (maxtasksperchild !== undefined && !(Number.isInteger(maxtasksperchild) && maxtasksperchild >= 1))
      throw new RangeError('maxtasksperchild must be a positive int or None');
    const first = initializer && { reference: exportedFunction(initializer, 'initializer'), args: initargs };
    createObject(this, ObjectKind.Executor, (at, kernel) => {
      fillExecutor(kernel, at, ExecutorFamily.Pool, count, first);
      kernel.words[at + ExecutorWords.TasksPerWorker] = maxtasksperchild ?? 0;
    });
    emitCreate(this[address], ObjectKind.Executor, count);
    const kernel = current();
    kernel.words[this[address] + ExecutorWords.Workers] = count;
    for (let number = 0; number < count; number++) startPoolWorker(kernel, this[address], number);
  }

  apply(target: Anything, args: readonly unknown[] = []): unknown {
    return this.applyAsync(target, args).get();
  }
  applyAsync(
    target: Anything,
    args: readonly unknown[] = [],
    callback?: Callback,
    errorCallback?: Callback,
  ): AsyncResult {
    const kernel = open(this);
    const reference = exportedFunction(target, 'the target');
    const shown = callText(reference, args);
    const future = newFuture(kernel, this[address], shown);
    const group = makeGroup(kernel, [future], Shape.One, callback, errorCallback);
    put(kernel, this[address], { future, reference, args, group }, shown);
    return new AsyncResult(group);
  }

  map(target: Anything, items: Iterable<unknown>, chunksize?: number): unknown {
    return this.mapAsync(target, items, chunksize).get();
  }
  mapAsync(
    target: Anything,
    items: Iterable<unknown>,
    chunksize?: number,
    callback?: Callback,
    errorCallback?: Callback,
  ): AsyncResult {
    const rows = [...items].map((item) => [item]);
    return mapRows(this, target, rows, chunksize, callback, errorCallback);
  }
  starmap(target: Anything, items: Iterable<readonly unknown[]>, chunksize?: number): unknown {
    return this.starmapAsync(target, items, chunksize).get();
  }
  starmapAsync(
    target: Anything,
    items: Iterable<readonly unknown[]>,
    chunksize?: number,
    callback?: Callback,
    errorCallback?: Callback,
  ): AsyncResult {
    const rows = [...items].map((item) => [...item]);
    return mapRows(this, target, rows, chunksize, callback, errorCallback);
  }
  imap(target: Anything, items: Iterable<unknown>, chunksize = 1): IMapIterator {
    return iterate(this, target, items, chunksize, true);
  }
  imapUnordered(target: Anything, items: Iterable<unknown>, chunksize = 1): IMapIterator {
    return iterate(this, target, items, chunksize, false);
  }

  close(): void {
    const kernel = current();
    const pool = this[address];
    kernel.enter(pool);
    if (kernel.words[pool + QueueWords.State] === QueueState.Open) shut(kernel, pool);
    kernel.leave(pool);
  }

  terminate(): void {
    const kernel = current();
    const pool = this[address];
    kernel.enter(pool);
    kernel.words[pool + ExecutorWords.Terminated] = 1;
    if (kernel.words[pool + QueueWords.State] === QueueState.Open) shut(kernel, pool);
    kernel.leave(pool);
    for (const worker of workersOf(kernel, pool)) terminate(kernel, worker, -15);
    for (const worker of workersOf(kernel, pool)) joinObject(kernel, worker, -1);
  }

  join(): void {
    const kernel = current();
    const pool = this[address];
    kernel.point(pool);
    if (kernel.words[pool + QueueWords.State] === QueueState.Open)
      throw new RangeError('Pool is still running');
    for (let n = 0; n < workersOf(kernel, pool).length; n++) joinSlot(kernel, pool, n);
    waitForCallbacks(kernel);
  }
}
registerFamily(ExecutorFamily.Pool, Pool.prototype);

/** Until the last of those that had the place has ended: a worker that ends after so many tasks leaves it to another one. */
function joinSlot(kernel: Kernel, pool: number, number: number): void {
  const place = workerAt(kernel, pool, number);
  let worker = 0;
  while (worker !== kernel.words[place]) {
    worker = kernel.words[place] as number;
    joinObject(kernel, worker, -1);
  }
}

function open(pool: Pool): Kernel {
  const kernel = current();
  kernel.point(pool[address]);
  if (kernel.words[pool[address] + QueueWords.State] !== QueueState.Open)
    throw new RangeError('Pool not running');
  return kernel;
}

function newFuture(kernel: Kernel, pool: number, shown: string): number {
  const future = futureOfTask(kernel, pool, shown)[address];
  kernel.words[future + FutureWords.IsRemote] = 1;
  return future;
}

function put(kernel: Kernel, pool: number, task: Parameters<typeof makeTask>[2], shown: string): void {
  const { node, text } = makeTask(kernel, pool, task, shown);
  kernel.enter(pool);
  const isOpen = kernel.words[pool + QueueWords.State] === QueueState.Open;
  if (isOpen) putTask(kernel, pool, node, text);
  kernel.leave(pool);
  if (isOpen) return;
  unpack(kernel, pool, node);
  throw new RangeError('Pool not running');
}

/** One task for each so many rows of arguments; answers their futures. */
function putChunks(
  pool: Pool,
  target: Anything,
  rows: Rows,
  size: number,
  group: (futures: number[]) => number,
): number[] {
  const kernel = open(pool);
  const reference = exportedFunction(target, 'the target');
  const chunks = Array.from({ length: size === 0 ? 0 : Math.ceil(rows.length / size) }, (_, i) =>
    rows.slice(i * size, (i + 1) * size),
  );
  const shown = chunks.map((chunk) => chunk.map((row) => callText(reference, row)).join(', '));
  const futures = shown.map((text) => newFuture(kernel, pool[address], text));
  const inGroup = group(futures);
  for (const [i, chunk] of chunks.entries()) {
    const args = [reference, chunk];
    const task = {
      future: futures[i] as number,
      reference: referenceTo(callEach) as FunctionReference,
      args,
      group: inGroup,
    };
    put(kernel, pool[address], task, shown[i] as string);
  }
  return futures;
}

function mapRows(
  pool: Pool,
  target: Anything,
  rows: Rows,
  chunksize: number | undefined,
  callback: Callback,
  errorCallback: Callback,
): AsyncResult {
  const kernel = current();
  // CPython's rule: about four chunks for each process.
  const workers = kernel.words[pool[address] + ExecutorWords.Workers] as number;
  const size = chunksize ?? Math.ceil(rows.length / (workers * 4));
  let group = 0;
  putChunks(pool, target, rows, size, (futures) => {
    group = makeGroup(kernel, futures, Shape.List, callback, errorCallback);
    return group;
  });
  return new AsyncResult(group);
}

function iterate(
  pool: Pool,
  target: Anything,
  items: Iterable<unknown>,
  chunksize: number,
  ordered: boolean,
): IMapIterator {
  if (!(chunksize >= 1)) throw new RangeError(`Chunksize must be 1+, not ${chunksize}`);
  const rows = [...items].map((item) => [item]);
  const futures = putChunks(pool, target, rows, chunksize, () => 0);
  return new IMapIterator(futures, ordered, chunksize > 1);
}

/** Starts worker number n, as a child of the process that made the pool, whoever calls it. */
function startPoolWorker(kernel: Kernel, pool: number, number: number): void {
  const { words } = kernel;
  const home = words[pool + Header.Space] as number;
  const parent = words[home + SpaceWords.Process] as number;
  const given = { parent, type: 'SpawnPoolWorker', daemon: true, pool };
  words[workerAt(kernel, pool, number)] = startInner(kernel, given, poolMember, [pool, number]);
}

function poolMember(pool: number, number: number): void {
  const kernel = current();
  const most = kernel.words[pool + ExecutorWords.TasksPerWorker] as number;
  initialise(kernel, pool);
  let done = 0;
  for (let task = nextTask(kernel, pool); task; task = nextTask(kernel, pool)) {
    carryOut(task);
    if (task.group !== 0) countDown(kernel, task.group);
    if (++done === most) return replace(kernel, pool, number);
  }
}
registerInternal('poolMember', poolMember);

/** Another worker takes the place of one that ends, unless there is nothing to do for it. */
export function replace(kernel: Kernel, pool: number, number: number): void {
  const { words } = kernel;
  const isOpen = words[pool + QueueWords.State] === QueueState.Open;
  const hasWork = (words[pool + QueueWords.Length] as number) > 0;
  if (words[pool + ExecutorWords.Terminated] === 0 && (isOpen || hasWork))
    startPoolWorker(kernel, pool, number);
}
