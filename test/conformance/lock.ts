// threading.Lock
import { Lock, Queue, Thread } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const lock = new Lock();
const got = new Queue<string>();

export function takeAndTell() {
  lock.acquire();
  tell('taken by the other thread');
}

export function takeAndReport() {
  lock.acquire();
  got.put('one');
}

export function giveBack(given: Lock) {
  given.release();
}

export function tryToTake() {
  tell(lock.acquire(false));
}

export function takeWithTimeout() {
  tell(lock.acquire(true, 60));
  lock.release();
}

export function countUp() {
  for (let i = 0; i < 50; i++) {
    lock.acquire();
    const count = got.get();
    got.put(`${Number(count) + 1}`);
    lock.release();
  }
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

export function startsUnlocked() {
  tell(lock.locked());
}

export function acquireLocks() {
  tell(lock.acquire());
  tell(lock.locked());
}

export function releaseUnlocks() {
  lock.acquire();
  attempt(() => lock.release());
  tell(lock.locked());
}

export function releaseOfAnUnlockedLockIsAnError() {
  attempt(() => lock.release());
  tell(lock.locked());
  tell(lock.acquire(false));
}

export function releaseTwiceIsAnError() {
  lock.acquire();
  lock.release();
  attempt(() => lock.release());
  tell(lock.locked());
}

export function notReentrant() {
  lock.acquire();
  tell(lock.acquire(false));
  tell(lock.acquire(true, 0.01));
  tell(lock.locked());
}

export function withoutBlocking() {
  tell(lock.acquire(false));
  tell(lock.acquire(false));
  lock.release();
  tell(lock.acquire(false));
}

export function timeoutPasses() {
  lock.acquire();
  tell(tookAtLeast(0.03, () => tell(lock.acquire(true, 0.03))));
  tell(lock.locked());
}

export function timeoutOfZero() {
  tell(lock.acquire(true, 0));
  tell(lock.acquire(true, 0));
}

export function minusOneWaitsForEver() {
  lock.acquire();
  const thread = inThread(takeAndTell);
  tell('releasing');
  lock.release();
  thread.join();
  tell(lock.acquire(false, -1));
}

export function timeoutWithoutBlockingIsAnError() {
  attempt(() => lock.acquire(false, 1));
  attempt(() => lock.acquire(false, 0));
  attempt(() => lock.acquire(false, -5));
  tell(lock.locked());
}

export function negativeTimeoutIsAnError() {
  attempt(() => lock.acquire(true, -2));
  attempt(() => lock.acquire(true, -0.5));
  tell(lock.locked());
}

export function tooLongTimeoutIsAnError() {
  attempt(() => lock.acquire(true, 1e10));
  tell(lock.locked());
}

export function acquireWaitsForTheRelease() {
  lock.acquire();
  const thread = inThread(takeAndTell);
  tell('releasing');
  lock.release();
  thread.join();
  tell(lock.locked());
}

export function anyThreadMayRelease() {
  lock.acquire();
  const thread = new Thread({ target: giveBack, args: [lock] });
  thread.start();
  thread.join();
  tell(lock.locked());
}

export function oneWaiterGoesOnAtATime() {
  lock.acquire();
  const threads = [inThread(takeAndReport), inThread(takeAndReport)];
  lock.release();
  tell(got.get());
  attempt(() => got.get(true, 0.02));
  lock.release();
  tell(got.get());
  for (const thread of threads) thread.join();
  tell(lock.locked());
}

export function releasedWithinTheTimeout() {
  lock.acquire();
  const thread = inThread(takeWithTimeout);
  lock.release();
  thread.join();
  tell(lock.locked());
}

export function heldForOtherThreads() {
  lock.acquire();
  inThread(tryToTake).join();
  lock.release();
  inThread(tryToTake).join();
}

export function staysLockedWhenItsThreadEnds() {
  inThread(takeAndTell).join();
  tell(lock.locked(), lock.acquire(false));
}

export function locksAreIndependent() {
  const other = new Lock();
  lock.acquire();
  tell(other.locked(), other.acquire(false));
  other.release();
  tell(lock.locked());
}

export function excludesEachOther() {
  got.put('0');
  const threads = [1, 2, 3, 4].map(() => inThread(countUp));
  for (const thread of threads) thread.join();
  tell(got.get());
}

const cases: Record<string, () => void> = {
  startsUnlocked,
  acquireLocks,
  releaseUnlocks,
  releaseOfAnUnlockedLockIsAnError,
  releaseTwiceIsAnError,
  notReentrant,
  withoutBlocking,
  timeoutPasses,
  timeoutOfZero,
  minusOneWaitsForEver,
  timeoutWithoutBlockingIsAnError,
  negativeTimeoutIsAnError,
  tooLongTimeoutIsAnError,
  acquireWaitsForTheRelease,
  anyThreadMayRelease,
  oneWaiterGoesOnAtATime,
  releasedWithinTheTimeout,
  heldForOtherThreads,
  staysLockedWhenItsThreadEnds,
  locksAreIndependent,
  excludesEachOther,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
