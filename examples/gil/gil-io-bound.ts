// Two downloads under a global interpreter lock. A thread that waits is
// without the lock, so the waits overlap: 3 s in all, not 5.
import { Gil, print, sleep, Thread } from 'threadlanes';

export const gil = new Gil();

export function download(name: string, seconds: number) {
  print(`${name} begins`);
  sleep(seconds); // the network works, the thread waits
  print(`${name} is there`);
}

export function main() {
  const begin = Date.now();
  const threads = [
    new Thread({ name: 'song', target: download, args: ['song', 2] }),
    new Thread({ name: 'film', target: download, args: ['film', 3] }),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return (Date.now() - begin) / 1000;
}
