// A connection to the database is opened when it is needed for the first time,
// and only once. Checking without the lock and locking afterwards is not
// enough: two threads may both have seen that there is none. So check again
// under the lock. The check outside must then be an atomic read, or nothing
// promises what it sees.
import { Lock, print, shared, sleep, Thread } from 'threadlanes';

const connection = shared('');
const opening = new Lock();

function open() {
  sleep(0.1); // shakes hands with the database
  print('connection opened');
}

export function checkOnce() {
  if (connection.load() !== '') return;
  opening.acquire();
  try {
    open();
    connection.store('open');
  } finally {
    opening.release();
  }
}

export function checkTwicePlainly() {
  if (connection.value !== '') return; // may see what another thread is just writing
  opening.acquire();
  try {
    if (connection.value !== '') return;
    open();
    connection.value = 'open';
  } finally {
    opening.release();
  }
}

export function checkTwiceAtomically() {
  if (connection.load() !== '') return;
  opening.acquire();
  try {
    if (connection.load() !== '') return; // somebody was faster
    open();
    connection.store('open');
  } finally {
    opening.release();
  }
}

const targets = { 'check-once': checkOnce, 'check-twice': checkTwicePlainly, atomic: checkTwiceAtomically };

export function main(variant: keyof typeof targets | null) {
  const target = targets[variant ?? 'check-once'];
  const requests = [1, 2, 3].map((i) => new Thread({ name: `request-${i}`, target }));
  for (const request of requests) request.start();
  for (const request of requests) request.join();
}
