// Three hikers climb a mountain in three legs, each at a pace of his
// own. At every hut they wait for each other: nobody sets out on a leg
// before all have come to the end of the one before.
import { Barrier, print, sleep, Thread } from 'threadlanes';

const hut = new Barrier(3);

export function hike(hoursPerLeg: number) {
  for (let leg = 1; leg <= 3; leg++) {
    print(`sets out on leg ${leg}`);
    sleep(hoursPerLeg);
    print(`ends leg ${leg}`);
    hut.wait(); // until all three are there
  }
}

export function main() {
  const hikers = [
    new Thread({ name: 'anna', target: hike, args: [1] }),
    new Thread({ name: 'ben', target: hike, args: [2] }),
    new Thread({ name: 'carla', target: hike, args: [3] }),
  ];
  for (const hiker of hikers) hiker.start();
  for (const hiker of hikers) hiker.join();
}
