// A news board with three readers who come back again and again. As long as one
// of them reads, the next may join in, so the board is never free, and the
// editor who wants to change it waits until all of them have gone home. A
// turnstile makes it fair: the editor holds it while waiting, and whoever comes
// later queues up behind.
import { Lock, print, shared, sleep, Thread } from 'threadlanes';

const board = new Lock();
const counting = new Lock();
const readers = shared(0);
const turnstile = new Lock();

export function read(arrival: number, variant: string) {
  sleep(arrival);
  for (let visit = 1; visit <= 5; visit++) {
    if (variant === 'turnstile') {
      turnstile.acquire(); // go through; wait here if an editor came first
      turnstile.release();
    }
    enter();
    sleep(0.9); // reads
    leave();
    sleep(0.3); // fetches a coffee
  }
}

function enter() {
  counting.acquire();
  try {
    readers.value += 1;
    if (readers.value === 1) board.acquire(); // the first one in, for all of them
  } finally {
    counting.release();
  }
}

function leave() {
  counting.acquire();
  try {
    readers.value -= 1;
    if (readers.value === 0) board.release(); // the last one out
  } finally {
    counting.release();
  }
}

export function edit(variant: string) {
  sleep(1.5);
  const begin = Date.now();
  if (variant === 'turnstile') turnstile.acquire();
  board.acquire();
  try {
    print(`board changed after ${Math.round((Date.now() - begin) / 1000)} s`);
  } finally {
    board.release();
    if (variant === 'turnstile') turnstile.release();
  }
}

export function main(variant: 'no-turnstile' | 'turnstile') {
  const people = [0, 0.4, 0.8].map(
    (arrival, i) => new Thread({ name: `reader-${i + 1}`, target: read, args: [arrival, variant] }),
  );
  people.push(new Thread({ name: 'editor', target: edit, args: [variant] }));
  for (const person of people) person.start();
  for (const person of people) person.join();
}
