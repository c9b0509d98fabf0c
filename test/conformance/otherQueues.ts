// queue.LifoQueue, queue.PriorityQueue and queue.SimpleQueue
import { Event, LifoQueue, PriorityQueue, Queue, SimpleQueue, Thread } from 'threadlanes';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

const stack = new LifoQueue<unknown>();
const smallStack = new LifoQueue<unknown>(2);
const ranked = new PriorityQueue<unknown>();
const smallRanked = new PriorityQueue<unknown>(2);
const simple = new SimpleQueue<unknown>();
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

export function getFromSimple() {
  seen.put(simple.get());
}

export function joinAndReport(given: Queue<unknown>) {
  started.set();
  given.join();
  seen.put('joined');
}

function inThread(target: (given: Queue<unknown>) => void, given: Queue<unknown>) {
  const thread = new Thread({ target, args: [given] });
  thread.start();
  return thread;
}

function fill(given: Queue<unknown>, ...items: unknown[]) {
  for (const item of items) given.put(item);
}

function drain(given: Queue<unknown>) {
  const items = [];
  while (!given.empty()) items.push(given.get());
  return items;
}

export function lastInFirstOut() {
  fill(stack, 34, 56, 12);
  tell(stack.get(), stack.get(), stack.get());
}

export function lastInFirstOutInBetween() {
  fill(stack, 1, 2);
  tell(stack.get());
  fill(stack, 3, 4);
  tell(drain(stack));
}

export function lowestFirst() {
  fill(ranked, 5, 7, 3, 4);
  tell(ranked.get(), ranked.get(), ranked.get(), ranked.get());
}

export function lowestFirstInBetween() {
  fill(ranked, 5, 1);
  tell(ranked.get());
  fill(ranked, 2, 9);
  tell(ranked.get());
  fill(ranked, 0);
  tell(drain(ranked));
}

export function ranksOfManyItems() {
  for (let i = 0; i < 50; i++) ranked.put((i * 37) % 50);
  tell(drain(ranked));
}

export function ranksByPriorityNumberFirst() {
  fill(ranked, [2, 'read'], [1, 'write'], [3, 'sleep'], [1, 'eat']);
  tell(drain(ranked));
}

export function ranksText() {
  fill(ranked, 'pear', 'Zoe', 'apple', '', 'app');
  tell(drain(ranked));
}

export function ranksArraysItemByItem() {
  fill(ranked, [1, 2], [1], [0, 9, 9], [1, 1, 5], []);
  tell(drain(ranked));
}

export function ranksNumbersOfAllKinds() {
  fill(ranked, 1.5, -2, 0, 1000000000, -0.5);
  tell(drain(ranked));
}

export function ranksBooleansAsNumbers() {
  fill(ranked, true, 0.5, false, 2);
  tell(drain(ranked));
}

export function whatCannotBeComparedIsAnError() {
  fill(ranked, 1);
  attempt(() => ranked.put('text'));
  attempt(() => ranked.put(2));
  fill(smallRanked, { a: 1 });
  attempt(() => smallRanked.put({ a: 2 }));
}

export function theyHaveAMaxsize() {
  for (const given of [smallStack, smallRanked]) {
    fill(given, 2, 1);
    tell(given.maxsize, given.qsize(), given.full(), given.empty());
    attempt(() => given.put(3, false));
    attempt(() => given.putNowait(3));
    tell(tookAtLeast(0.03, () => attempt(() => given.put(3, true, 0.03))));
    tell(drain(given), given.empty());
  }
}

export function theyWaitForAnItem() {
  for (const given of [smallStack, smallRanked]) {
    const thread = inThread(getFrom, given);
    attempt(() => seen.get(true, 0.02));
    given.put('item');
    tell(seen.get());
    thread.join();
    attempt(() => given.get(false));
    attempt(() => given.getNowait());
    attempt(() => given.get(true, 0.01));
    attempt(() => given.get(true, -1));
  }
}

export function theyWaitForRoom() {
  for (const given of [smallStack, smallRanked]) {
    fill(given, 1, 2);
    const thread = new Thread({ target: putInto, args: [given, 0] });
    thread.start();
    attempt(() => seen.get(true, 0.02));
    tell(given.get());
    tell(seen.get());
    thread.join();
    tell(drain(given));
  }
}

export function theyCountTasks() {
  for (const given of [stack, ranked]) {
    fill(given, 1);
    const thread = inThread(joinAndReport, given);
    started.wait();
    given.get();
    given.taskDone();
    tell(seen.get());
    thread.join();
    attempt(() => given.taskDone());
  }
}

export function theyShutDown() {
  for (const given of [stack, ranked]) {
    fill(given, 1, 2);
    given.shutdown();
    attempt(() => given.put(3));
    tell(given.get());
    attempt(() => given.shutdown(true));
    attempt(() => given.get());
    tell(given.qsize());
  }
}

export function simpleIsFirstInFirstOut() {
  tell(simple.empty(), simple.qsize());
  simple.put(1);
  simple.put('two');
  simple.putNowait([3]);
  tell(simple.empty(), simple.qsize());
  tell(simple.get(), simple.get(), simple.get());
}

export function simplePutNeverWaits() {
  simple.put(1, true, 5);
  simple.put(2, false);
  simple.put(3, true, -1);
  tell(simple.qsize());
}

export function simpleGetWaitsForAPut() {
  const thread = new Thread({ target: getFromSimple });
  thread.start();
  attempt(() => seen.get(true, 0.02));
  simple.put('item');
  tell(seen.get());
  thread.join();
}

export function simpleGetWithoutBlocking() {
  attempt(() => simple.get(false));
  attempt(() => simple.getNowait());
  attempt(() => simple.get(false, -1));
  simple.put(1);
  simple.put(2);
  attempt(() => simple.get(false));
  attempt(() => simple.getNowait());
}

export function simpleGetTimesOut() {
  tell(tookAtLeast(0.03, () => attempt(() => simple.get(true, 0.03))));
  attempt(() => simple.get(true, 0));
  attempt(() => simple.get(true, -1));
}

const cases: Record<string, () => void> = {
  lastInFirstOut,
  lastInFirstOutInBetween,
  lowestFirst,
  lowestFirstInBetween,
  ranksOfManyItems,
  ranksByPriorityNumberFirst,
  ranksText,
  ranksArraysItemByItem,
  ranksNumbersOfAllKinds,
  ranksBooleansAsNumbers,
  whatCannotBeComparedIsAnError,
  theyHaveAMaxsize,
  theyWaitForAnItem,
  theyWaitForRoom,
  theyCountTasks,
  theyShutDown,
  simpleIsFirstInFirstOut,
  simplePutNeverWaits,
  simpleGetWaitsForAPut,
  simpleGetWithoutBlocking,
  simpleGetTimesOut,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
