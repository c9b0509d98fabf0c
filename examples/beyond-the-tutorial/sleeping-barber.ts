// Dijkstra's barber has one barber's chair and two chairs to wait on. Without
// customers he sleeps; the first one wakes him. Who comes while both chairs are
// taken goes away again. No bell is lost: a semaphore remembers each customer
// who came.
import { Lock, print, Semaphore, shared, sleep, Thread } from 'threadlanes';

const customers = new Semaphore(0); // customers who wait; the barber sleeps while there is none
const barberReady = new Semaphore(0);
const door = new Lock(); // only one at a time looks for a free chair
const freeChairs = shared(2);

export function cutHair() {
  for (;;) {
    customers.acquire(); // sleeps until somebody comes
    door.acquire();
    freeChairs.value += 1; // the customer gets up from the waiting chair
    door.release();
    barberReady.release();
    sleep(2); // cuts
  }
}

export function visit(arrival: number) {
  sleep(arrival);
  door.acquire();
  try {
    if (freeChairs.value === 0) {
      print('goes away: no chair is free');
      return;
    }
    freeChairs.value -= 1;
    customers.release(); // the bell
  } finally {
    door.release();
  }
  barberReady.acquire(); // waits for the barber
  print('gets a haircut');
}

export function main() {
  new Thread({ name: 'barber', target: cutHair, daemon: true }).start();
  const visits = [1, 1.5, 2, 2.5, 7].map(
    (arrival, i) => new Thread({ name: `customer-${i + 1}`, target: visit, args: [arrival] }),
  );
  for (const customer of visits) customer.start();
  for (const customer of visits) customer.join();
}
