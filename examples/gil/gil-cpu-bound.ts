// Two computations of 20 ms under a global interpreter lock, as in
// CPython: with two threads they take turns of 5 ms, and nothing is won
// over doing one after the other.
import { compute, Gil, Thread } from 'threadlanes';

export const gil = new Gil(0.005);

export function countDown() {
  compute(20);
}

export function main(variant: 'two-threads' | 'serial') {
  const begin = Date.now();
  if (variant === 'serial') {
    countDown();
    countDown();
  } else {
    const threads = [
      new Thread({ name: 'first', target: countDown }),
      new Thread({ name: 'second', target: countDown }),
    ];
    for (const thread of threads) thread.start();
    for (const thread of threads) thread.join();
  }
  return (Date.now() - begin) / 1000;
}
