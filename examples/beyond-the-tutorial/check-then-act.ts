// One seat is left on the plane, and two customers want it. Each looks whether
// there is a seat, pays, and takes it. Every step is atomic, and yet the seat
// is sold twice: what was true at the look is not true any more at the sale.
import { Lock, print, shared, sleep, Thread } from 'threadlanes';

const seatsLeft = shared(1);
const booking = new Lock();

export function lookThenBook() {
  if (seatsLeft.load() > 0) {
    sleep(1); // types in the card's number
    seatsLeft.sub(1);
    print('has a seat');
  } else print('no seat left');
}

export function bookUnderLock() {
  booking.acquire(); // look and sale in one: nobody comes between them
  try {
    lookThenBook();
  } finally {
    booking.release();
  }
}

export function main(variant: 'look-then-book' | 'under-one-lock') {
  const target = variant === 'under-one-lock' ? bookUnderLock : lookThenBook;
  const customers = ['Ada', 'Grace'].map((name) => new Thread({ name, target }));
  for (const customer of customers) customer.start();
  for (const customer of customers) customer.join();
  print(`seats left: ${seatsLeft.load()}`);
  return seatsLeft.load();
}
