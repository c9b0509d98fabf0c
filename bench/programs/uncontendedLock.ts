// One thread takes and gives back a lock that nobody else wants; answers nanoseconds a pair, once it runs at full speed.
import { Lock, sleep } from 'threadlanes';

declare const performance: { now(): number };
const lock = new Lock();

function nsPerPair(pairs: number) {
  const start = performance.now();
  for (let i = 0; i < pairs; i++) {
    lock.acquire();
    lock.release();
  }
  return ((performance.now() - start) * 1e6) / pairs;
}

/** Between two rounds the recorder has time to digest the last one, as between two bursts of a program. */
export function main(_variant: string | null, rounds = '6', pairs = '300000') {
  const figures = [];
  for (let round = 0; round < Number(rounds); round++) {
    figures.push(nsPerPair(Number(pairs)));
    sleep(0.3);
  }
  return figures;
}
