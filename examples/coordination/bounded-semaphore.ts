// A car park with two places, and a guard who by mistake reports a
// departure too many. A bounded semaphore refuses: there cannot be more
// places than it began with. A plain one believes it, and lets three
// cars in. An RLock asks for more: only its owner may give it back at
// all.
import { BoundedSemaphore, print, RLock, Semaphore } from 'threadlanes';

const bounded = new BoundedSemaphore(2);
const plain = new Semaphore(2);
const rlock = new RLock();

function parkAndLeave(places: Semaphore | RLock) {
  places.acquire();
  places.release();
  try {
    places.release(); // once too often
    print('one more place than there is');
  } catch (error) {
    print(`refused: ${error instanceof Error ? error.message : error}`);
  }
}

function carsThatFit(places: Semaphore) {
  let cars = 0;
  while (places.acquire(false)) cars++; // without waiting, as long as there is room
  return cars;
}

export function main(variant: 'bounded' | 'plain' | 'rlock') {
  if (variant === 'rlock') return parkAndLeave(rlock);
  const places = variant === 'bounded' ? bounded : plain;
  parkAndLeave(places);
  print(`${carsThatFit(places)} cars fit`);
}
