// A timetable is read by many travellers and now and then changed by the
// station master. Readers do not disturb each other; only the writer must be
// alone. One plain lock makes them all queue: 4 s in all. A reader-writer lock
// lets the first reader in lock the door to writers, and the last one out
// unlock it: 2 s.
import { Lock, print, shared, sleep, Thread } from 'threadlanes';

const timetable = new Lock(); // whoever holds it keeps the others out
const counting = new Lock(); // guards the number of readers
const readers = shared(0);

export function readAlone() {
  timetable.acquire();
  try {
    sleep(1);
  } finally {
    timetable.release();
  }
}

export function readTogether() {
  counting.acquire();
  try {
    readers.value += 1;
    if (readers.value === 1) timetable.acquire(); // the first one in, for all of them
  } finally {
    counting.release();
  }

  sleep(1);

  counting.acquire();
  try {
    readers.value -= 1;
    if (readers.value === 0) timetable.release(); // the last one out
  } finally {
    counting.release();
  }
}

export function write() {
  timetable.acquire();
  try {
    sleep(1);
    print('new timetable');
  } finally {
    timetable.release();
  }
}

export function main(variant: 'one-lock' | 'readers-together') {
  const read = variant === 'readers-together' ? readTogether : readAlone;
  const people = ['traveller-1', 'traveller-2', 'traveller-3'].map(
    (name) => new Thread({ name, target: read }),
  );
  people.push(new Thread({ name: 'station master', target: write }));
  for (const person of people) person.start();
  for (const person of people) person.join();
}
