// The same two computations in two processes. Each process has an
// interpreter, and so a lock, of its own: they compute at the same
// time, and it takes half as long.
import { compute, Gil } from 'threadlanes';
import { Process } from 'threadlanes/multiprocessing';

export const gil = new Gil(); // every process makes its own
export const machine = { processors: 2 };

export function countDown() {
  compute(20);
}

export function main(variant: 'two-processes' | 'serial') {
  const begin = Date.now();
  if (variant === 'serial') {
    countDown();
    countDown();
  } else {
    const processes = [
      new Process({ name: 'first', target: countDown }),
      new Process({ name: 'second', target: countDown }),
    ];
    for (const process of processes) process.start();
    for (const process of processes) process.join();
  }
  return (Date.now() - begin) / 1000;
}
