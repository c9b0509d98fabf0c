/**
 * Calls that a process makes when work that others did for it is done. CPython has a thread of each pool for them; here a
 * process has one for all its pools, which is started when the first call is asked for. It is a daemon.
 */
import { Access, Place } from '../../explore/strategy.js';
import { EventKind, ObjectKind } from '../../trace/vocabulary.js';
import { RunEnded } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { print } from '../print.js';
import {
  type FunctionReference,
  referenceTo,
  registerInternal,
  resolveReference,
} from '../programFunctions.js';
import { finishTask, joinTasks, putItem, takeItem, unpack } from '../queueOperations.js';
import { allocateHeader, nextObjectId } from '../sharedObject.js';
import { SpaceWords } from '../space.js';
import { Thread } from '../thread.js';

interface Call {
  readonly reference: FunctionReference;
  readonly args: readonly number[];
}

/** Makes sure that the calling process has its thread. Inside no operation. Whoever names the queue first starts the thread. */
export function needCallbacks(kernel: Kernel): void {
  const { words, space } = kernel;
  kernel.point(0, Access.Change, Place.Everything);
  if (Atomics.load(words, space + SpaceWords.Callbacks) !== 0) return;
  const queue = allocateHeader(kernel, ObjectKind.Queue, space, nextObjectId(kernel));
  if (Atomics.compareExchange(words, space + SpaceWords.Callbacks, 0, queue) !== 0) return;
  kernel.emitText(EventKind.Create, queue, 0, ObjectKind.Queue, 0, 'callbacks');
  new Thread({ target: makeCalls, args: [queue], name: 'callbacks', daemon: true }).start();
}

/** Has a function of the runtime called in the process of `space`, which has such a thread. Its arguments are addresses. */
export function callThere(kernel: Kernel, space: number, target: unknown, ...args: readonly number[]): void {
  const reference = referenceTo(target) as FunctionReference;
  const queue = Atomics.load(kernel.words, space + SpaceWords.Callbacks);
  putItem(kernel, queue, { reference, args } satisfies Call, true, -1);
}

/** Waits until all calls that were asked for have been made. */
export function waitForCallbacks(kernel: Kernel): void {
  const queue = Atomics.load(kernel.words, kernel.space + SpaceWords.Callbacks);
  if (queue !== 0) joinTasks(kernel, queue);
}

function makeCalls(queue: number): void {
  const kernel = current();
  for (;;) {
    const { reference, args } = unpack(kernel, queue, takeItem(kernel, queue, true, -1)) as Call;
    callSafely(resolveReference(reference) as (...args: readonly number[]) => void, ...args);
    finishTask(kernel, queue);
  }
}
registerInternal('makeCalls', makeCalls);

/** What a callback throws is told and goes no further. */
export function callSafely<Args extends readonly unknown[]>(
  callback: (...args: Args) => void,
  ...args: Args
): void {
  try {
    callback(...args);
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    print('exception calling callback:', error);
  }
}
