// multiprocessing.Pool
import { currentProcess, getpid, Manager, Pool, type SyncManager } from 'threadlanes/multiprocessing';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

type Event = ReturnType<SyncManager['Event']>;
type Queue = ReturnType<SyncManager['Queue']>;

export function square(n: number) {
  return n * n;
}

export function add(a: number, b: number) {
  return a + b;
}

export function fail(message: string) {
  throw new RangeError(message);
}

export function failOnTwo(n: number) {
  if (n === 2) throw new TypeError('two');
  return n;
}

export function isDaemon() {
  return currentProcess().daemon;
}

export function pidOf(_: number) {
  return getpid();
}

export function prepare(queue: Queue, word: string) {
  queue.put(word);
}

export function occupy(running: Queue, mayEnd: Event) {
  running.put('in');
  mayEnd.wait();
  return 'done';
}

export function tellResult(result: unknown) {
  tell('called back', result, currentProcess().name);
}

export function tellError(error: unknown) {
  tell('called back', nameOf(error), currentProcess().name);
}

function end(pool: Pool) {
  pool.close();
  pool.join();
}

export function applyGivesTheResult() {
  const pool = new Pool(2);
  tell(pool.apply(square, [3]), pool.apply(add, [1, 2]));
  attempt(() => pool.apply(fail, ['no']));
  tell(pool.apply(square, [4]));
  end(pool);
}

export function applyAsyncGivesItLater() {
  const pool = new Pool(1);
  const result = pool.applyAsync(square, [3]);
  tell(result.get(), result.get(60), result.ready(), result.successful());
  const failed = pool.applyAsync(fail, ['no']);
  failed.wait();
  tell(failed.ready(), failed.successful());
  attempt(() => failed.get());
  end(pool);
}

export function aResultThatIsNotThere() {
  const manager = Manager();
  const [running, mayEnd] = [manager.Queue(), manager.Event()];
  const pool = new Pool(1);
  const result = pool.applyAsync(occupy, [running, mayEnd]);
  running.get();
  tell(result.ready());
  attempt(() => result.successful());
  tell(tookAtLeast(0.03, () => attempt(() => result.get(0.03))));
  tell(tookAtLeast(0.03, () => result.wait(0.03)));
  mayEnd.set();
  tell(result.get(), result.ready(), result.successful());
  end(pool);
  manager.shutdown();
}

export function mapGivesResultsInOrder() {
  const pool = new Pool(2);
  tell(pool.map(square, [3, 1, 2]), pool.map(square, []));
  tell(pool.map(square, [1, 2, 3, 4, 5], 2));
  end(pool);
}

export function mapThrowsWhatACallThrew() {
  const pool = new Pool(2);
  attempt(() => pool.map(failOnTwo, [1, 2, 3]));
  tell(pool.map(failOnTwo, [1, 3]));
  end(pool);
}

export function mapAsyncGivesThemLater() {
  const pool = new Pool(2);
  const results = pool.mapAsync(square, [1, 2, 3]);
  tell(results.get(), results.ready(), results.successful());
  attempt(() => pool.mapAsync(failOnTwo, [1, 2]).get());
  end(pool);
}

export function imapGivesThemOneByOne() {
  const pool = new Pool(2);
  const results = pool.imap(square, [1, 2, 3]);
  tell(results.next().value, results.next(60).value, [...results]);
  tell([...pool.imap(square, [1, 2, 3], 2)]);
  end(pool);
}

export function imapThrowsInItsPlaceAndGoesOn() {
  const pool = new Pool(2);
  const results = pool.imap(failOnTwo, [1, 2, 3]);
  tell(results.next().value);
  attempt(() => results.next().value);
  tell(results.next().value);
  end(pool);
}

export function imapTimesOut() {
  const manager = Manager();
  const [running, mayEnd] = [manager.Queue(), manager.Event()];
  const pool = new Pool(1);
  const busy = pool.applyAsync(occupy, [running, mayEnd]);
  const results = pool.imap(square, [3]);
  attempt(() => results.next(0.02).value);
  mayEnd.set();
  tell(busy.get(), results.next().value);
  end(pool);
  manager.shutdown();
}

export function imapUnorderedGivesThemAll() {
  const pool = new Pool(2);
  tell([...pool.imapUnordered(square, [1, 2, 3])].sort());
  end(pool);
}

export function starmapSpreadsItsItems() {
  const pool = new Pool(2);
  tell(pool.starmap(add, [[1, 2] as const, [3, 4] as const]));
  tell(pool.starmapAsync(add, [[5, 6] as const]).get());
  end(pool);
}

export function callbacksAreCalledInTheParent() {
  const pool = new Pool(1);
  pool.applyAsync(square, [3], tellResult, tellError).get();
  attempt(() => pool.applyAsync(fail, ['no'], tellResult, tellError).get());
  pool.mapAsync(square, [1, 2], undefined, tellResult).get();
  end(pool);
}

export function atMostSoManyAtOnce() {
  const manager = Manager();
  const [running, mayEnd] = [manager.Queue(), manager.Event()];
  const pool = new Pool(2);
  const results = [1, 2, 3].map(() => pool.applyAsync(occupy, [running, mayEnd]));
  tell(running.get(), running.get());
  attempt(() => running.get(true, 0.02));
  mayEnd.set();
  tell(results.map((each) => each.get()));
  end(pool);
  manager.shutdown();
}

export function lessThanOneProcessIsAnError() {
  attempt(() => new Pool(0));
  attempt(() => new Pool(1, undefined, [], 0));
}

export function closedItTakesNoCalls() {
  const pool = new Pool(1);
  const result = pool.applyAsync(square, [3]);
  attempt(() => pool.close());
  attempt(() => pool.apply(square, [3]));
  attempt(() => pool.map(square, [3]));
  attempt(() => pool.imap(square, [3]));
  attempt(() => pool.join());
  tell(result.get());
}

export function joinBeforeCloseIsAnError() {
  const pool = new Pool(1);
  attempt(() => pool.join());
  tell(pool.apply(square, [3]));
  end(pool);
}

export function joinWaitsForAllCalls() {
  const pool = new Pool(1);
  const results = [1, 2, 3].map((n) => pool.applyAsync(square, [n]));
  end(pool);
  tell(results.map((each) => each.ready()));
}

export function terminateEndsItAtOnce() {
  const manager = Manager();
  const [running, mayEnd] = [manager.Queue(), manager.Event()];
  const pool = new Pool(1);
  const results = [1, 2].map(() => pool.applyAsync(occupy, [running, mayEnd]));
  running.get();
  attempt(() => pool.terminate());
  attempt(() => pool.join());
  tell(results.map((each) => each.ready()));
  attempt(() => pool.apply(square, [3]));
  attempt(() => results[0]?.get(0.01));
  manager.shutdown();
}

export function initializerRunsInEachProcess() {
  const manager = Manager();
  const queue = manager.Queue();
  const pool = new Pool(2, prepare, [queue, 'ready']);
  end(pool);
  tell(queue.qsize(), queue.get(), queue.get());
  manager.shutdown();
}

export function workersAreDaemons() {
  const pool = new Pool(1);
  tell(pool.apply(isDaemon));
  end(pool);
}

export function workersMayBeReplaced() {
  const pool = new Pool(1, undefined, [], 1);
  const pids = pool.map(pidOf, [1, 2], 1);
  tell(pids[0] !== pids[1], pids[0] !== getpid());
  end(pool);
  const lasting = new Pool(1);
  const same = lasting.map(pidOf, [1, 2], 1);
  tell(same[0] === same[1]);
  end(lasting);
}

const cases: Record<string, () => void> = {
  applyGivesTheResult,
  applyAsyncGivesItLater,
  aResultThatIsNotThere,
  mapGivesResultsInOrder,
  mapThrowsWhatACallThrew,
  mapAsyncGivesThemLater,
  imapGivesThemOneByOne,
  imapThrowsInItsPlaceAndGoesOn,
  imapTimesOut,
  imapUnorderedGivesThemAll,
  starmapSpreadsItsItems,
  callbacksAreCalledInTheParent,
  atMostSoManyAtOnce,
  lessThanOneProcessIsAnError,
  closedItTakesNoCalls,
  joinBeforeCloseIsAnError,
  joinWaitsForAllCalls,
  terminateEndsItAtOnce,
  initializerRunsInEachProcess,
  workersAreDaemons,
  workersMayBeReplaced,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
