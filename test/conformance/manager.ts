// multiprocessing.Manager
import { Thread } from 'threadlanes';
import {
  type DictProxy,
  type ListProxy,
  Manager,
  Process,
  Queue,
  type SyncManager,
  type ValueProxy,
} from 'threadlanes/multiprocessing';
import { attempt, tell } from './lines.js';

type Lock = ReturnType<SyncManager['Lock']>;
type Event = ReturnType<SyncManager['Event']>;

export function putPair(dict: DictProxy<string, unknown>, key: string, value: unknown) {
  dict.set(key, value);
}

export function appendAll(list: ListProxy<number>, values: number[]) {
  for (const value of values) list.append(value);
}

export function addUnderLock(lock: Lock, value: ValueProxy<number>) {
  for (let i = 0; i < 10; i++) {
    lock.acquire();
    value.set(value.get() + 1);
    lock.release();
  }
}

export function tryToTake(lock: Lock) {
  tell(lock.acquire(false));
}

export function waitForEvent(event: Event, queue: Queue<boolean>) {
  queue.put(event.wait());
}

function inProcess<Args extends readonly unknown[]>(target: (...args: Args) => void, ...args: Args) {
  const process = new Process({ target, args });
  process.start();
  return process;
}

export function dictIsRead() {
  const manager = Manager();
  const dict = manager.dict<string, number>({ a: 1, b: 2 });
  tell(dict.get('a'), dict.get('x'), dict.get('x', 9), dict.has('a'), dict.has('x'), dict.length);
  tell(dict.keys(), dict.values(), dict.items());
  manager.shutdown();
}

export function dictIsWritten() {
  const manager = Manager();
  const dict = manager.dict<string, unknown>();
  dict.set('a', 1);
  dict.set('a', [2]);
  dict.set('b', { c: 3 });
  tell(dict.items());
  dict.update({ b: 4, d: 5 });
  tell(dict.items());
  attempt(() => dict.delete('b'));
  attempt(() => dict.delete('b'));
  tell(dict.pop('a'), dict.pop('a', 7), dict.length);
  attempt(() => dict.pop('a'));
  tell(dict.setdefault('e', 1), dict.setdefault('e', 2), dict.popitem());
  dict.clear();
  attempt(() => dict.popitem());
  tell(dict.length, dict.items());
  manager.shutdown();
}

export function processesShareADict() {
  const manager = Manager();
  const dict = manager.dict<string, unknown>();
  for (const key of ['x', 'y', 'z']) inProcess(putPair, dict, key, [key]).join();
  tell(dict.items());
  manager.shutdown();
}

export function changingACopyChangesNothing() {
  const manager = Manager();
  const dict = manager.dict<string, number[]>();
  dict.set('a', [1]);
  const copy = dict.get('a', []);
  copy.push(2);
  tell(dict.get('a'));
  dict.set('a', copy);
  tell(dict.get('a'));
  manager.shutdown();
}

export function listIsRead() {
  const manager = Manager();
  const list = manager.list([5, 6, 7]);
  tell(list.length, list.get(0), list.get(-1), list.copy(), list.has(6), list.has(9));
  tell(list.index(7), list.count(5), list.count(9));
  attempt(() => list.get(3));
  attempt(() => list.get(-4));
  attempt(() => list.index(9));
  manager.shutdown();
}

export function listIsWritten() {
  const manager = Manager();
  const list = manager.list<number>();
  list.append(3);
  list.extend([1, 2]);
  list.insert(0, 9);
  tell(list.copy());
  list.set(1, 30);
  list.sort();
  tell(list.copy());
  list.reverse();
  tell(list.copy(), list.pop(), list.pop(0), list.copy());
  list.remove(2);
  list.delete(0);
  tell(list.copy());
  attempt(() => list.pop());
  attempt(() => list.remove(1));
  attempt(() => list.set(0, 1));
  attempt(() => list.delete(0));
  manager.shutdown();
}

export function processesShareAList() {
  const manager = Manager();
  const list = manager.list<number>();
  const processes = [inProcess(appendAll, list, [1, 2]), inProcess(appendAll, list, [3, 4])];
  for (const process of processes) process.join();
  list.sort();
  tell(list.copy());
  manager.shutdown();
}

export function proxiesMayBeNested() {
  const manager = Manager();
  const outer = manager.list<ListProxy<number>>();
  const inner = manager.list<number>();
  outer.append(inner);
  inner.append(1);
  tell(outer.get(0).copy());
  const process = inProcess(appendAll, inner, [2]);
  process.join();
  outer.get(0).append(3);
  tell(inner.copy());
  manager.shutdown();
}

export function valueIsShared() {
  const manager = Manager();
  const value = manager.Value('i', 0);
  const lock = manager.Lock();
  const processes = [inProcess(addUnderLock, lock, value), inProcess(addUnderLock, lock, value)];
  for (const process of processes) process.join();
  tell(value.value, value.get());
  value.value = 5;
  tell(value.get());
  manager.shutdown();
}

export function arrayHasAFixedLength() {
  const manager = Manager();
  const array = manager.Array('i', [1, 2, 3]);
  array.set(0, 10);
  tell(array.length, array.get(0), array.get(2));
  attempt(() => array.get(3));
  manager.shutdown();
}

export function namespaceHasProperties() {
  const manager = Manager();
  const names = manager.Namespace<{ x: number; y: string }>();
  names.x = 10;
  names.y = 'hello';
  tell(names.x, names.y);
  names.x += 1;
  tell(names.x);
  manager.shutdown();
}

export function lockIsAsInThreading() {
  const manager = Manager();
  const lock = manager.Lock();
  attempt(() => lock.release());
  tell(lock.acquire(), lock.acquire(false), lock.acquire(true, 0.01));
  inProcess(tryToTake, lock).join();
  lock.release();
  inProcess(tryToTake, lock).join();
  manager.shutdown();
}

export function rlockIsReentrant() {
  const manager = Manager();
  const lock = manager.RLock();
  attempt(() => lock.release());
  tell(lock.acquire(), lock.acquire());
  inProcess(tryToTake, lock).join();
  lock.release();
  lock.release();
  inProcess(tryToTake, lock).join();
  manager.shutdown();
}

export function semaphoresCount() {
  const manager = Manager();
  const semaphore = manager.Semaphore(1);
  tell(semaphore.acquire(), semaphore.acquire(false));
  attempt(() => semaphore.release());
  const bounded = manager.BoundedSemaphore(1);
  attempt(() => bounded.release());
  manager.shutdown();
}

export function eventIsShared() {
  const manager = Manager();
  const event = manager.Event();
  const queue = new Queue<boolean>();
  tell(event.isSet(), event.wait(0.01));
  const process = inProcess(waitForEvent, event, queue);
  event.set();
  tell(queue.get(), event.isSet());
  process.join();
  manager.shutdown();
}

export function queueIsAsInThreading() {
  const manager = Manager();
  const queue = manager.Queue<unknown>(1);
  queue.put([1]);
  tell(queue.qsize(), queue.full(), queue.empty());
  attempt(() => queue.putNowait(2));
  attempt(() => queue.put(2, true, 0.01));
  tell(queue.get());
  attempt(() => queue.getNowait());
  attempt(() => queue.get(true, 0.01));
  queue.taskDone();
  attempt(() => queue.join());
  attempt(() => queue.taskDone());
  manager.shutdown();
}

export function conditionNeedsItsLock() {
  const manager = Manager();
  const condition = manager.Condition();
  attempt(() => condition.notify());
  condition.acquire();
  tell(condition.wait(0.01));
  attempt(() => condition.notifyAll());
  condition.release();
  manager.shutdown();
}

export function afterShutdownNothingCanBeCalled() {
  const manager = Manager();
  const list = manager.list([1]);
  attempt(() => manager.shutdown());
  attempt(() => list.append(2));
  attempt(() => manager.shutdown());
}

export function threadsMayUseIt() {
  const manager = Manager();
  const list = manager.list<number>();
  const thread = new Thread({ target: appendAll, args: [list, [1, 2]] });
  thread.start();
  thread.join();
  tell(list.copy());
  manager.shutdown();
}

const cases: Record<string, () => void> = {
  dictIsRead,
  dictIsWritten,
  processesShareADict,
  changingACopyChangesNothing,
  listIsRead,
  listIsWritten,
  processesShareAList,
  proxiesMayBeNested,
  valueIsShared,
  arrayHasAFixedLength,
  namespaceHasProperties,
  lockIsAsInThreading,
  rlockIsReentrant,
  semaphoresCount,
  eventIsShared,
  queueIsAsInThreading,
  conditionNeedsItsLock,
  afterShutdownNothingCanBeCalled,
  threadsMayUseIt,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
