/**
 * What one can do to a queue, whichever class it has: threadlanes' queues, multiprocessing's, a manager's. Its words are
 * guarded like any object's.
 */
import { Access } from '../explore/strategy.js';
import { EventKind, ObjectKind, Operation, QueueState } from '../trace/vocabulary.js';
import { ShutDown } from './errors.js';
import { current, type Kernel } from './kernel.js';
import { freeNode, insertNode, itemOf, makeNode, nodeValue, takeNode } from './queueNodes.js';
import { reachOf } from './sharedBytes.js';
import { address, createObject, type SharedObject } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { QueueWords, WaitClass } from './waiting.js';

/** For takeItem: the queue was shut down and is empty. */
export const shutDown = -1;

/** Gives a new wrapper its queue. `capacity` of 0 or less is none. */
export function createQueue(wrapper: SharedObject, capacity: number, order: number, isSimple: boolean): void {
  const made = createObject(wrapper, ObjectKind.Queue, (at, { words }) => {
    words[at + QueueWords.Capacity] = capacity;
    words[at + QueueWords.Order] = order;
    words[at + QueueWords.Simple] = isSimple ? 1 : 0;
  });
  if (made)
    current().emit(EventKind.Create, wrapper[address], order, ObjectKind.Queue, Math.max(0, capacity));
}

/** False when there was no room in time (ns, negative for no end). Throws ShutDown, and TypeError for what cannot be put. */
export function putItem(
  kernel: Kernel,
  queue: number,
  item: unknown,
  block: boolean,
  timeoutNs: number,
  text = shortForm(item),
): boolean {
  kernel.checkOver();
  const node = makeNode(kernel, item, 'the item', reachOf(kernel, queue));
  // What cannot be compared with the items of a priority queue throws only after the queue was left.
  let problem: unknown;
  const attempt = (): boolean => {
    try {
      return tryPut(kernel, queue, node, text);
    } catch (error) {
      problem = error;
      return true;
    }
  };
  if (block) kernel.enterToWait(queue, WaitClass.Putter, timeoutNs);
  else kernel.enter(queue);
  const done = perform(kernel, queue, WaitClass.Putter, Operation.Put, block, timeoutNs, attempt);
  const isShut = kernel.words[queue + QueueWords.State] === QueueState.ShutDown;
  kernel.leave(queue);
  if (done && !isShut && problem === undefined) return true;
  unpack(kernel, queue, node);
  if (problem !== undefined) throw problem;
  if (isShut) throw new ShutDown('the queue was shut down');
  return false;
}

/** The node of the next item, out of the queue; 0 when there was none in time, `shutDown` when there never will be. */
export function takeItem(kernel: Kernel, queue: number, block: boolean, timeoutNs: number): number {
  let node = shutDown;
  if (block) kernel.enterToWait(queue, WaitClass.Getter, timeoutNs);
  else kernel.enter(queue);
  const done = perform(kernel, queue, WaitClass.Getter, Operation.Get, block, timeoutNs, () => {
    const length = kernel.words[queue + QueueWords.Length] as number;
    if (length > 0) node = takeOut(kernel, queue);
    return length > 0 || isShutDown(kernel, queue);
  });
  kernel.leave(queue);
  return done ? node : 0;
}

/** The value of a node that was taken out; the node is gone after it. */
export function unpack(kernel: Kernel, queue: number, node: number): unknown {
  const value = nodeValue(kernel, node, reachOf(kernel, queue));
  freeNode(kernel, node);
  return value;
}

/** One of the queue's words, at one moment. */
export function look(queue: SharedObject, word: number): number {
  const kernel = current();
  const object = queue[address];
  kernel.enter(object, Access.Read);
  const value = kernel.words[object + word] as number;
  kernel.leave(object);
  return value;
}

/** Says that what a get took out is done. False if that was said too often. */
export function finishTask(kernel: Kernel, queue: number): boolean {
  kernel.enter(queue);
  const left = (kernel.words[queue + QueueWords.Unfinished] as number) - 1;
  if (left >= 0) tellFinished(kernel, queue, left);
  kernel.leave(queue);
  return left >= 0;
}

/** Waits until every item that was put is done. */
export function joinTasks(kernel: Kernel, queue: number): void {
  kernel.enterToWait(queue, WaitClass.TasksDone, -1);
  kernel.waitUntil(queue, WaitClass.TasksDone, Operation.TasksDone, -1, () => {
    if (kernel.words[queue + QueueWords.Unfinished] !== 0) return false;
    kernel.emit(EventKind.Pass, queue);
    return true;
  });
  kernel.leave(queue);
}

/** From now on nothing is put. `immediate` drops what is left. */
export function shutDownQueue(kernel: Kernel, queue: number, immediate: boolean): void {
  const { words } = kernel;
  kernel.enter(queue);
  words[queue + QueueWords.State] = QueueState.ShutDown;
  kernel.emit(EventKind.State, queue, QueueState.ShutDown);
  while (immediate && (words[queue + QueueWords.Length] as number) > 0) {
    freeNode(kernel, takeOut(kernel, queue));
    const left = (words[queue + QueueWords.Unfinished] as number) - 1;
    if (left >= 0) tellFinished(kernel, queue, left);
  }
  kernel.changed(queue);
  kernel.leave(queue);
}

/** Waits as asked for. False when it did not come about. */
function perform(
  kernel: Kernel,
  object: number,
  waitClass: number,
  operation: Operation,
  block: boolean,
  timeoutNs: number,
  attempt: () => boolean,
): boolean {
  if (block) return kernel.waitUntil(object, waitClass, operation, timeoutNs, attempt);
  const done = attempt();
  if (done) kernel.changed(object);
  else kernel.emit(EventKind.TryFailed, object, operation);
  return done;
}

function isShutDown(kernel: Kernel, object: number): boolean {
  if (kernel.words[object + QueueWords.State] !== QueueState.ShutDown) return false;
  kernel.emit(EventKind.Pass, object);
  return true;
}

function tryPut(kernel: Kernel, object: number, node: number, text: string): boolean {
  const { words } = kernel;
  if (isShutDown(kernel, object)) return true;
  const size = words[object + QueueWords.Length] as number;
  const capacity = words[object + QueueWords.Capacity] as number;
  if (capacity > 0 && size >= capacity) return false;
  const place = insertNode(kernel, object, words[object + QueueWords.Order] as number, node);
  words[object + QueueWords.Unfinished] = (words[object + QueueWords.Unfinished] as number) + 1;
  kernel.emitText(EventKind.Put, object, 0, itemOf(kernel, node), place, text);
  return true;
}

export function takeOut(kernel: Kernel, object: number): number {
  const node = takeNode(kernel, object, kernel.words[object + QueueWords.Order] as number);
  kernel.emit(EventKind.Get, object, 0, itemOf(kernel, node));
  return node;
}

function tellFinished(kernel: Kernel, object: number, left: number): void {
  kernel.words[object + QueueWords.Unfinished] = left;
  kernel.emit(EventKind.TaskDone, object, 0, left);
  if (left === 0) kernel.changed(object);
}
