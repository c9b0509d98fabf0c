// threading.RLock
import { Event, RLock, Thread } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const lock = new RLock();
const held = new Event();
const mayEnd = new Event();

export function tryToTake() {
  const taken = lock.acquire(false);
  tell(taken);
  if (taken) lock.release();
}

export function takeAndTell() {
  lock.acquire();
  tell('taken by the other thread');
  lock.release();
}

export function holdTwice() {
  lock.acquire();
  lock.acquire();
  held.set();
  mayEnd.wait();
  lock.release();
  lock.release();
}

export function tryToRelease() {
  attempt(() => lock.release());
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

function factorial(n: number): number {
  lock.acquire();
  try {
    return n <= 1 ? 1 : n * factorial(n - 1);
  } finally {
    lock.release();
  }
}

export function acquireAnswersTrue() {
  tell(lock.acquire());
  inThread(tryToTake).join();
}

export function ownerTakesItAgainAtOnce() {
  tell(lock.acquire(), lock.acquire(), lock.acquire(false), lock.acquire(true, 0.01));
}

export function freeAfterAsManyReleases() {
  lock.acquire();
  lock.acquire();
  lock.acquire();
  inThread(tryToTake).join();
  lock.release();
  inThread(tryToTake).join();
  lock.release();
  inThread(tryToTake).join();
  lock.release();
  inThread(tryToTake).join();
}

export function recursion() {
  tell(factorial(5));
  inThread(tryToTake).join();
}

export function releaseOfAFreeLockIsAnError() {
  attempt(() => lock.release());
  tell(lock.acquire(false));
}

export function oneReleaseTooManyIsAnError() {
  lock.acquire();
  lock.acquire();
  lock.release();
  lock.release();
  attempt(() => lock.release());
  inThread(tryToTake).join();
}

export function onlyTheOwnerMayRelease() {
  lock.acquire();
  inThread(tryToRelease).join();
  inThread(tryToTake).join();
  attempt(() => lock.release());
  inThread(tryToTake).join();
}

export function releaseByAThreadThatWaitsOutsideIsAnError() {
  const thread = inThread(holdTwice);
  held.wait();
  attempt(() => lock.release());
  tell(lock.acquire(false));
  mayEnd.set();
  thread.join();
  tell(lock.acquire(false));
}

export function othersWaitForTheLastRelease() {
  lock.acquire();
  lock.acquire();
  const thread = inThread(takeAndTell);
  lock.release();
  tell('inner released');
  lock.release();
  thread.join();
}

export function timeoutPasses() {
  const thread = inThread(holdTwice);
  held.wait();
  tell(tookAtLeast(0.03, () => tell(lock.acquire(true, 0.03))));
  tell(lock.acquire(true, 0), lock.acquire(false));
  mayEnd.set();
  thread.join();
}

export function minusOneWaitsForEver() {
  const thread = inThread(holdTwice);
  held.wait();
  mayEnd.set();
  tell(lock.acquire(true, -1), lock.acquire(false, -1));
  thread.join();
}

export function timeoutWithoutBlockingIsAnError() {
  attempt(() => lock.acquire(false, 1));
  attempt(() => lock.acquire(false, 0));
  inThread(tryToTake).join();
}

export function negativeTimeoutIsAnError() {
  attempt(() => lock.acquire(true, -2));
  inThread(tryToTake).join();
}

export function tooLongTimeoutIsAnError() {
  attempt(() => lock.acquire(true, 1e10));
  inThread(tryToTake).join();
}

const cases: Record<string, () => void> = {
  acquireAnswersTrue,
  ownerTakesItAgainAtOnce,
  freeAfterAsManyReleases,
  recursion,
  releaseOfAFreeLockIsAnError,
  oneReleaseTooManyIsAnError,
  onlyTheOwnerMayRelease,
  releaseByAThreadThatWaitsOutsideIsAnError,
  othersWaitForTheLastRelease,
  timeoutPasses,
  minusOneWaitsForEver,
  timeoutWithoutBlockingIsAnError,
  negativeTimeoutIsAnError,
  tooLongTimeoutIsAnError,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
