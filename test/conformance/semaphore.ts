// threading.Semaphore and threading.BoundedSemaphore
import { BoundedSemaphore, Event, Queue, Semaphore, Thread } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const none = new Semaphore(0);
const two = new Semaphore(2);
const inside = new Queue<string>();
const mayLeave = new Event();

export function takeAndReport() {
  none.acquire();
  inside.put('in');
}

export function giveBack(given: Semaphore) {
  given.release();
}

export function takeWithTimeout() {
  tell(none.acquire(true, 60));
}

export function stayInside() {
  two.acquire();
  inside.put('in');
  mayLeave.wait();
  two.release();
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

/** How many permits there are now; it takes them. */
function permits(semaphore: Semaphore) {
  let count = 0;
  while (semaphore.acquire(false)) count++;
  return count;
}

export function onePermitByDefault() {
  tell(permits(new Semaphore()), permits(new BoundedSemaphore()));
}

export function asManyPermitsAsSaid() {
  tell(permits(new Semaphore(3)), permits(none), permits(new BoundedSemaphore(2)));
}

export function negativeValueIsAnError() {
  attempt(() => new Semaphore(-1));
  attempt(() => new BoundedSemaphore(-1));
}

export function acquireAnswersTrue() {
  tell(two.acquire(), two.acquire(true), two.acquire(false));
}

export function acquireWaitsForARelease() {
  const thread = inThread(takeAndReport);
  attempt(() => inside.get(true, 0.02));
  none.release();
  tell(inside.get());
  thread.join();
  tell(permits(none));
}

export function anyThreadMayRelease() {
  two.acquire();
  two.acquire();
  const thread = new Thread({ target: giveBack, args: [two] });
  thread.start();
  thread.join();
  tell(permits(two));
}

export function releaseWakesExactlyOne() {
  const threads = [inThread(takeAndReport), inThread(takeAndReport)];
  none.release();
  tell(inside.get());
  attempt(() => inside.get(true, 0.02));
  none.release();
  tell(inside.get());
  for (const thread of threads) thread.join();
}

export function releaseOfSeveral() {
  const threads = [inThread(takeAndReport), inThread(takeAndReport)];
  none.release(2);
  for (const thread of threads) thread.join();
  tell(inside.qsize());
  none.release(3);
  tell(permits(none));
}

export function releaseOfLessThanOneIsAnError() {
  attempt(() => two.release(0));
  attempt(() => two.release(-1));
  attempt(() => new BoundedSemaphore(1).release(0));
  tell(permits(two));
}

export function mayHaveMorePermitsThanAtFirst() {
  attempt(() => two.release());
  two.release();
  tell(permits(two));
}

export function timeoutPasses() {
  tell(tookAtLeast(0.03, () => tell(none.acquire(true, 0.03))));
  none.release();
  tell(none.acquire(true, 0.03));
}

export function timeoutOfZeroOrLess() {
  tell(none.acquire(true, 0), none.acquire(true, -1));
  tell(two.acquire(true, 0), two.acquire(true, -1));
}

export function releasedWithinTheTimeout() {
  const thread = inThread(takeWithTimeout);
  none.release();
  thread.join();
}

export function timeoutWithoutBlockingIsAnError() {
  attempt(() => two.acquire(false, 1));
  attempt(() => two.acquire(false, 0));
  tell(permits(two));
}

export function neverMoreInsideThanPermits() {
  const threads = [1, 2, 3, 4].map(() => inThread(stayInside));
  tell(inside.get(), inside.get());
  attempt(() => inside.get(true, 0.02));
  mayLeave.set();
  for (const thread of threads) thread.join();
  tell(inside.qsize(), permits(two));
}

export function boundedReleaseOfTooManyIsAnError() {
  const bounded = new BoundedSemaphore(2);
  attempt(() => bounded.release());
  bounded.acquire();
  attempt(() => bounded.release());
  attempt(() => bounded.release());
  tell(permits(bounded));
}

export function boundedReleaseOfSeveralIsAllOrNothing() {
  const bounded = new BoundedSemaphore(3);
  bounded.acquire();
  bounded.acquire();
  attempt(() => bounded.release(3));
  tell(permits(bounded));
  attempt(() => bounded.release(2));
  tell(permits(bounded));
}

export function boundedOfZero() {
  const bounded = new BoundedSemaphore(0);
  tell(bounded.acquire(false));
  attempt(() => bounded.release());
}

export function boundedIsASemaphore() {
  const bounded = new BoundedSemaphore(1);
  tell(bounded instanceof Semaphore, bounded.acquire(), bounded.acquire(false), bounded.acquire(true, 0.01));
  const thread = new Thread({ target: giveBack, args: [bounded] });
  thread.start();
  thread.join();
  tell(permits(bounded));
}

const cases: Record<string, () => void> = {
  onePermitByDefault,
  asManyPermitsAsSaid,
  negativeValueIsAnError,
  acquireAnswersTrue,
  acquireWaitsForARelease,
  anyThreadMayRelease,
  releaseWakesExactlyOne,
  releaseOfSeveral,
  releaseOfLessThanOneIsAnError,
  mayHaveMorePermitsThanAtFirst,
  timeoutPasses,
  timeoutOfZeroOrLess,
  releasedWithinTheTimeout,
  timeoutWithoutBlockingIsAnError,
  neverMoreInsideThanPermits,
  boundedReleaseOfTooManyIsAnError,
  boundedReleaseOfSeveralIsAllOrNothing,
  boundedOfZero,
  boundedIsASemaphore,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
