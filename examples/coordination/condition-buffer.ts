// A bakery shelf with room for two loaves. A condition is a lock with a
// waiting room: who cannot go on waits in it, which gives the lock
// back, until somebody has changed the shelf and notifies. Then he has
// the lock again, and looks again.
import { Condition, print, shared, sleep, Thread } from 'threadlanes';

const room = 2;
const shelf = shared<string[]>([]);
const shelfChanged = new Condition();

export function bake(loaves: number) {
  for (let n = 1; n <= loaves; n++) {
    sleep(1);
    shelfChanged.acquire();
    while (shelf.value.length === room) shelfChanged.wait(); // while, not if: it may be full again
    shelf.value = [...shelf.value, `loaf ${n}`];
    shelfChanged.notifyAll();
    shelfChanged.release();
  }
}

export function sell(loaves: number) {
  for (let n = 1; n <= loaves; n++) {
    shelfChanged.acquire();
    while (shelf.value.length === 0) shelfChanged.wait();
    const [loaf, ...others] = shelf.value;
    shelf.value = others;
    shelfChanged.notifyAll();
    shelfChanged.release();
    print(`sells ${loaf}`);
    sleep(2);
  }
}

export function main() {
  const threads = [
    new Thread({ name: 'baker', target: bake, args: [6] }),
    new Thread({ name: 'seller', target: sell, args: [6] }),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return shelf.value.length;
}
