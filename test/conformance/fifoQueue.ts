// queue.Queue
import { Event, Lock, Queue, Thread } from 'threadlanes';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

const queue = new Queue<unknown>();
const small = new Queue<unknown>(2);
const seen = new Queue<unknown>();
const started = new Event();

export function putInto(given: Queue<unknown>, item: unknown) {
  try {
    given.put(item);
    seen.put('put');
  } catch (error) {
    seen.put(nameOf(error));
  }
}

export function getFrom(given: Queue<unknown>) {
  try {
    seen.put(given.get());
  } catch (error) {
    seen.put(nameOf(error));
  }
}

export function joinAndReport() {
  started.set();
  queue.join();
  seen.put('joined');
}

export function work(times: number) {
  for (let i = 0; i < times; i++) {
    seen.put(queue.get());
    queue.taskDone();
  }
}

function putter(given: Queue<unknown>, item: unknown) {
  const thread = new Thread({ target: putInto, args: [given, item] });
  thread.start();
  return thread;
}

function getter(given: Queue<unknown>) {
  const thread = new Thread({ target: getFrom, args: [given] });
  thread.start();
  return thread;
}

function fill(given: Queue<unknown>, ...items: unknown[]) {
  for (const item of items) given.put(item);
}

export function isEmptyAtFirst() {
  tell(queue.qsize(), queue.empty(), queue.full(), queue.maxsize, small.maxsize);
}

export function firstInFirstOut() {
  fill(queue, 1, 2, 3);
  tell(queue.get(), queue.get(), queue.get());
}

export function keepsWhatItIsGiven() {
  fill(queue, null, true, -0.5, 'text', [1, [2]], { a: 1 });
  for (let i = 0; i < 6; i++) tell(queue.get());
}

export function sharedObjectsStayTheSame() {
  const lock = new Lock();
  queue.put(lock);
  const same = queue.get() as Lock;
  same.acquire();
  tell(lock.locked());
}

export function sizeFollowsPutsAndGets() {
  fill(small, 1);
  tell(small.qsize(), small.empty(), small.full());
  fill(small, 2);
  tell(small.qsize(), small.empty(), small.full());
  small.get();
  tell(small.qsize(), small.empty(), small.full());
}

export function maxsizeOfZeroOrLessIsNoLimit() {
  for (const maxsize of [0, -3]) {
    const any = new Queue<unknown>(maxsize);
    for (let i = 0; i < 100; i++) any.putNowait(i);
    tell(any.maxsize, any.qsize(), any.full());
  }
}

export function getWaitsForAPut() {
  const thread = getter(queue);
  attempt(() => seen.get(true, 0.02));
  queue.put('item');
  tell(seen.get());
  thread.join();
}

export function putWaitsForAGet() {
  fill(small, 1, 2);
  const thread = putter(small, 3);
  attempt(() => seen.get(true, 0.02));
  tell(small.get());
  tell(seen.get());
  tell(small.get(), small.get());
  thread.join();
}

export function getWithoutBlocking() {
  attempt(() => queue.get(false));
  attempt(() => queue.getNowait());
  fill(queue, 1, 2);
  attempt(() => queue.get(false));
  attempt(() => queue.getNowait());
}

export function putWithoutBlocking() {
  attempt(() => small.put(1, false));
  attempt(() => small.putNowait(2));
  attempt(() => small.put(3, false));
  attempt(() => small.putNowait(3));
  tell(small.qsize());
}

export function getTimesOut() {
  tell(tookAtLeast(0.03, () => attempt(() => queue.get(true, 0.03))));
  attempt(() => queue.get(true, 0));
}

export function putTimesOut() {
  fill(small, 1, 2);
  tell(tookAtLeast(0.03, () => attempt(() => small.put(3, true, 0.03))));
  attempt(() => small.put(3, true, 0));
  tell(small.qsize());
}

export function timeoutCountsForNothingWithoutBlocking() {
  fill(small, 1, 2);
  attempt(() => small.put(3, false, -1));
  attempt(() => queue.get(false, -1));
}

export function negativeTimeoutIsAnError() {
  attempt(() => queue.get(true, -1));
  attempt(() => small.put(1, true, -1));
  attempt(() => queue.put(1, true, -1));
  tell(small.qsize(), queue.qsize());
  attempt(() => queue.get(true, -1));
  tell(queue.qsize());
}

export function whatIsThereComesWithinAnyTimeout() {
  fill(queue, 1, 2);
  tell(queue.get(true, 60), queue.get(true, 0));
  attempt(() => small.put(1, true, 60));
  attempt(() => small.put(2, true, 0));
  tell(small.qsize());
}

export function eachItemGoesToOneGetter() {
  const threads = [getter(queue), getter(queue), getter(queue)];
  fill(queue, 1, 2, 3);
  for (const thread of threads) thread.join();
  tell([seen.get(), seen.get(), seen.get()].sort());
  tell(seen.empty(), queue.empty());
}

export function taskDoneTooOftenIsAnError() {
  attempt(() => queue.taskDone());
  fill(queue, 1);
  queue.get();
  attempt(() => queue.taskDone());
  attempt(() => queue.taskDone());
}

export function taskDoneCountsPutsAndNotGets() {
  fill(queue, 1);
  attempt(() => queue.taskDone());
  attempt(() => queue.taskDone());
  tell(queue.qsize());
}

export function joinOfAnUnusedQueueReturns() {
  attempt(() => queue.join());
}

export function joinWaitsForAllTasks() {
  fill(queue, 1, 2);
  const thread = new Thread({ target: joinAndReport });
  thread.start();
  started.wait();
  queue.get();
  queue.taskDone();
  queue.get();
  attempt(() => seen.get(true, 0.02));
  queue.taskDone();
  tell(seen.get());
  thread.join();
}

export function joinWaitsForWorkers() {
  const threads = [4, 6].map((times) => new Thread({ target: work, args: [times] }));
  for (const thread of threads) thread.start();
  for (let i = 0; i < 10; i++) queue.put(i);
  queue.join();
  tell(seen.qsize(), queue.qsize());
  for (const thread of threads) thread.join();
}

export function afterShutdownNothingCanBePut() {
  fill(small, 1, 2);
  attempt(() => small.shutdown());
  attempt(() => small.put(3));
  attempt(() => small.put(3, true, 0.01));
  attempt(() => small.putNowait(3));
  tell(small.qsize());
}

export function afterShutdownTheRestCanBeGot() {
  fill(queue, 1, 2);
  queue.shutdown();
  attempt(() => queue.get());
  attempt(() => queue.getNowait());
  attempt(() => queue.get());
  attempt(() => queue.get(true, 0.01));
  attempt(() => queue.getNowait());
}

export function shutdownLetsWaitingGettersFail() {
  const threads = [getter(queue), getter(queue)];
  queue.shutdown();
  for (const thread of threads) thread.join();
  tell(seen.get(), seen.get());
}

export function shutdownLetsWaitingPuttersFail() {
  fill(small, 1, 2);
  const threads = [putter(small, 3), putter(small, 4)];
  small.shutdown();
  for (const thread of threads) thread.join();
  tell(seen.get(), seen.get(), small.qsize());
}

export function tasksCanBeDoneAfterShutdown() {
  fill(queue, 1);
  queue.shutdown();
  queue.get();
  attempt(() => queue.taskDone());
  attempt(() => queue.join());
}

export function immediateShutdownThrowsTheRestAway() {
  fill(queue, 1, 2);
  attempt(() => queue.shutdown(true));
  tell(queue.qsize(), queue.empty());
  attempt(() => queue.get());
  attempt(() => queue.put(3));
  attempt(() => queue.join());
  attempt(() => queue.taskDone());
}

export function immediateShutdownLetsJoinGoOn() {
  fill(queue, 1, 2);
  const thread = new Thread({ target: joinAndReport });
  thread.start();
  started.wait();
  queue.shutdown(true);
  thread.join();
  tell(seen.get());
}

export function immediateShutdownLetsWaitingPuttersFail() {
  fill(small, 1, 2);
  const thread = putter(small, 3);
  small.shutdown(true);
  thread.join();
  tell(seen.get(), small.qsize());
}

export function immediateShutdownCountsGotItemsAsUndone() {
  fill(queue, 1, 2);
  queue.get();
  queue.shutdown(true);
  attempt(() => queue.taskDone());
  attempt(() => queue.taskDone());
}

export function shutdownMayBeCalledAgain() {
  fill(queue, 1);
  queue.shutdown();
  attempt(() => queue.shutdown());
  tell(queue.qsize());
  attempt(() => queue.shutdown(true));
  tell(queue.qsize());
  attempt(() => queue.shutdown());
}

const cases: Record<string, () => void> = {
  isEmptyAtFirst,
  firstInFirstOut,
  keepsWhatItIsGiven,
  sharedObjectsStayTheSame,
  sizeFollowsPutsAndGets,
  maxsizeOfZeroOrLessIsNoLimit,
  getWaitsForAPut,
  putWaitsForAGet,
  getWithoutBlocking,
  putWithoutBlocking,
  getTimesOut,
  putTimesOut,
  timeoutCountsForNothingWithoutBlocking,
  negativeTimeoutIsAnError,
  whatIsThereComesWithinAnyTimeout,
  eachItemGoesToOneGetter,
  taskDoneTooOftenIsAnError,
  taskDoneCountsPutsAndNotGets,
  joinOfAnUnusedQueueReturns,
  joinWaitsForAllTasks,
  joinWaitsForWorkers,
  afterShutdownNothingCanBePut,
  afterShutdownTheRestCanBeGot,
  shutdownLetsWaitingGettersFail,
  shutdownLetsWaitingPuttersFail,
  tasksCanBeDoneAfterShutdown,
  immediateShutdownThrowsTheRestAway,
  immediateShutdownLetsJoinGoOn,
  immediateShutdownLetsWaitingPuttersFail,
  immediateShutdownCountsGotItemsAsUndone,
  shutdownMayBeCalledAgain,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
