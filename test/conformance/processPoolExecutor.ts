// concurrent.futures.ProcessPoolExecutor
import { asCompleted, type Future, shared, sleep, wait } from 'threadlanes';
import {
  activeChildren,
  currentProcess,
  getpid,
  Manager,
  ProcessPoolExecutor,
  type SyncManager,
} from 'threadlanes/multiprocessing';
import { attempt, nameOf, tell } from './lines.js';

type Event = ReturnType<SyncManager['Event']>;
type Queue = ReturnType<SyncManager['Queue']>;

const counter = shared(0);

export function square(n: number) {
  return n * n;
}

export function add(a: number, b: number) {
  return a + b;
}

export function fail(message: string) {
  throw new RangeError(message);
}

export function pid() {
  return getpid();
}

export function countUp() {
  counter.value += 1;
  return counter.value;
}

export function occupy(running: Queue, mayEnd: Event) {
  running.put('in');
  mayEnd.wait();
  return 'done';
}

export function oversleep() {
  sleep(60);
  return 0;
}

export function prepare(queue: Queue, word: string) {
  queue.put(word);
}

export function failToPrepare() {
  throw new TypeError('not prepared');
}

export function tellDone(future: Future<number>) {
  tell('done', future.result(), currentProcess().name);
}

export function submitGivesAFuture() {
  const pool = new ProcessPoolExecutor(2);
  const future = pool.submit(add, 1, 2);
  tell(future.result(), future.done(), future.running(), future.cancelled());
  pool.shutdown();
}

export function whatTheCallThrowsIsItsResult() {
  const pool = new ProcessPoolExecutor(1);
  const future = pool.submit(fail, 'no');
  attempt(() => future.result());
  tell(nameOf(future.exception()), pool.submit(square, 3).result());
  pool.shutdown();
}

export function callsRunInOtherProcesses() {
  const pool = new ProcessPoolExecutor(1);
  const first = pool.submit(pid).result();
  tell(first !== getpid(), first === pool.submit(pid).result());
  tell(pool.submit(countUp).result(), pool.submit(countUp).result(), counter.value);
  pool.shutdown();
}

export function lessThanOneWorkerIsAnError() {
  attempt(() => new ProcessPoolExecutor(0));
  attempt(() => new ProcessPoolExecutor(-1));
}

export function mapGivesResultsInOrder() {
  const pool = new ProcessPoolExecutor(2);
  tell([...pool.map(square, [3, 1, 2])], [...pool.map(square, [])]);
  tell([...pool.map(add, [1, 2, 3], [10, 20])]);
  tell([...pool.map(square, [1, 2, 3, 4, 5], { chunksize: 2, timeout: 60 })]);
  pool.shutdown();
}

export function resultTimesOut() {
  const manager = Manager();
  const [running, mayEnd] = [manager.Queue(), manager.Event()];
  const pool = new ProcessPoolExecutor(1);
  const future = pool.submit(occupy, running, mayEnd);
  running.get();
  attempt(() => future.result(0.02));
  tell(future.running(), future.cancel());
  mayEnd.set();
  tell(future.result());
  pool.shutdown();
  manager.shutdown();
}

export function afterShutdownNothingCanBeSubmitted() {
  const pool = new ProcessPoolExecutor(1);
  const future = pool.submit(square, 2);
  attempt(() => pool.shutdown());
  tell(future.done());
  attempt(() => pool.submit(square, 2));
  attempt(() => pool.map(square, [2]));
  attempt(() => pool.shutdown());
}

export function callbacksAreCalledInTheParent() {
  const pool = new ProcessPoolExecutor(1);
  const future = pool.submit(square, 5);
  future.addDoneCallback(tellDone);
  pool.shutdown();
}

export function waitingForSeveral() {
  const pool = new ProcessPoolExecutor(2);
  const futures = [pool.submit(square, 1), pool.submit(square, 2)];
  const { done, notDone } = wait(futures);
  tell(done.size, notDone.size, [...asCompleted(futures)].map((each) => each.result()).sort());
  pool.shutdown();
}

export function initializerRunsFirst() {
  const manager = Manager();
  const queue = manager.Queue();
  const pool = new ProcessPoolExecutor(1, prepare, [queue, 'ready']);
  tell(pool.submit(square, 2).result(), queue.get());
  pool.shutdown();
  tell(queue.qsize());
  manager.shutdown();
}

export function failingInitializerBreaksThePool() {
  const pool = new ProcessPoolExecutor(1, failToPrepare);
  const future = pool.submit(square, 2);
  attempt(() => future.result());
  attempt(() => pool.submit(square, 3));
  pool.shutdown();
}

export function deadWorkerBreaksThePool() {
  const pool = new ProcessPoolExecutor(1);
  const futures = [pool.submit(oversleep), pool.submit(square, 2)];
  for (const child of activeChildren()) child.kill();
  attempt(() => futures[0]?.result());
  attempt(() => futures[1]?.result());
  attempt(() => pool.submit(square, 3));
  attempt(() => pool.shutdown());
}

const cases: Record<string, () => void> = {
  submitGivesAFuture,
  whatTheCallThrowsIsItsResult,
  callsRunInOtherProcesses,
  lessThanOneWorkerIsAnError,
  mapGivesResultsInOrder,
  resultTimesOut,
  afterShutdownNothingCanBeSubmitted,
  callbacksAreCalledInTheParent,
  waitingForSeveral,
  initializerRunsFirst,
  failingInitializerBreaksThePool,
  deadWorkerBreaksThePool,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
