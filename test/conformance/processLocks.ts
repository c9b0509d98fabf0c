// multiprocessing.Lock, RLock, Semaphore, BoundedSemaphore, Event, Condition and Barrier
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  Process,
  Queue,
  RLock,
  Semaphore,
} from 'threadlanes/multiprocessing';
import { attempt, nameOf, tell, tookAtLeast, until } from './lines.js';

export function tryToTake(lock: Lock | RLock | Semaphore) {
  const taken = lock.acquire(false);
  tell(taken);
  if (taken) lock.release();
}

export function releaseIt(lock: Lock | RLock | Semaphore) {
  attempt(() => lock.release());
}

export function takeAndReport(lock: Lock | Semaphore, queue: Queue<unknown>) {
  lock.acquire();
  queue.put('taken');
}

export function takeAndEnd(lock: Lock) {
  lock.acquire();
}

export function countUp(lock: Lock, queue: Queue<number>) {
  for (let i = 0; i < 20; i++) {
    lock.acquire();
    queue.put(queue.get() + 1);
    lock.release();
  }
}

export function waitForEvent(event: Event, queue: Queue<unknown>) {
  queue.put(event.wait(60));
}

export function setEvent(event: Event) {
  event.set();
}

export function waitOn(condition: Condition, queue: Queue<unknown>) {
  condition.acquire();
  queue.put('waits');
  condition.wait();
  queue.put('woken');
  condition.release();
}

export function waitAt(barrier: Barrier, queue: Queue<unknown>) {
  try {
    queue.put(barrier.wait());
  } catch (error) {
    queue.put(nameOf(error));
  }
}

function inProcess<Args extends readonly unknown[]>(target: (...args: Args) => void, ...args: Args) {
  const process = new Process({ target, args });
  process.start();
  return process;
}

/** A process that waits on the condition for sure. */
function waiterOn(condition: Condition, queue: Queue<unknown>) {
  const process = inProcess(waitOn, condition, queue);
  queue.get();
  condition.acquire();
  condition.release();
  return process;
}

export function lockBasics() {
  const lock = new Lock();
  tell(lock.acquire(), lock.acquire(false), lock.acquire(true, 0.01));
  attempt(() => lock.release());
  tell(lock.acquire(false));
}

export function lockOfAnotherProcess() {
  const lock = new Lock();
  lock.acquire();
  inProcess(tryToTake, lock).join();
  lock.release();
  inProcess(tryToTake, lock).join();
}

export function lockMayBeReleasedByAnyProcess() {
  const lock = new Lock();
  lock.acquire();
  inProcess(releaseIt, lock).join();
  tell(lock.acquire(false));
}

export function lockReleasedTwiceIsAnError() {
  const lock = new Lock();
  attempt(() => lock.release());
  lock.acquire();
  lock.release();
  attempt(() => lock.release());
  tell(lock.acquire(false));
}

export function lockTimeouts() {
  const lock = new Lock();
  lock.acquire();
  tell(tookAtLeast(0.03, () => tell(lock.acquire(true, 0.03))));
  tell(lock.acquire(true, 0), lock.acquire(true, -1), lock.acquire(false, 5), lock.acquire(false, -1));
}

export function lockWaitsForTheRelease() {
  const lock = new Lock();
  const queue = new Queue<unknown>();
  lock.acquire();
  const process = inProcess(takeAndReport, lock, queue);
  attempt(() => queue.get(true, 0.02));
  lock.release();
  tell(queue.get());
  process.join();
}

export function lockStaysTakenWhenItsProcessEnds() {
  const lock = new Lock();
  inProcess(takeAndEnd, lock).join();
  tell(lock.acquire(false));
}

export function lockExcludesEachOther() {
  const lock = new Lock();
  const queue = new Queue<number>();
  queue.put(0);
  const processes = [inProcess(countUp, lock, queue), inProcess(countUp, lock, queue)];
  for (const process of processes) process.join();
  tell(queue.get());
}

export function rlockIsReentrant() {
  const lock = new RLock();
  tell(lock.acquire(), lock.acquire(), lock.acquire(false));
  inProcess(tryToTake, lock).join();
  lock.release();
  lock.release();
  inProcess(tryToTake, lock).join();
  lock.release();
  inProcess(tryToTake, lock).join();
}

export function rlockIsReleasedByItsOwnerOnly() {
  const lock = new RLock();
  attempt(() => lock.release());
  lock.acquire();
  inProcess(releaseIt, lock).join();
  attempt(() => lock.release());
  attempt(() => lock.release());
}

export function semaphoreCounts() {
  const semaphore = new Semaphore(2);
  tell(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(false));
  inProcess(releaseIt, semaphore).join();
  tell(semaphore.acquire(false), semaphore.acquire(true, 0.01));
  tell(new Semaphore().acquire(false), new Semaphore(0).acquire(false));
}

export function semaphoreMayGrow() {
  const semaphore = new Semaphore(0);
  semaphore.release();
  semaphore.release();
  tell(semaphore.acquire(false), semaphore.acquire(false), semaphore.acquire(false));
}

export function semaphoreWaits() {
  const semaphore = new Semaphore(0);
  const queue = new Queue<unknown>();
  const process = inProcess(takeAndReport, semaphore, queue);
  attempt(() => queue.get(true, 0.02));
  semaphore.release();
  tell(queue.get());
  process.join();
}

export function boundedSemaphoreIsBounded() {
  const semaphore = new BoundedSemaphore(1);
  attempt(() => semaphore.release());
  semaphore.acquire();
  attempt(() => semaphore.release());
  attempt(() => semaphore.release());
  tell(semaphore.acquire(false), semaphore.acquire(false));
}

export function eventBetweenProcesses() {
  const event = new Event();
  const queue = new Queue<unknown>();
  tell(event.isSet(), event.wait(0.01), event.wait(0));
  const process = inProcess(waitForEvent, event, queue);
  event.set();
  tell(queue.get(), event.isSet(), event.wait());
  process.join();
  event.clear();
  tell(event.isSet());
  inProcess(setEvent, event).join();
  tell(event.isSet());
}

export function conditionNotifiesOne() {
  const condition = new Condition();
  const queue = new Queue<unknown>();
  const processes = [waiterOn(condition, queue), waiterOn(condition, queue)];
  condition.acquire();
  condition.notify();
  condition.release();
  tell(queue.get());
  attempt(() => queue.get(true, 0.02));
  condition.acquire();
  condition.notify(5);
  condition.release();
  tell(queue.get());
  for (const process of processes) process.join();
}

export function conditionNotifiesAll() {
  const condition = new Condition(new Lock());
  const queue = new Queue<unknown>();
  const processes = [waiterOn(condition, queue), waiterOn(condition, queue)];
  condition.acquire();
  condition.notifyAll();
  condition.release();
  tell(queue.get(), queue.get());
  for (const process of processes) process.join();
}

export function conditionNeedsItsLock() {
  const condition = new Condition();
  attempt(() => condition.wait(0.01));
  attempt(() => condition.notify());
  attempt(() => condition.notifyAll());
  attempt(() => condition.waitFor(() => false));
  attempt(() => condition.waitFor(() => true));
}

export function conditionTimesOut() {
  const condition = new Condition();
  condition.acquire();
  condition.acquire();
  tell(tookAtLeast(0.03, () => tell(condition.wait(0.03))));
  tell(
    condition.waitFor(() => 0, 0.01),
    condition.waitFor(() => 7, 0.01),
  );
  condition.release();
  condition.release();
  attempt(() => condition.release());
}

export function barrierBetweenProcesses() {
  const barrier = new Barrier(2);
  const queue = new Queue<unknown>();
  tell(barrier.parties, barrier.nWaiting, barrier.broken);
  const process = inProcess(waitAt, barrier, queue);
  until(() => barrier.nWaiting === 1);
  tell(barrier.wait(), queue.get());
  process.join();
}

export function barrierBreaks() {
  const barrier = new Barrier(2);
  const queue = new Queue<unknown>();
  const process = inProcess(waitAt, barrier, queue);
  until(() => barrier.nWaiting === 1);
  barrier.abort();
  tell(queue.get(), barrier.broken);
  attempt(() => barrier.wait());
  process.join();
  barrier.reset();
  tell(barrier.broken);
  attempt(() => barrier.wait(0.01));
  tell(barrier.broken);
}

const cases: Record<string, () => void> = {
  lockBasics,
  lockOfAnotherProcess,
  lockMayBeReleasedByAnyProcess,
  lockReleasedTwiceIsAnError,
  lockTimeouts,
  lockWaitsForTheRelease,
  lockStaysTakenWhenItsProcessEnds,
  lockExcludesEachOther,
  rlockIsReentrant,
  rlockIsReleasedByItsOwnerOnly,
  semaphoreCounts,
  semaphoreMayGrow,
  semaphoreWaits,
  boundedSemaphoreIsBounded,
  eventBetweenProcesses,
  conditionNotifiesOne,
  conditionNotifiesAll,
  conditionNeedsItsLock,
  conditionTimesOut,
  barrierBetweenProcesses,
  barrierBreaks,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
