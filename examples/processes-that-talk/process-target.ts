// A photo service makes three thumbnails, each in a process of its own: give
// Process a function and start it. All three run side by side, so the customer
// waits for one second and not for three.
import { print, sleep } from 'threadlanes';
import { Process } from 'threadlanes/multiprocessing';

export function resize(photo: string) {
  print(`${photo} begins`);
  sleep(1);
  print(`${photo} is done`);
}

export function main() {
  const begin = Date.now();
  const processes = ['beach.jpg', 'forest.jpg', 'city.jpg'].map(
    (photo) => new Process({ name: photo, target: resize, args: [photo] }),
  );
  for (const process of processes) process.start();
  for (const process of processes) process.join(); // the page may be shown only when all three are there
  print('page shown');
  return (Date.now() - begin) / 1000; // seconds
}
