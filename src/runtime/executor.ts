/**
 * concurrent.futures.ThreadPoolExecutor. As in CPython a worker is started with a task only while no worker is idle and
 * there may be more, tasks wait in a queue, and a pool that nobody shut down ends when the main thread has returned and
 * nothing is left to do.
 */
import {
  EventKind,
  ExecutorState,
  ObjectKind,
  Operation,
  QueueOrder,
  QueueState,
} from '../trace/vocabulary.js';
import { BrokenThreadPool, RunEnded, ThreadError } from './errors.js';
import { mapOver, type Zip, zipOf } from './executorMap.js';
import { Future } from './future.js';
import { current, type Kernel } from './kernel.js';
import { print } from './print.js';
import {
  exportedFunction,
  type FunctionReference,
  registerInternal,
  resolveReference,
} from './programFunctions.js';
import { freeNode, insertNode, itemOf, makeNode, nodeValue, takeNode } from './queueNodes.js';
import { load, store } from './sharedBytes.js';
import { address, createObject, defineKind, emitCreate, SharedObject, wrapperAt } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { SpaceWords } from './space.js';
import { Thread } from './thread.js';
import { ExecutorWords, hasNoMoreWork, QueueWords, WaitClass } from './waiting.js';

type Anything = (...args: readonly unknown[]) => unknown;

/** What a worker takes out of the queue. */
interface Task {
  readonly future: Future;
  readonly reference: FunctionReference;
  readonly args: readonly unknown[];
}
interface Initializer {
  readonly reference: FunctionReference;
  readonly args: readonly unknown[];
}

/** CPython's default for a machine of so many processors, which a program cannot ask for here: 2 + 4. */
const defaultWorkers = 6;

export class ThreadPoolExecutor extends SharedObject {
  constructor(
    maxWorkers = defaultWorkers,
    threadNamePrefix = '',
    initializer?: Anything,
    initargs: readonly unknown[] = [],
  ) {
    super();
    if (!(maxWorkers > 0)) throw new RangeError('max_workers must be greater than 0');
    const first = initializer && {
      reference: exportedFunction(initializer, 'the initializer'),
      args: initargs,
    };
    const made = createObject(this, ObjectKind.Executor, (at, kernel) =>
      fill(kernel, at, maxWorkers, threadNamePrefix, first),
    );
    if (made) emitCreate(this[address], ObjectKind.Executor, maxWorkers);
  }

  submit(target: Anything, ...args: readonly unknown[]): Future {
    const reference = exportedFunction(target, 'the target');
    const kernel = current();
    const object = this[address];
    const future = new Future();
    const node = makeNode(kernel, { future, reference, args } satisfies Task, 'the arguments');
    const text = `${reference.name}(${args.map(shortForm).join(', ')})`;
    const problem = kernel.undivided(object, () => {
      const found = problemOf(kernel, object);
      if (!found) accept(kernel, this, node, text);
      return found;
    });
    if (!problem) return future;
    freeNode(kernel, node);
    throw problem;
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
    const object = this[address];
    kernel.enter(object);
    kernel.words[object + QueueWords.State] = QueueState.ShutDown;
    kernel.emit(EventKind.State, object, ExecutorState.ShutDown);
    const dropped = cancelFutures ? takeAll(kernel, object) : [];
    kernel.changed(object);
    const workers = workersOf(kernel, object);
    kernel.leave(object);
    for (const { future } of dropped) future.cancel();
    if (wait) for (const worker of workers) worker.join();
  }
}
defineKind(ObjectKind.Executor, () => ThreadPoolExecutor.prototype);

/** What a worker of a pool does. */
function poolWorker(pool: ThreadPoolExecutor): void {
  const kernel = current();
  const object = pool[address];
  if (!initialise(kernel, object)) return;
  for (let task = nextTask(kernel, object); task; task = nextTask(kernel, object)) carryOut(task);
}
registerInternal('poolWorker', poolWorker);

/** Lets the pools of the calling process know that its main thread has returned. Called by it, outside any operation. */
export function endPools(kernel: Kernel): void {
  kernel.words[kernel.space + SpaceWords.MainEnded] = 1;
  for (
    let pool = kernel.words[kernel.space + SpaceWords.LastExecutor] as number;
    pool !== 0;
    pool = kernel.words[pool + ExecutorWords.Previous] as number
  ) {
    kernel.enterNested(pool);
    kernel.changed(pool);
    kernel.leave(pool);
  }
}

function fill(
  kernel: Kernel,
  at: number,
  maxWorkers: number,
  prefix: string,
  initializer: Initializer | undefined,
): void {
  const { words } = kernel;
  const number = prefix === '' ? Atomics.add(words, kernel.space + SpaceWords.ExecutorNames, 1) : 0;
  const name = store(kernel, prefix === '' ? `ThreadPoolExecutor-${number}` : prefix, 'the prefix');
  words[at + ExecutorWords.MaxWorkers] = Math.floor(maxWorkers);
  words[at + ExecutorWords.Prefix] = name.at;
  words[at + ExecutorWords.PrefixLength] = name.length;
  words[at + ExecutorWords.Table] = kernel.allocator.allocate(Math.floor(maxWorkers) * 4);
  if (initializer) {
    const stored = store(kernel, initializer, 'the arguments of the initializer');
    words[at + ExecutorWords.Initializer] = stored.at;
    words[at + ExecutorWords.InitializerLength] = stored.length;
  }
  words[at + ExecutorWords.Previous] = Atomics.exchange(words, kernel.space + SpaceWords.LastExecutor, at);
}

function problemOf({ words, space }: Kernel, object: number): Error | undefined {
  if (words[object + ExecutorWords.Broken] === 1)
    return new BrokenThreadPool('a thread initializer failed, the thread pool is not usable anymore');
  if (words[object + QueueWords.State] === QueueState.ShutDown)
    return new ThreadError('cannot schedule new futures after shutdown');
  return words[space + SpaceWords.MainEnded] === 1
    ? new ThreadError('cannot schedule new futures after interpreter shutdown')
    : undefined;
}

/** Puts a task in, and starts one more worker if none is idle and there may be more. */
function accept(kernel: Kernel, pool: ThreadPoolExecutor, node: number, text: string): void {
  const { words } = kernel;
  const object = pool[address];
  const place = insertNode(kernel, object, QueueOrder.Fifo, node);
  kernel.emitText(EventKind.Put, object, 0, itemOf(kernel, node), place, text);
  kernel.changed(object);
  const idle = words[object + ExecutorWords.Idle] as number;
  if (idle > 0) words[object + ExecutorWords.Idle] = idle - 1;
  else startWorker(kernel, pool);
}

function startWorker(kernel: Kernel, pool: ThreadPoolExecutor): void {
  const { words } = kernel;
  const object = pool[address];
  const number = words[object + ExecutorWords.Workers] as number;
  if (number === words[object + ExecutorWords.MaxWorkers]) return;
  const prefix = load(
    kernel,
    words[object + ExecutorWords.Prefix] as number,
    words[object + ExecutorWords.PrefixLength] as number,
  );
  const worker = new Thread({ target: poolWorker, args: [pool], name: `${String(prefix)}_${number}` });
  words[(words[object + ExecutorWords.Table] as number) + number] = worker[address];
  words[object + ExecutorWords.Workers] = number + 1;
  worker.start();
}

function workersOf({ words }: Kernel, object: number): Thread[] {
  const table = words[object + ExecutorWords.Table] as number;
  const count = words[object + ExecutorWords.Workers] as number;
  return [...words.subarray(table, table + count)].map((at) => wrapperAt(at) as Thread);
}

/** Runs the initializer, if there is one; false, and the pool is broken, if that throws. */
function initialise(kernel: Kernel, object: number): boolean {
  const { words } = kernel;
  const at = words[object + ExecutorWords.Initializer] as number;
  if (at === 0) return true;
  const { reference, args } = load(
    kernel,
    at,
    words[object + ExecutorWords.InitializerLength] as number,
  ) as Initializer;
  try {
    (resolveReference(reference) as Anything)(...args);
    return true;
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    print('exception in initializer:', error);
    breakPool(kernel, object);
    return false;
  }
}

function breakPool(kernel: Kernel, object: number): void {
  kernel.enter(object);
  kernel.words[object + ExecutorWords.Broken] = 1;
  kernel.words[object + QueueWords.State] = QueueState.ShutDown;
  kernel.emit(EventKind.State, object, ExecutorState.ShutDown);
  const dropped = takeAll(kernel, object);
  kernel.changed(object);
  kernel.leave(object);
  for (const { future } of dropped)
    future.setException(
      new BrokenThreadPool('a thread initializer failed, the thread pool is not usable anymore'),
    );
}

/** The next task; waits for one, and answers undefined when there will be none any more. */
function nextTask(kernel: Kernel, object: number): Task | undefined {
  const { words } = kernel;
  let node = 0;
  const attempt = (): boolean => {
    if ((words[object + QueueWords.Length] as number) > 0) {
      node = takeNode(kernel, object, QueueOrder.Fifo);
      kernel.emit(EventKind.Get, object, 0, itemOf(kernel, node));
      return true;
    }
    if (!hasNoMoreWork(words, object)) return false;
    kernel.emit(EventKind.Pass, object);
    return true;
  };
  kernel.enter(object);
  if (!attempt()) {
    words[object + ExecutorWords.Idle] = (words[object + ExecutorWords.Idle] as number) + 1;
    kernel.waitFor(object, WaitClass.Idle, Operation.Idle, -1, attempt);
  } else kernel.changed(object);
  kernel.leave(object);
  return node === 0 ? undefined : unpack(kernel, node);
}

function unpack(kernel: Kernel, node: number): Task {
  const task = nodeValue(kernel, node) as Task;
  freeNode(kernel, node);
  return task;
}

function takeAll(kernel: Kernel, object: number): Task[] {
  const tasks: Task[] = [];
  while ((kernel.words[object + QueueWords.Length] as number) > 0) {
    const node = takeNode(kernel, object, QueueOrder.Fifo);
    kernel.emit(EventKind.Get, object, 0, itemOf(kernel, node));
    tasks.push(unpack(kernel, node));
  }
  return tasks;
}

function carryOut({ future, reference, args }: Task): void {
  if (!future.setRunningOrNotifyCancel()) return;
  let result: unknown;
  try {
    result = (resolveReference(reference) as Anything)(...args);
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    return future.setException(error);
  }
  keepResult(future, result);
}

/** What cannot be sent back is the call's failure. */
function keepResult(future: Future, result: unknown): void {
  try {
    future.setResult(result);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    future.setException(error);
  }
}
