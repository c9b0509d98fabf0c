// threading.Barrier
import { Barrier, BrokenBarrierError, Queue, Thread, ThreadError } from 'threadlanes';
import { attempt, nameOf, tell, tookAtLeast, until } from './lines.js';

const two = new Barrier(2);
const three = new Barrier(3);
const indices = new Queue<number>();
const failures = new Queue<string>();

export function tellAction() {
  tell('action');
}

export function failingAction() {
  throw new RangeError('the action fails');
}

const withAction = new Barrier(2, tellAction);
const withFailingAction = new Barrier(2, failingAction);
const impatient = new Barrier(2, undefined, 0.02);

export function waitAndReport(barrier: Barrier) {
  try {
    indices.put(barrier.wait());
  } catch (error) {
    failures.put(nameOf(error));
  }
}

export function waitAndTell(barrier: Barrier) {
  barrier.wait();
  tell('past the barrier');
}

export function waitTwice(barrier: Barrier) {
  indices.put(barrier.wait());
  indices.put(barrier.wait());
}

function inThread(target: (barrier: Barrier) => void, barrier: Barrier) {
  const thread = new Thread({ target, args: [barrier] });
  thread.start();
  return thread;
}

/** A thread that waits at the barrier for sure. */
function waiterAt(barrier: Barrier) {
  const before = barrier.nWaiting;
  const thread = inThread(waitAndReport, barrier);
  until(() => barrier.nWaiting > before);
  return thread;
}

export function isAsMade() {
  tell(three.parties, three.nWaiting, three.broken);
}

export function lessThanOnePartyIsAnError() {
  attempt(() => new Barrier(0));
  attempt(() => new Barrier(-1));
}

export function onePartyNeverWaits() {
  const barrier = new Barrier(1);
  tell(barrier.wait(), barrier.wait(), barrier.nWaiting);
}

export function eachGetsAnotherNumber() {
  const threads = [1, 2, 3].map(() => inThread(waitAndReport, three));
  for (const thread of threads) thread.join();
  tell([indices.get(), indices.get(), indices.get()].sort());
  tell(three.nWaiting, three.broken);
}

export function waitsUntilAllAreThere() {
  const threads = [waiterAt(three), waiterAt(three)];
  tell(three.nWaiting, indices.qsize());
  inThread(waitAndReport, three).join();
  for (const thread of threads) thread.join();
  tell(indices.qsize(), three.nWaiting);
}

export function mayBeUsedAgain() {
  const threads = [inThread(waitTwice, two), inThread(waitTwice, two)];
  for (const thread of threads) thread.join();
  tell([indices.get(), indices.get(), indices.get(), indices.get()].sort());
}

export function actionIsCalledOnceBeforeAnyGoesOn() {
  const threads = [inThread(waitAndTell, withAction), inThread(waitAndTell, withAction)];
  for (const thread of threads) thread.join();
}

export function actionIsCalledEachTime() {
  const thread = inThread(waitTwice, withAction);
  withAction.wait();
  withAction.wait();
  thread.join();
}

export function failingActionBreaksTheBarrier() {
  const thread = waiterAt(withFailingAction);
  attempt(() => withFailingAction.wait());
  thread.join();
  tell(failures.get(), withFailingAction.broken, withFailingAction.nWaiting);
}

export function timeoutBreaksTheBarrier() {
  const thread = waiterAt(three);
  tell(tookAtLeast(0.03, () => attempt(() => three.wait(0.03))));
  thread.join();
  tell(failures.get(), three.broken, three.nWaiting);
}

export function timeoutOfZeroOrLess() {
  attempt(() => two.wait(0));
  two.reset();
  attempt(() => two.wait(-1));
}

export function itsOwnTimeoutIsTheDefault() {
  attempt(() => impatient.wait());
  tell(impatient.broken);
}

export function waitsTimeoutComesFirst() {
  const thread = new Thread({ target: waitPatiently });
  thread.start();
  until(() => impatient.nWaiting === 1);
  thread.join(0.05);
  tell(impatient.wait(), impatient.broken);
  thread.join();
}

export function waitPatiently() {
  impatient.wait(60);
}

export function brokenStaysBroken() {
  two.abort();
  attempt(() => two.wait());
  attempt(() => two.wait(60));
  tell(two.broken, two.nWaiting);
}

export function abortLetsWaitersFail() {
  const threads = [waiterAt(three), waiterAt(three)];
  attempt(() => three.abort());
  for (const thread of threads) thread.join();
  tell(failures.get(), failures.get(), three.broken, three.nWaiting);
}

export function resetLetsWaitersFail() {
  const thread = waiterAt(two);
  attempt(() => two.reset());
  thread.join();
  tell(failures.get(), two.broken, two.nWaiting);
}

export function resetMakesItAsNew() {
  two.abort();
  two.reset();
  tell(two.broken);
  const thread = waiterAt(two);
  tell(two.wait());
  thread.join();
  tell(indices.get());
}

export function resetOfAnIdleBarrierDoesNothing() {
  two.reset();
  tell(two.broken, two.nWaiting);
}

export function brokenBarrierErrorIsAThreadError() {
  two.abort();
  try {
    two.wait();
  } catch (error) {
    tell(error instanceof BrokenBarrierError, error instanceof ThreadError);
  }
}

const cases: Record<string, () => void> = {
  isAsMade,
  lessThanOnePartyIsAnError,
  onePartyNeverWaits,
  eachGetsAnotherNumber,
  waitsUntilAllAreThere,
  mayBeUsedAgain,
  actionIsCalledOnceBeforeAnyGoesOn,
  actionIsCalledEachTime,
  failingActionBreaksTheBarrier,
  timeoutBreaksTheBarrier,
  timeoutOfZeroOrLess,
  itsOwnTimeoutIsTheDefault,
  waitsTimeoutComesFirst,
  brokenStaysBroken,
  abortLetsWaitersFail,
  resetLetsWaitersFail,
  resetMakesItAsNew,
  resetOfAnIdleBarrierDoesNothing,
  brokenBarrierErrorIsAThreadError,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
