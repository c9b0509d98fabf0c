// A global interpreter lock does not make `visits.value += 1` one step:
// it may be handed over between reading and writing, and then an
// increment is lost. A lock of one's own is still needed.
import { Gil, Lock, shared, Thread } from 'threadlanes';

export const gil = new Gil();
const visits = shared(0);
const lock = new Lock();

export function visitWithoutLock() {
  for (let i = 0; i < 5; i++) visits.value += 1; // read, add, write
}

export function visitWithLock() {
  for (let i = 0; i < 5; i++) {
    lock.acquire();
    try {
      visits.value += 1;
    } finally {
      lock.release();
    }
  }
}

export function main(variant: 'without-lock' | 'with-lock') {
  const target = variant === 'with-lock' ? visitWithLock : visitWithoutLock;
  const threads = [new Thread({ target }), new Thread({ target })];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return visits.value; // of an expected 10
}
