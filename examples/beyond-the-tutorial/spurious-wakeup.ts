// Two customers wait at an empty tray. One bun comes out of the oven, and the
// bell wakes both. The first takes it; the second is awake too, but when its
// turn comes the tray is empty again. Being woken does not mean that it is
// true: look again.
import { Condition, print, shared, sleep, Thread } from 'threadlanes';

const bunsOnTray = shared(0);
const bell = new Condition();

function takeBun() {
  if (bunsOnTray.value === 0) throw new Error('there is no bun on the tray');
  bunsOnTray.value -= 1;
  print('takes a bun');
}

export function lookOnce() {
  bell.acquire();
  try {
    if (bunsOnTray.value === 0) bell.wait(); // woken: so there must be a bun. Must there?
    takeBun();
  } finally {
    bell.release();
  }
}

export function lookAgain() {
  bell.acquire();
  try {
    while (bunsOnTray.value === 0) bell.wait(); // woken: so look again
    takeBun();
  } finally {
    bell.release();
  }
}

export function main(variant: 'if' | 'while') {
  const target = variant === 'while' ? lookAgain : lookOnce;
  const customers = ['customer-1', 'customer-2'].map((name) => new Thread({ name, target }));
  for (const customer of customers) customer.start();

  for (let bun = 1; bun <= 2; bun++) {
    sleep(1); // baking
    bell.acquire();
    try {
      bunsOnTray.value += 1;
      bell.notifyAll();
    } finally {
      bell.release();
    }
  }
  for (const customer of customers) customer.join();
  return bunsOnTray.value;
}
