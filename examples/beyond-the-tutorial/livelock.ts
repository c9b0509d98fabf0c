// Two couriers meet in a narrow corridor. Each is polite and steps aside, both
// at the same moment, so they face each other again, and so on. Nobody is
// blocked, both are busy, and neither gets anywhere: a livelock. A pause of
// random length breaks the rhythm: sooner or later only one of them steps
// aside.
import { print, sharedArray, sleep, Thread } from 'threadlanes';

const sides = sharedArray(['left', 'left']); // where each courier walks

export function walk(me: number, other: number, variant: string) {
  for (let steps = 0; steps < 10; steps++) {
    if (sides.load(me) !== sides.load(other)) {
      print(`passes; stepped aside: ${steps}`);
      return;
    }
    sleep(0.5); // "after you" ...
    if (variant === 'random-pause') sleep(2 * Math.random()); // one hesitates longer than the other
    sides.store(me, sides.load(me) === 'left' ? 'right' : 'left'); // ... and steps aside
    sleep(0.5);
  }
  print('gives up');
}

export function main(variant: 'same-pause' | 'random-pause') {
  const couriers = [
    new Thread({ name: 'courier-1', target: walk, args: [0, 1, variant] }),
    new Thread({ name: 'courier-2', target: walk, args: [1, 0, variant] }),
  ];
  for (const courier of couriers) courier.start();
  for (const courier of couriers) courier.join();
}
