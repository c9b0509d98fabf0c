// Threads that each take and give back a lock of their own; answers how many events they wrote, and in how many seconds.
import { Lock, Thread } from 'threadlanes';

declare const performance: { now(): number };

export function work(pairs: number) {
  const lock = new Lock();
  for (let i = 0; i < pairs; i++) {
    lock.acquire();
    lock.release();
  }
}

export function main(_variant: string | null, count = '1', pairs = '400000') {
  const pairsInAll = Number(pairs);
  const threads = [];
  for (let i = 0; i < Number(count); i++) {
    threads.push(new Thread({ target: work, args: [pairsInAll / Number(count)] }));
  }
  const start = performance.now();
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return { events: pairsInAll * 2, seconds: (performance.now() - start) / 1000 };
}
