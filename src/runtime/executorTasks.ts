/**
 * The tasks of a pool and the workers that carry them out, whether those are threads or processes. The tasks are a queue;
 * a worker takes the next one, waits for one, and ends when there will be none any more.
 */
import {
  EventKind,
  ExecutorState,
  FutureState,
  Operation,
  QueueOrder,
  QueueState,
} from '../trace/vocabulary.js';
import type { Reach } from './codec.js';
import { RunEnded } from './errors.js';
import { type Future, finishOnce } from './future.js';
import type { Kernel } from './kernel.js';
import { print } from './print.js';
import { type FunctionReference, resolveReference } from './programFunctions.js';
import { freeNode, insertNode, itemOf, makeNode, nodeValue, takeNode } from './queueNodes.js';
import { load, store } from './sharedBytes.js';
import { wrapperAt } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { ExecutorFamily, ExecutorWords, hasNoMoreWork, QueueWords, WaitClass } from './waiting.js';

export type Anything = (...args: readonly unknown[]) => unknown;

/** What a worker takes out of the queue. A future is named by its address: it may be another process's. */
export interface Task {
  readonly future: number;
  readonly reference: FunctionReference;
  readonly args: readonly unknown[];
  /** Address of the group that the task belongs to (processes/poolGroup.ts); 0 for none. */
  readonly group: number;
}
export interface Initializer {
  readonly reference: FunctionReference;
  readonly args: readonly unknown[];
}

/** Whether what the pool is given has to reach other processes. */
export function poolReach({ words }: Kernel, pool: number): Reach {
  return words[pool + ExecutorWords.Family] === ExecutorFamily.Threads ? 'within' : 'across';
}

/** A task that is in no queue yet, and how the trace calls it. */
export function makeTask(
  kernel: Kernel,
  pool: number,
  task: Task,
  shown: string,
): { node: number; text: string } {
  kernel.checkOver();
  return { node: makeNode(kernel, task, 'the arguments', poolReach(kernel, pool)), text: shown };
}

export function callText(reference: FunctionReference, args: readonly unknown[]): string {
  return `${reference.name}(${args.map(shortForm).join(', ')})`;
}

/** Inside enter. */
export function putTask(kernel: Kernel, pool: number, node: number, text: string): void {
  const place = insertNode(kernel, pool, QueueOrder.Fifo, node);
  kernel.emitText(EventKind.Put, pool, 0, itemOf(kernel, node), place, text);
  kernel.changed(pool);
}

/** The next task; waits for one, and answers undefined when there will be none any more. */
export function nextTask(kernel: Kernel, pool: number): Task | undefined {
  const { words } = kernel;
  let node = 0;
  const attempt = (): boolean => {
    if ((words[pool + QueueWords.Length] as number) > 0) {
      node = takeNode(kernel, pool, QueueOrder.Fifo);
      kernel.emit(EventKind.Get, pool, 0, itemOf(kernel, node));
      return true;
    }
    if (!hasNoMoreWork(words, pool)) return false;
    kernel.emit(EventKind.Pass, pool);
    return true;
  };
  kernel.enter(pool);
  if (!attempt()) {
    words[pool + ExecutorWords.Idle] = (words[pool + ExecutorWords.Idle] as number) + 1;
    kernel.waitFor(pool, WaitClass.Idle, Operation.Idle, -1, attempt);
  } else kernel.changed(pool);
  kernel.leave(pool);
  return node === 0 ? undefined : unpack(kernel, pool, node);
}

export function unpack(kernel: Kernel, pool: number, node: number): Task {
  const task = nodeValue(kernel, node, poolReach(kernel, pool)) as Task;
  freeNode(kernel, node);
  return task;
}

/** Inside enter: all tasks that nobody has begun. */
export function takeAll(kernel: Kernel, pool: number): Task[] {
  const tasks: Task[] = [];
  while ((kernel.words[pool + QueueWords.Length] as number) > 0) {
    const node = takeNode(kernel, pool, QueueOrder.Fifo);
    kernel.emit(EventKind.Get, pool, 0, itemOf(kernel, node));
    tasks.push(unpack(kernel, pool, node));
  }
  return tasks;
}

/** Inside enter: no more tasks are taken. */
export function shut(kernel: Kernel, pool: number): void {
  kernel.words[pool + QueueWords.State] = QueueState.ShutDown;
  kernel.emit(EventKind.State, pool, ExecutorState.ShutDown);
  kernel.changed(pool);
}

/** Makes the call; what it returns or throws ends the future. */
export function carryOut({ future: at, reference, args }: Task): void {
  const future = wrapperAt(at) as Future;
  if (!future.setRunningOrNotifyCancel()) return;
  let result: unknown;
  try {
    result = (resolveReference(reference) as Anything)(...args);
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    finishOnce(future, FutureState.Failed, error);
    return;
  }
  keepResult(future, result);
}

/** What cannot be sent back is the call's failure. */
function keepResult(future: Future, result: unknown): void {
  try {
    finishOnce(future, FutureState.Finished, result);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    finishOnce(future, FutureState.Failed, error);
  }
}

export function keepInitializer(kernel: Kernel, pool: number, initializer: Initializer | undefined): void {
  if (!initializer) return;
  const stored = store(kernel, initializer, 'the arguments of the initializer', poolReach(kernel, pool));
  kernel.words[pool + ExecutorWords.Initializer] = stored.at;
  kernel.words[pool + ExecutorWords.InitializerLength] = stored.length;
}

/** Runs the initializer, if there is one. Throws what it throws. */
export function initialise(kernel: Kernel, pool: number): void {
  const { words } = kernel;
  const at = words[pool + ExecutorWords.Initializer] as number;
  if (at === 0) return;
  const length = words[pool + ExecutorWords.InitializerLength] as number;
  const { reference, args } = load(kernel, at, length, poolReach(kernel, pool)) as Initializer;
  (resolveReference(reference) as Anything)(...args);
}

/** As initialise; says what was thrown, and answers false. */
export function initialiseOrTell(kernel: Kernel, pool: number): boolean {
  try {
    initialise(kernel, pool);
    return true;
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    print('exception in initializer:', error);
    return false;
  }
}

/** Where the table of workers names worker number n. */
export function workerAt({ words }: Kernel, pool: number, n: number): number {
  return (words[pool + ExecutorWords.Table] as number) + n * 2;
}

/** Addresses of the threads or processes that work for the pool. */
export function workersOf(kernel: Kernel, pool: number): number[] {
  const count = kernel.words[pool + ExecutorWords.Workers] as number;
  return Array.from({ length: count }, (_, n) => kernel.words[workerAt(kernel, pool, n)] as number);
}
