// concurrent.futures.Future, wait and as_completed, with futures that the program itself brings to an end
import {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  Thread,
  wait,
} from 'threadlanes';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

const future = new Future<unknown>();
const second = new Future<unknown>();
const third = new Future<unknown>();

export function tellResult() {
  attempt(() => future.result());
}

export function setSecond() {
  second.setResult(2);
}

export function failSecond() {
  second.setException(new TypeError('it fails'));
}

export function tellDone(done: Future<unknown>) {
  tell('done', done.done(), done === future);
}

export function tellAgain() {
  tell('again');
}

export function failCallback() {
  throw new TypeError('the callback fails');
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

function tellState(given: Future<unknown>) {
  tell(given.running(), given.done(), given.cancelled());
}

/** Cancelled, and whoever would have carried it out knows. */
function cancelForSure(given: Future<unknown>) {
  given.cancel();
  given.setRunningOrNotifyCancel();
}

/** Which of the three. */
function names(futures: Iterable<Future<unknown>>) {
  const all = [future, second, third];
  return [...futures].map((each) => all.indexOf(each) + 1).sort();
}

export function isPendingAtFirst() {
  tellState(future);
}

export function runsWhenItIsMarked() {
  tell(future.setRunningOrNotifyCancel());
  tellState(future);
}

export function isDoneWithItsResult() {
  attempt(() => future.setResult([1]));
  tellState(future);
  attempt(() => future.result());
  attempt(() => future.result(0));
  attempt(() => future.exception());
}

export function isDoneWithItsException() {
  attempt(() => future.setException(new TypeError('it fails')));
  tellState(future);
  attempt(() => future.result());
  attempt(() => future.result());
  tell(nameOf(future.exception()));
}

export function mayRunBeforeItIsDone() {
  future.setRunningOrNotifyCancel();
  future.setResult(null);
  tellState(future);
  attempt(() => future.result());
}

export function resultWaits() {
  const thread = inThread(tellResult);
  thread.join(0.02);
  tell(thread.isAlive());
  future.setResult('here');
  thread.join();
}

export function resultWaitsForAnException() {
  const thread = inThread(tellResult);
  future.setException(new RangeError('it fails'));
  thread.join();
}

export function resultOfACancelledOneThrows() {
  const thread = inThread(tellResult);
  future.cancel();
  thread.join();
  attempt(() => future.result());
  attempt(() => future.exception());
}

export function timeoutPasses() {
  tell(tookAtLeast(0.03, () => attempt(() => future.result(0.03))));
  attempt(() => future.exception(0.01));
  attempt(() => future.result(0));
  attempt(() => future.result(-1));
  tellState(future);
}

export function cancelOfAPendingOne() {
  tell(future.cancel());
  tellState(future);
  tell(future.cancel());
}

export function cancelOfARunningOneFails() {
  future.setRunningOrNotifyCancel();
  tell(future.cancel());
  tellState(future);
}

export function cancelOfAFinishedOneFails() {
  future.setResult(1);
  tell(future.cancel());
  second.setException(new TypeError());
  tell(second.cancel());
  tellState(future);
}

export function cancelledOneMustNotBeCarriedOut() {
  future.cancel();
  tell(future.setRunningOrNotifyCancel());
  tellState(future);
  attempt(() => future.setRunningOrNotifyCancel());
}

export function markingTwiceIsAnError() {
  future.setRunningOrNotifyCancel();
  attempt(() => future.setRunningOrNotifyCancel());
  second.setResult(1);
  attempt(() => second.setRunningOrNotifyCancel());
}

export function settingTwiceIsAnError() {
  future.setResult(1);
  attempt(() => future.setResult(2));
  attempt(() => future.setException(new TypeError()));
  tell(future.result());
  second.setException(new TypeError());
  attempt(() => second.setResult(2));
}

export function settingACancelledOneIsAnError() {
  future.cancel();
  attempt(() => future.setResult(1));
  attempt(() => future.setException(new TypeError()));
}

export function callbackIsCalledWhenItIsDone() {
  future.addDoneCallback(tellDone);
  tell('not yet');
  future.setResult(1);
  tell('after');
}

export function callbackIsCalledForAnException() {
  future.addDoneCallback(tellDone);
  future.setException(new TypeError());
}

export function callbackIsCalledWhenItIsCancelled() {
  future.addDoneCallback(tellDone);
  future.cancel();
  future.cancel();
}

export function callbackOfADoneOneIsCalledAtOnce() {
  future.setResult(1);
  future.addDoneCallback(tellDone);
  tell('after');
}

export function callbacksAreCalledInOrder() {
  future.addDoneCallback(tellDone);
  future.addDoneCallback(tellAgain);
  future.addDoneCallback(tellDone);
  future.setResult(1);
}

export function whatACallbackThrowsIsIgnored() {
  future.addDoneCallback(failCallback);
  future.addDoneCallback(tellDone);
  attempt(() => future.setResult(1));
  attempt(() => future.addDoneCallback(failCallback));
  tell(future.result());
}

export function waitForNone() {
  const { done, notDone } = wait([]);
  tell(names(done), names(notDone));
}

export function waitForDoneOnes() {
  future.setResult(1);
  second.setException(new TypeError());
  cancelForSure(third);
  const { done, notDone } = wait([future, second, third]);
  tell(names(done), names(notDone));
}

export function waitForAll() {
  future.setResult(1);
  const thread = inThread(setSecond);
  const { done, notDone } = wait([future, second]);
  tell(names(done), names(notDone));
  thread.join();
}

export function waitTimesOut() {
  future.setResult(1);
  tell(
    tookAtLeast(0.03, () => {
      const { done, notDone } = wait([future, second], 0.03);
      tell(names(done), names(notDone));
    }),
  );
  const { done, notDone } = wait([second, third], 0);
  tell(names(done), names(notDone));
}

export function waitForTheFirst() {
  const thread = inThread(setSecond);
  const { done, notDone } = wait([future, second, third], 60, FIRST_COMPLETED);
  tell(names(done), names(notDone));
  thread.join();
  future.setResult(1);
  const again = wait([future, third], undefined, FIRST_COMPLETED);
  tell(names(again.done), names(again.notDone));
}

export function waitForTheFirstException() {
  future.setResult(1);
  const thread = inThread(failSecond);
  const { done, notDone } = wait([future, second, third], 60, FIRST_EXCEPTION);
  tell(names(done), names(notDone));
  thread.join();
}

export function waitForTheFirstExceptionWithoutAny() {
  future.setResult(1);
  const thread = inThread(setSecond);
  const { done, notDone } = wait([future, second], 60, FIRST_EXCEPTION);
  tell(names(done), names(notDone));
  thread.join();
}

export function cancelledIsNoException() {
  cancelForSure(future);
  const { done, notDone } = wait([future, second], 0.01, FIRST_EXCEPTION);
  tell(names(done), names(notDone));
}

export function waitTakesEachOnce() {
  future.setResult(1);
  const { done, notDone } = wait([future, future], 60, ALL_COMPLETED);
  tell(names(done), names(notDone));
}

export function unknownReturnWhenIsAnError() {
  attempt(() => wait([future], 0.01, 'SOMETIMES' as typeof ALL_COMPLETED));
}

export function asCompletedGivesDoneOnesFirst() {
  second.setResult(2);
  const order = [];
  for (const each of asCompleted([future, second])) {
    order.push(...names([each]));
    if (each === second) future.setResult(1);
  }
  tell(order);
}

export function asCompletedGivesThemAsTheyGetDone() {
  third.setResult(3);
  const order = [];
  for (const each of asCompleted([future, second, third])) {
    order.push(...names([each]));
    if (each === third) inThread(setSecond).join();
    if (each === second) cancelForSure(future);
  }
  tell(order);
}

export function asCompletedGivesEachOnce() {
  future.setResult(1);
  tell([...asCompleted([future, future])].length, [...asCompleted([])].length);
}

export function asCompletedTimesOut() {
  future.setResult(1);
  const given: number[] = [];
  attempt(() => {
    for (const each of asCompleted([future, second], 0.03)) given.push(...names([each]));
  });
  tell(given);
}

const cases: Record<string, () => void> = {
  isPendingAtFirst,
  runsWhenItIsMarked,
  isDoneWithItsResult,
  isDoneWithItsException,
  mayRunBeforeItIsDone,
  resultWaits,
  resultWaitsForAnException,
  resultOfACancelledOneThrows,
  timeoutPasses,
  cancelOfAPendingOne,
  cancelOfARunningOneFails,
  cancelOfAFinishedOneFails,
  cancelledOneMustNotBeCarriedOut,
  markingTwiceIsAnError,
  settingTwiceIsAnError,
  settingACancelledOneIsAnError,
  callbackIsCalledWhenItIsDone,
  callbackIsCalledForAnException,
  callbackIsCalledWhenItIsCancelled,
  callbackOfADoneOneIsCalledAtOnce,
  callbacksAreCalledInOrder,
  whatACallbackThrowsIsIgnored,
  waitForNone,
  waitForDoneOnes,
  waitForAll,
  waitTimesOut,
  waitForTheFirst,
  waitForTheFirstException,
  waitForTheFirstExceptionWithoutAny,
  cancelledIsNoException,
  waitTakesEachOnce,
  unknownReturnWhenIsAnError,
  asCompletedGivesDoneOnesFirst,
  asCompletedGivesThemAsTheyGetDone,
  asCompletedGivesEachOnce,
  asCompletedTimesOut,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
