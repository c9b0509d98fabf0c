// A bun shop: one cook bakes, one guest eats, and three buns fit on the
// counter between them. Both are now faster, now slower; the queue
// makes whoever is ahead wait.
import { print, Queue, sleep, Thread } from 'threadlanes';

const counter = new Queue<string>(3);
const done = new Queue<string[]>();

export function cook(buns: number) {
  for (let n = 1; n <= buns; n++) {
    sleep(Math.random());
    counter.put(`bun ${n}`); // waits while the counter is full
    print(`baked bun ${n}`);
  }
}

export function guest(buns: number) {
  const eaten = [];
  while (eaten.length < buns) {
    const bun = counter.get(); // waits while the counter is empty
    print(`eats ${bun}`);
    eaten.push(bun);
    sleep(Math.random() * 1.5);
  }
  done.put(eaten);
}

export function main() {
  const threads = [
    new Thread({ name: 'cook', target: cook, args: [10] }),
    new Thread({ name: 'guest', target: guest, args: [10] }),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return done.get();
}
