// An office with a printer and a scanner, and four people with a job of
// 1 s each. With one lock for the whole office only one device works at
// a time; with a lock for each device both do.
import { Lock, print, sleep, Thread } from 'threadlanes';

const office = new Lock();
const printer = new Lock();
const scanner = new Lock();

export function work(device: string, lock: Lock) {
  lock.acquire();
  try {
    print(`uses the ${device}`);
    sleep(1);
  } finally {
    lock.release();
  }
}

export function main(variant: 'one-lock' | 'lock-each') {
  const isCoarse = variant === 'one-lock';
  const people = [
    new Thread({ name: 'anna', target: work, args: ['printer', isCoarse ? office : printer] }),
    new Thread({ name: 'ben', target: work, args: ['scanner', isCoarse ? office : scanner] }),
    new Thread({ name: 'carla', target: work, args: ['printer', isCoarse ? office : printer] }),
    new Thread({ name: 'dora', target: work, args: ['scanner', isCoarse ? office : scanner] }),
  ];
  for (const person of people) person.start();
  for (const person of people) person.join();
}
