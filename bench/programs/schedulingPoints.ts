// Two threads that each take and give back a lock so often: each is a scheduling point.
import { Lock, Thread } from 'threadlanes';

export function work(pairs: number) {
  const lock = new Lock();
  for (let i = 0; i < pairs; i++) {
    lock.acquire();
    lock.release();
  }
}

export function main(_variant: string | null, pairs = '1000') {
  const threads = [1, 2].map(() => new Thread({ target: work, args: [Number(pairs)] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
}
