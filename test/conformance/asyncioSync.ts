// asyncio: Lock, Event, Condition, Semaphore, Queue
import {
  BoundedSemaphore,
  Condition,
  type Coroutine,
  createTask,
  Event,
  gather,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
  sleep,
  waitFor,
} from 'threadlanes/asyncio';
import { attempt, nameOf, tell } from './lines.js';

async function attemptAwait(call: () => Coroutine) {
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    answer = `throws ${nameOf(error)}`;
  }
  tell(answer);
}

async function hold(lock: Lock | Semaphore, name: string, seconds = 0.01) {
  await lock.acquire();
  try {
    tell(name, 'has it');
    await sleep(seconds);
  } finally {
    lock.release();
  }
}

async function waitForEvent(event: Event, name: string) {
  tell(name, await event.wait());
}

async function waitForCondition(condition: Condition, name: string) {
  await condition.acquire();
  try {
    await condition.wait();
    tell(name, 'goes on');
  } finally {
    condition.release();
  }
}

async function lockIsFreeAtFirst() {
  const lock = new Lock();
  tell(lock.locked());
  tell(await lock.acquire(), lock.locked());
  lock.release();
  tell(lock.locked());
}

async function releaseOfAFreeLockIsAnError() {
  attempt(() => new Lock().release());
}

async function lockServesInOrder() {
  const lock = new Lock();
  await gather(hold(lock, 'a'), hold(lock, 'b'), hold(lock, 'c'));
}

async function whoeverGivesUpIsPassedOver() {
  const lock = new Lock();
  await lock.acquire();
  const a = createTask(hold(lock, 'a'));
  const b = createTask(hold(lock, 'b'));
  await sleep(0);
  a.cancel();
  lock.release();
  await b;
  tell(a.cancelled());
}

async function aLockCanBeWaitedForInTime() {
  const lock = new Lock();
  await lock.acquire();
  await attemptAwait(() => waitFor(lock.acquire(), 0.01));
  lock.release();
  tell(await lock.acquire());
}

async function eventLetsAllGoOn() {
  const event = new Event();
  const all = gather(waitForEvent(event, 'a'), waitForEvent(event, 'b'));
  await sleep(0);
  tell(event.isSet());
  event.set();
  await all;
  tell(event.isSet(), await event.wait());
  event.clear();
  tell(event.isSet());
}

async function conditionNotifiesSoMany() {
  const condition = new Condition();
  const all = ['a', 'b', 'c'].map((name) => createTask(waitForCondition(condition, name)));
  await sleep(0);
  await condition.acquire();
  condition.notify(1);
  condition.release();
  await sleep(0.01);
  tell(all.map((task) => task.done()));
  await condition.acquire();
  condition.notifyAll();
  condition.release();
  await gather(...all);
}

async function conditionNeedsItsLock() {
  const condition = new Condition();
  attempt(() => condition.notify());
  await attemptAwait(() => condition.wait());
}

async function conditionWaitsForAPredicate() {
  const condition = new Condition();
  const state = { ready: false };
  const waiter = createTask(waitUntilReady(condition, state));
  await sleep(0);
  await condition.acquire();
  condition.notify();
  condition.release();
  await sleep(0);
  tell(waiter.done());
  await condition.acquire();
  state.ready = true;
  condition.notify();
  condition.release();
  tell(await waiter);
}
async function waitUntilReady(condition: Condition, state: { ready: boolean }) {
  await condition.acquire();
  try {
    return await condition.waitFor(() => state.ready);
  } finally {
    condition.release();
  }
}

async function aCancelledWaiterHasTheLockAgain() {
  const condition = new Condition();
  const waiter = createTask(waitForCondition(condition, 'a'));
  await sleep(0);
  waiter.cancel();
  await attemptAwait(() => waiter);
  tell(condition.locked());
}

async function semaphoreLetsSoManyIn() {
  const semaphore = new Semaphore(2);
  await gather(hold(semaphore, 'a', 0.01), hold(semaphore, 'b', 0.03), hold(semaphore, 'c', 0.01));
  tell(semaphore.locked());
}

async function semaphoreOfZero() {
  const semaphore = new Semaphore(0);
  tell(semaphore.locked());
  const task = createTask(hold(semaphore, 'a'));
  await sleep(0);
  tell(task.done());
  semaphore.release();
  await task;
}

async function semaphoreMustNotBeNegative() {
  attempt(() => new Semaphore(-1));
}

async function boundedSemaphoreRefusesTooMany() {
  const semaphore = new BoundedSemaphore(1);
  await semaphore.acquire();
  semaphore.release();
  attempt(() => semaphore.release());
}

async function queueIsFirstInFirstOut() {
  const queue = new Queue<number>();
  for (const n of [3, 1, 2]) await queue.put(n);
  tell(queue.qsize(), queue.empty(), queue.full());
  tell(await queue.get(), await queue.get(), await queue.get());
  tell(queue.empty());
}

async function queueHoldsUp() {
  const queue = new Queue<number>(1);
  await gather(produce(queue), consume(queue));
}
async function produce(queue: Queue<number>) {
  for (let n = 1; n <= 3; n++) {
    await queue.put(n);
    tell('put', n);
  }
}
async function consume(queue: Queue<number>) {
  for (let n = 1; n <= 3; n++) tell('got', await queue.get());
}

async function queueWithoutWaiting() {
  const queue = new Queue<number>(1);
  attempt(() => queue.getNowait());
  queue.putNowait(1);
  attempt(() => queue.putNowait(2));
  tell(queue.full(), queue.getNowait());
}

async function queueJoins() {
  const queue = new Queue<number>();
  await queue.put(1);
  await queue.put(2);
  const joined = createTask(queue.join());
  await sleep(0);
  queue.taskDone();
  await sleep(0);
  tell(joined.done());
  queue.taskDone();
  await joined;
  attempt(() => queue.taskDone());
}

async function otherOrders() {
  const least = new PriorityQueue<number>();
  const last = new LifoQueue<number>();
  for (const n of [5, 7, 3, 4]) {
    least.putNowait(n);
    last.putNowait(n);
  }
  tell(least.getNowait(), least.getNowait(), least.getNowait(), least.getNowait());
  tell(last.getNowait(), last.getNowait(), last.getNowait(), last.getNowait());
}

async function queueShutsDown() {
  const queue = new Queue<number>();
  const getter = createTask(queue.get());
  await sleep(0);
  queue.shutdown();
  await attemptAwait(() => getter);
  attempt(() => queue.putNowait(1));
}

async function whatIsLeftCanBeTaken() {
  const queue = new Queue<number>();
  queue.putNowait(1);
  queue.shutdown();
  tell(queue.getNowait());
  attempt(() => queue.getNowait());
}

const cases: Record<string, () => Coroutine> = {
  lockIsFreeAtFirst,
  releaseOfAFreeLockIsAnError,
  lockServesInOrder,
  whoeverGivesUpIsPassedOver,
  aLockCanBeWaitedForInTime,
  eventLetsAllGoOn,
  conditionNotifiesSoMany,
  conditionNeedsItsLock,
  conditionWaitsForAPredicate,
  aCancelledWaiterHasTheLockAgain,
  semaphoreLetsSoManyIn,
  semaphoreOfZero,
  semaphoreMustNotBeNegative,
  boundedSemaphoreRefusesTooMany,
  queueIsFirstInFirstOut,
  queueHoldsUp,
  queueWithoutWaiting,
  queueJoins,
  otherOrders,
  queueShutsDown,
  whatIsLeftCanBeTaken,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
