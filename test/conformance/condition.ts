// threading.Condition
import { Condition, Event, Lock, Queue, RLock, Thread } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const condition = new Condition();
const ready = new Queue<string>();
const woken = new Queue<string>();
const mayGoOn = new Event();

/** Says that it waits, waits, and says that it was woken. */
export function waitAndReport(name: string) {
  condition.acquire();
  ready.put(name);
  condition.wait();
  woken.put(name);
  condition.release();
}

export function waitTwiceAsDeep() {
  condition.acquire();
  condition.acquire();
  ready.put('deep');
  condition.wait();
  condition.release();
  woken.put('one level left');
  mayGoOn.wait();
  condition.release();
}

export function waitForItem() {
  condition.acquire();
  ready.put('waits');
  tell(condition.waitFor(() => woken.qsize()));
  condition.release();
}

export function waitWithTimeout(timeout: number) {
  condition.acquire();
  ready.put('waits');
  tell(condition.wait(timeout));
  condition.release();
}

export function tryToTake() {
  const taken = condition.acquire(false);
  tell(taken);
  if (taken) condition.release();
}

export function waitOn(given: Condition, name: string) {
  given.acquire();
  ready.put(name);
  given.wait();
  tell(name);
  given.release();
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

/** Threads that wait on the condition for sure, in this order. */
function waiters(...names: string[]) {
  return names.map((name) => {
    const thread = new Thread({ target: waitAndReport, args: [name] });
    thread.start();
    ready.get();
    // The lock is free only once the thread waits.
    condition.acquire();
    condition.release();
    return thread;
  });
}

function notify(n?: number) {
  condition.acquire();
  condition.notify(n);
  condition.release();
}

function notifyAll() {
  condition.acquire();
  condition.notifyAll();
  condition.release();
}

export function itsOwnLockIsAnRLock() {
  tell(condition.acquire(), condition.acquire(false));
  condition.release();
  inThread(tryToTake).join();
  condition.release();
  inThread(tryToTake).join();
  attempt(() => condition.release());
}

export function usesTheLockItIsGiven() {
  const lock = new Lock();
  const other = new Condition(lock);
  tell(other.acquire(), lock.locked(), other.acquire(false));
  other.release();
  tell(lock.locked());
  attempt(() => other.release());
}

export function usesTheRLockItIsGiven() {
  const lock = new RLock();
  const other = new Condition(lock);
  tell(lock.acquire(), other.acquire(false));
  other.release();
  other.release();
  attempt(() => lock.release());
}

export function acquireHasItsLocksArguments() {
  attempt(() => condition.acquire(false, 1));
  attempt(() => condition.acquire(true, -2));
  tell(condition.acquire(true, 0.01));
}

export function waitWithoutTheLockIsAnError() {
  attempt(() => condition.wait());
  attempt(() => condition.wait(0));
  attempt(() => new Condition(new Lock()).wait());
}

export function notifyWithoutTheLockIsAnError() {
  attempt(() => condition.notify());
  attempt(() => condition.notifyAll());
  attempt(() => new Condition(new Lock()).notify());
}

export function waitForWithoutTheLock() {
  attempt(() => condition.waitFor(() => false));
  attempt(() => condition.waitFor(() => false, 0));
  attempt(() => condition.waitFor(() => true));
}

export function waitGivesUpTheLockAndTakesItAgain() {
  const [thread] = waiters('a');
  condition.acquire();
  condition.notify();
  tell(woken.qsize());
  condition.release();
  thread?.join();
  tell(woken.get());
}

export function wakenedThreadWaitsForTheLock() {
  const [thread] = waiters('a');
  condition.acquire();
  condition.notify();
  thread?.join(0.03);
  tell(thread?.isAlive(), woken.qsize());
  condition.release();
  thread?.join();
  tell(woken.get());
}

export function waitAnswersTrueWhenNotified() {
  const thread = new Thread({ target: waitWithTimeout, args: [60] });
  thread.start();
  ready.get();
  notify();
  thread.join();
}

export function timeoutPasses() {
  condition.acquire();
  tell(tookAtLeast(0.03, () => tell(condition.wait(0.03))));
  inThread(tryToTake).join();
  condition.release();
}

export function timeoutOfZeroOrLess() {
  condition.acquire();
  tell(condition.wait(0), condition.wait(-1));
  condition.release();
}

export function timedOutThreadIsNotNotified() {
  condition.acquire();
  condition.wait(0.01);
  condition.release();
  const [thread] = waiters('a');
  notify();
  thread?.join();
  tell(woken.get());
}

export function waitGivesUpAllLevels() {
  const thread = inThread(waitTwiceAsDeep);
  ready.get();
  notify();
  tell(woken.get());
  inThread(tryToTake).join();
  mayGoOn.set();
  thread.join();
  inThread(tryToTake).join();
}

export function notifyWakesOneByDefault() {
  const threads = waiters('a', 'b');
  notify();
  tell(woken.get());
  attempt(() => woken.get(true, 0.02));
  notify();
  tell(woken.get());
  for (const thread of threads) thread.join();
}

export function notifyWakesAtMostN() {
  const threads = waiters('a', 'b', 'c');
  notify(2);
  tell([woken.get(), woken.get()].sort());
  attempt(() => woken.get(true, 0.02));
  notify(5);
  tell(woken.get());
  for (const thread of threads) thread.join();
}

export function notifyOfNoneWakesNone() {
  const threads = waiters('a');
  notify(0);
  attempt(() => woken.get(true, 0.02));
  notify();
  for (const thread of threads) thread.join();
  tell(woken.get());
}

export function notifyAllWakesAll() {
  const threads = waiters('a', 'b', 'c');
  notifyAll();
  for (const thread of threads) thread.join();
  tell([woken.get(), woken.get(), woken.get()].sort());
}

export function firstWokenIsTheOneThatWaitedLongest() {
  const threads = waiters('a', 'b', 'c');
  for (const thread of threads) {
    notify();
    thread.join();
    tell(woken.get());
  }
}

export function notifyWithoutWaitersIsForgotten() {
  notify();
  notifyAll();
  condition.acquire();
  tell(condition.wait(0.01));
  condition.release();
}

export function waitForAnswersWhatThePredicateSays() {
  condition.acquire();
  tell(
    condition.waitFor(() => 7),
    condition.waitFor(() => 'yes', 0),
  );
  condition.release();
}

export function waitForAsksAgainAfterEachNotification() {
  const thread = inThread(waitForItem);
  ready.get();
  condition.acquire();
  condition.notify();
  condition.release();
  condition.acquire();
  woken.put('x');
  woken.put('y');
  condition.notify();
  condition.release();
  thread.join();
}

export function waitForTimesOut() {
  condition.acquire();
  tell(tookAtLeast(0.03, () => tell(condition.waitFor(() => 0, 0.03))));
  tell(
    condition.waitFor(() => false, 0),
    condition.waitFor(() => '', -1),
  );
  inThread(tryToTake).join();
  condition.release();
}

export function whatThePredicateThrowsComesThrough() {
  condition.acquire();
  attempt(() =>
    condition.waitFor(() => {
      throw new TypeError();
    }),
  );
  inThread(tryToTake).join();
  condition.release();
}

export function conditionsShareALock() {
  const lock = new Lock();
  const full = new Condition(lock);
  const empty = new Condition(lock);
  const threads = [full, empty].map((each, i) => new Thread({ target: waitOn, args: [each, `${i}`] }));
  for (const thread of threads) {
    thread.start();
    ready.get();
    lock.acquire();
    lock.release();
  }
  lock.acquire();
  empty.notifyAll();
  lock.release();
  threads[1]?.join();
  tell(threads[0]?.isAlive());
  full.acquire();
  full.notify();
  full.release();
  threads[0]?.join();
}

const cases: Record<string, () => void> = {
  itsOwnLockIsAnRLock,
  usesTheLockItIsGiven,
  usesTheRLockItIsGiven,
  acquireHasItsLocksArguments,
  waitWithoutTheLockIsAnError,
  notifyWithoutTheLockIsAnError,
  waitForWithoutTheLock,
  waitGivesUpTheLockAndTakesItAgain,
  wakenedThreadWaitsForTheLock,
  waitAnswersTrueWhenNotified,
  timeoutPasses,
  timeoutOfZeroOrLess,
  timedOutThreadIsNotNotified,
  waitGivesUpAllLevels,
  notifyWakesOneByDefault,
  notifyWakesAtMostN,
  notifyOfNoneWakesNone,
  notifyAllWakesAll,
  firstWokenIsTheOneThatWaitedLongest,
  notifyWithoutWaitersIsForgotten,
  waitForAnswersWhatThePredicateSays,
  waitForAsksAgainAfterEachNotification,
  waitForTimesOut,
  whatThePredicateThrowsComesThrough,
  conditionsShareALock,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
