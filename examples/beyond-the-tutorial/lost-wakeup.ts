// A baker rings the bell when the bread is ready. A bell is heard only by those
// who listen at that moment: the customer who comes later waits for a second
// ring, which never comes. notify() is such a bell; nothing remembers it.
import { Condition, print, shared, sleep, Thread } from 'threadlanes';

const breadReady = shared(false);
const bell = new Condition();

export function bake() {
  sleep(1);
  bell.acquire();
  try {
    breadReady.value = true;
    bell.notify(); // nobody waits yet
  } finally {
    bell.release();
  }
}

export function buyWithoutLooking() {
  sleep(2); // on the way to the bakery
  bell.acquire();
  try {
    bell.wait(); // the bell rang a second ago
    print('bought bread');
  } finally {
    bell.release();
  }
}

export function lookFirst() {
  sleep(2);
  bell.acquire();
  try {
    while (!breadReady.value) bell.wait(); // the variable remembers what the bell cannot
    print('bought bread');
  } finally {
    bell.release();
  }
}

export function main(variant: 'wait-only' | 'look-first') {
  const baker = new Thread({ name: 'baker', target: bake });
  const customer = new Thread({
    name: 'customer',
    target: variant === 'look-first' ? lookFirst : buyWithoutLooking,
  });
  baker.start();
  customer.start();
  baker.join();
  customer.join();
}
