// One thread takes and gives back a lock that nobody else wants; answers nanoseconds a pair.
import { Lock } from 'threadlanes';

declare const performance: { now(): number };
const pairs = 200_000;
const lock = new Lock();

export function main() {
  for (let i = 0; i < 20_000; i++) {
    lock.acquire();
    lock.release();
  }
  const start = performance.now();
  for (let i = 0; i < pairs; i++) {
    lock.acquire();
    lock.release();
  }
  return ((performance.now() - start) * 1e6) / pairs;
}
