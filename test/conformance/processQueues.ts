// multiprocessing.Queue, JoinableQueue and SimpleQueue
import { Event, JoinableQueue, Process, Queue, SimpleQueue } from 'threadlanes/multiprocessing';
import { attempt, tell, tookAtLeast, until } from './lines.js';

export function putAll(queue: Queue<unknown>, items: unknown[]) {
  for (const item of items) queue.put(item);
}

export function echo(there: Queue<unknown>, back: Queue<unknown>) {
  back.put(['echo', there.get()]);
}

export function tellItem(queue: Queue<unknown>) {
  tell(queue.get());
}

export function work(queue: JoinableQueue<unknown>, times: number) {
  for (let i = 0; i < times; i++) {
    queue.get();
    queue.taskDone();
  }
}

export function putAfter(event: Event, queue: Queue<unknown>) {
  event.wait();
  queue.put('late');
}

export function closeInChild(queue: Queue<unknown>) {
  queue.put('from the child');
  queue.close();
  attempt(() => queue.put('more'));
  queue.joinThread();
}

export function putSimple(queue: SimpleQueue<unknown>) {
  queue.put('simple');
  queue.put([1, 2]);
}

export function firstInFirstOut() {
  const queue = new Queue<unknown>();
  putAll(queue, [1, 'two', [3]]);
  tell(queue.get(), queue.get(), queue.get());
}

export function fromChildToParent() {
  const queue = new Queue<unknown>();
  const process = new Process({ target: putAll, args: [queue, [1, { a: 2 }, null]] });
  process.start();
  tell(queue.get());
  tell(queue.get());
  tell(queue.get());
  process.join();
}

export function fromParentToChild() {
  const queue = new Queue<unknown>();
  const process = new Process({ target: tellItem, args: [queue] });
  process.start();
  queue.put('for the child');
  process.join();
}

export function thereAndBack() {
  const there = new Queue<unknown>();
  const back = new Queue<unknown>();
  const process = new Process({ target: echo, args: [there, back] });
  process.start();
  there.put(1);
  tell(back.get());
  process.join();
}

export function maxsizeLimits() {
  const queue = new Queue<unknown>(2);
  queue.put(1);
  tell(queue.full());
  attempt(() => queue.putNowait(2));
  tell(queue.full(), queue.qsize());
  attempt(() => queue.putNowait(3));
  attempt(() => queue.put(3, false));
  tell(tookAtLeast(0.03, () => attempt(() => queue.put(3, true, 0.03))));
  attempt(() => queue.put(3, true, -1));
  tell(queue.get(), queue.get(), queue.qsize());
}

export function getOfNothing() {
  const queue = new Queue<unknown>();
  tell(queue.empty(), queue.qsize(), queue.full());
  attempt(() => queue.getNowait());
  attempt(() => queue.get(false));
  tell(tookAtLeast(0.03, () => attempt(() => queue.get(true, 0.03))));
  attempt(() => queue.get(true, -1));
}

export function isEmptyUntilSomethingIsPut() {
  const queue = new Queue<unknown>();
  queue.put(1);
  until(() => !queue.empty());
  attempt(() => queue.getNowait());
  tell(queue.empty());
}

export function getWaits() {
  const queue = new Queue<unknown>();
  const event = new Event();
  const process = new Process({ target: putAfter, args: [event, queue] });
  process.start();
  attempt(() => queue.get(true, 0.02));
  event.set();
  tell(queue.get());
  process.join();
}

export function closedItTakesAndGivesNothing() {
  const queue = new Queue<unknown>();
  queue.put(1);
  attempt(() => queue.joinThread());
  attempt(() => queue.close());
  attempt(() => queue.put(2));
  attempt(() => queue.get());
  attempt(() => queue.putNowait(2));
  attempt(() => queue.getNowait());
  attempt(() => queue.close());
  attempt(() => queue.cancelJoinThread());
}

export function closedByOneProcessOnly() {
  const queue = new Queue<unknown>();
  const process = new Process({ target: closeInChild, args: [queue] });
  process.start();
  process.join();
  tell(queue.get());
  attempt(() => queue.put('still open'));
  tell(queue.get());
}

export function joinWaitsForAllTasks() {
  const queue = new JoinableQueue<unknown>();
  const process = new Process({ target: work, args: [queue, 3] });
  for (const item of [1, 2, 3]) queue.put(item);
  process.start();
  attempt(() => queue.join());
  process.join();
}

export function joinOfAnUnusedQueueReturns() {
  attempt(() => new JoinableQueue<unknown>().join());
}

export function taskDoneTooOftenIsAnError() {
  const queue = new JoinableQueue<unknown>();
  attempt(() => queue.taskDone());
  queue.put(1);
  queue.get();
  attempt(() => queue.taskDone());
  attempt(() => queue.taskDone());
  attempt(() => queue.join());
}

export function simpleIsFirstInFirstOut() {
  const queue = new SimpleQueue<unknown>();
  tell(queue.empty());
  queue.put(1);
  queue.put('two');
  tell(queue.empty(), queue.get(), queue.get(), queue.empty());
}

export function simpleBetweenProcesses() {
  const queue = new SimpleQueue<unknown>();
  const process = new Process({ target: putSimple, args: [queue] });
  process.start();
  tell(queue.get());
  tell(queue.get());
  process.join();
}

export function simpleMayBeClosed() {
  const queue = new SimpleQueue<unknown>();
  attempt(() => queue.close());
  attempt(() => queue.put(1));
  attempt(() => queue.get());
  attempt(() => queue.empty());
  attempt(() => queue.close());
}

const cases: Record<string, () => void> = {
  firstInFirstOut,
  fromChildToParent,
  fromParentToChild,
  thereAndBack,
  maxsizeLimits,
  getOfNothing,
  isEmptyUntilSomethingIsPut,
  getWaits,
  closedItTakesAndGivesNothing,
  closedByOneProcessOnly,
  joinWaitsForAllTasks,
  joinOfAnUnusedQueueReturns,
  taskDoneTooOftenIsAnError,
  simpleIsFirstInFirstOut,
  simpleBetweenProcesses,
  simpleMayBeClosed,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
