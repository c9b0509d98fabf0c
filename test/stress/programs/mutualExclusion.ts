// Eight threads enter a critical section again and again. Whoever finds somebody inside, or a count that was changed behind
// its back, says so. The count is read and written in two operations, so without the lock additions would be lost.
import {
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  Queue,
  RLock,
  Semaphore,
  shared,
  Thread,
} from 'threadlanes';

interface Gate {
  enter(): void;
  leave(): void;
}

const lock = new Lock();
const rlock = new RLock();
const condition = new Condition();
const conditionOnLock = new Condition(new Lock());
const semaphore = new Semaphore(1);
const bounded = new BoundedSemaphore(1);
const token = new Queue<number>(1);
const begin = new Event();

const inside = shared(0);
const count = shared(0);
const violations = shared(0);

const gates: Record<string, Gate> = {
  lock: { enter: () => lock.acquire(), leave: () => lock.release() },
  rlock: { enter: () => rlock.acquire(), leave: () => rlock.release() },
  reentered: {
    enter: () => {
      rlock.acquire();
      rlock.acquire();
    },
    leave: () => {
      rlock.release();
      rlock.release();
    },
  },
  condition: { enter: () => condition.acquire(), leave: () => condition.release() },
  conditionOnLock: { enter: () => conditionOnLock.acquire(), leave: () => conditionOnLock.release() },
  semaphore: { enter: () => semaphore.acquire(), leave: () => semaphore.release() },
  bounded: { enter: () => bounded.acquire(), leave: () => bounded.release() },
  queue: { enter: () => token.get(), leave: () => token.put(1) },
  timeout: {
    enter: () => {
      while (!lock.acquire(true, 0.001));
    },
    leave: () => lock.release(),
  },
  tryAgain: {
    enter: () => {
      while (!lock.acquire(false));
    },
    leave: () => lock.release(),
  },
};

export function work(kind: string, sections: number) {
  const gate = gates[kind] as Gate;
  begin.wait();
  for (let i = 0; i < sections; i++) {
    gate.enter();
    if (inside.exchange(1) !== 0) violations.add(1);
    count.value += 1;
    inside.store(0);
    gate.leave();
  }
}

export function main(kind: string | null, threads: string, sections: string) {
  if (kind === null) return Object.keys(gates);
  token.put(1);
  const workers = Array.from(
    { length: Number(threads) },
    () => new Thread({ target: work, args: [kind, Number(sections)] }),
  );
  for (const worker of workers) worker.start();
  begin.set();
  for (const worker of workers) worker.join();
  return { count: count.value, violations: violations.value };
}
