// concurrent.futures.ThreadPoolExecutor
import {
  BrokenExecutor,
  BrokenThreadPool,
  currentThread,
  Event,
  type Future,
  Queue,
  sleep,
  Thread,
  ThreadError,
  ThreadPoolExecutor,
} from 'threadlanes';
import { attempt, nameOf, tell, tookAtLeast, until } from './lines.js';

const mayEnd = new Event();
const running = new Queue<unknown>();
const seen = new Queue<unknown>();

export function add(a: number, b: number) {
  return a + b;
}

export function square(n: number) {
  return n * n;
}

export function fail(message: string) {
  throw new RangeError(message);
}

export function notZero(n: number) {
  if (n === 0) throw new TypeError('it is zero');
  return n;
}

export function occupy() {
  running.put(currentThread().name);
  mayEnd.wait();
  return 'done';
}

export function nameOfThread() {
  return currentThread().name;
}

export function isDaemon() {
  return currentThread().daemon;
}

export function report(value: unknown) {
  seen.put(value);
}

export function tellLate() {
  mayEnd.wait();
  sleep(0.01);
  tell('after main');
}

export function tellDone(future: Future<number>) {
  tell('done', future.result());
}

export function prepare(word: string) {
  seen.put(word);
}

export function failToPrepare() {
  throw new TypeError('not prepared');
}

export function endWhenCancelled(pending: Future<number>) {
  until(() => pending.cancelled());
  mayEnd.set();
}

/** A pool whose only worker is busy until mayEnd is set. */
function busyPool() {
  const pool = new ThreadPoolExecutor(1);
  const future = pool.submit(occupy);
  running.get();
  return { pool, future };
}

export function submitGivesAFuture() {
  const pool = new ThreadPoolExecutor(2);
  const future = pool.submit(add, 1, 2);
  tell(future.result(), future.done(), future.running(), future.cancelled());
  pool.shutdown();
}

export function whatTheCallThrowsIsItsResult() {
  const pool = new ThreadPoolExecutor(1);
  const future = pool.submit(fail, 'no');
  attempt(() => future.result());
  tell(nameOf(future.exception()), future.done());
  attempt(() => pool.submit(square, 3).result());
  pool.shutdown();
}

export function lessThanOneWorkerIsAnError() {
  attempt(() => new ThreadPoolExecutor(0));
  attempt(() => new ThreadPoolExecutor(-1));
}

export function atMostSoManyAtOnce() {
  const pool = new ThreadPoolExecutor(2);
  const futures = [pool.submit(occupy), pool.submit(occupy), pool.submit(occupy)];
  tell([running.get(), running.get()].sort());
  attempt(() => running.get(true, 0.02));
  tell(futures.filter((each) => each.running()).length);
  mayEnd.set();
  tell(futures.map((each) => each.result()));
  pool.shutdown();
}

export function threadsAreNamed() {
  const pool = new ThreadPoolExecutor(1);
  const named = new ThreadPoolExecutor(1, 'worker');
  const third = new ThreadPoolExecutor(1);
  tell(pool.submit(nameOfThread).result(), named.submit(nameOfThread).result());
  tell(third.submit(nameOfThread).result());
  for (const each of [pool, named, third]) each.shutdown();
}

export function workersAreUsedAgain() {
  const pool = new ThreadPoolExecutor(1);
  tell(pool.submit(nameOfThread).result(), pool.submit(nameOfThread).result());
  tell(pool.submit(isDaemon).result());
  pool.shutdown();
}

export function oneWorkerKeepsTheOrder() {
  const pool = new ThreadPoolExecutor(1);
  for (const n of [1, 2, 3]) pool.submit(report, n);
  pool.shutdown();
  tell(seen.get(), seen.get(), seen.get());
}

export function mapGivesResultsInOrder() {
  const pool = new ThreadPoolExecutor(3);
  tell([...pool.map(square, [3, 1, 2])]);
  tell([...pool.map(square, [])]);
  pool.shutdown();
}

export function mapTakesSeveralLists() {
  const pool = new ThreadPoolExecutor(2);
  tell([...pool.map(add, [1, 2, 3], [10, 20])]);
  pool.shutdown();
}

export function mapThrowsWhenItComesToTheResult() {
  const pool = new ThreadPoolExecutor(1);
  const results = pool.map(notZero, [1, 2, 0, 4]);
  tell(results.next().value, results.next().value);
  attempt(() => results.next().value);
  pool.shutdown();
}

export function mapBeginsAtOnce() {
  const pool = new ThreadPoolExecutor(1);
  const results = pool.map(report, [1, 2]);
  tell(seen.get(), seen.get());
  tell([...results]);
  pool.shutdown();
}

export function mapTimesOut() {
  const { pool, future } = busyPool();
  const results = pool.map(square, [1], { timeout: 0.03 });
  attempt(() => results.next().value);
  mayEnd.set();
  tell(future.result());
  pool.shutdown();
}

export function mapWithinItsTimeout() {
  const pool = new ThreadPoolExecutor(1);
  tell([...pool.map(square, [1, 2], { timeout: 60 })]);
  pool.shutdown();
}

export function pendingCallCanBeCancelled() {
  const { pool, future } = busyPool();
  const pending = pool.submit(report, 1);
  tell(pending.cancel(), future.cancel());
  mayEnd.set();
  pool.shutdown();
  tell(pending.cancelled(), future.result(), seen.qsize());
}

export function afterShutdownNothingCanBeSubmitted() {
  const pool = new ThreadPoolExecutor(1);
  tell(pool.submit(square, 2).result());
  attempt(() => pool.shutdown());
  attempt(() => pool.submit(square, 2));
  attempt(() => pool.map(square, [2]));
  attempt(() => pool.shutdown());
}

export function shutdownWaitsForAllCalls() {
  const pool = new ThreadPoolExecutor(1);
  const futures = [1, 2, 3].map((n) => pool.submit(square, n));
  pool.shutdown();
  tell(futures.map((each) => each.done()));
}

export function shutdownWithoutWaiting() {
  const { pool, future } = busyPool();
  const pending = pool.submit(square, 3);
  attempt(() => pool.shutdown(false));
  attempt(() => pool.submit(square, 4));
  tell(future.running());
  mayEnd.set();
  tell(future.result(), pending.result());
}

export function shutdownCancelsWhatHasNotBegun() {
  const { pool, future } = busyPool();
  const pending = [pool.submit(square, 3), pool.submit(square, 4)];
  pool.shutdown(false, true);
  tell(pending.map((each) => each.cancelled()));
  attempt(() => pending[0]?.result());
  mayEnd.set();
  tell(future.result());
}

export function shutdownWaitsForWhatRunsAndCancelsTheRest() {
  const { pool, future } = busyPool();
  const pending = pool.submit(square, 3);
  const thread = new Thread({ target: endWhenCancelled, args: [pending] });
  thread.start();
  pool.shutdown(true, true);
  tell(future.done(), pending.cancelled());
  thread.join();
}

export function programWaitsForItsCalls() {
  const pool = new ThreadPoolExecutor(1);
  pool.submit(tellLate);
  tell('main ends');
  mayEnd.set();
}

export function initializerRunsFirst() {
  const pool = new ThreadPoolExecutor(1, 'worker', prepare, ['ready']);
  pool.submit(report, 'called').result();
  pool.submit(report, 'called again').result();
  tell(seen.get(), seen.get(), seen.get(), seen.qsize());
  pool.shutdown();
}

export function failingInitializerBreaksThePool() {
  const pool = new ThreadPoolExecutor(1, 'worker', failToPrepare);
  const future = pool.submit(square, 2);
  attempt(() => future.result());
  attempt(() => pool.submit(square, 3));
  pool.shutdown();
}

export function brokenThreadPoolIsABrokenExecutor() {
  const error = new BrokenThreadPool();
  tell(error instanceof BrokenExecutor, error instanceof ThreadError);
}

export function callbackOfACall() {
  const { pool, future } = busyPool();
  const pending = pool.submit(square, 5);
  pending.addDoneCallback(tellDone);
  mayEnd.set();
  pool.shutdown();
  tell(future.done());
}

export function resultTimesOut() {
  const { pool, future } = busyPool();
  tell(tookAtLeast(0.03, () => attempt(() => future.result(0.03))));
  attempt(() => future.exception(0.01));
  mayEnd.set();
  tell(future.result());
  pool.shutdown();
}

const cases: Record<string, () => void> = {
  submitGivesAFuture,
  whatTheCallThrowsIsItsResult,
  lessThanOneWorkerIsAnError,
  atMostSoManyAtOnce,
  threadsAreNamed,
  workersAreUsedAgain,
  oneWorkerKeepsTheOrder,
  mapGivesResultsInOrder,
  mapTakesSeveralLists,
  mapThrowsWhenItComesToTheResult,
  mapBeginsAtOnce,
  mapTimesOut,
  mapWithinItsTimeout,
  pendingCallCanBeCancelled,
  afterShutdownNothingCanBeSubmitted,
  shutdownWaitsForAllCalls,
  shutdownWithoutWaiting,
  shutdownCancelsWhatHasNotBegun,
  shutdownWaitsForWhatRunsAndCancelsTheRest,
  programWaitsForItsCalls,
  initializerRunsFirst,
  failingInitializerBreaksThePool,
  brokenThreadPoolIsABrokenExecutor,
  callbackOfACall,
  resultTimesOut,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
