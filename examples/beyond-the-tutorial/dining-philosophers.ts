// Five philosophers sit round a table, a fork between each two of them. Whoever
// eats needs both: the left and the right one. If all take the left fork first,
// each holds one fork and waits for a neighbour who never puts the other one
// down.
import { Lock, Semaphore, sleep, Thread } from 'threadlanes';

const forks = [new Lock(), new Lock(), new Lock(), new Lock(), new Lock()];
const chairs = new Semaphore(4); // one chair less than philosophers

function dine(first: Lock, second: Lock) {
  first.acquire();
  try {
    sleep(0.1); // reaches across the plate
    second.acquire();
    try {
      sleep(1); // eats
    } finally {
      second.release();
    }
  } finally {
    first.release();
  }
}

export function leftFirst(left: Lock, right: Lock) {
  dine(left, right);
}

export function withChair(left: Lock, right: Lock) {
  chairs.acquire(); // with four at the table one of them always has both forks
  try {
    dine(left, right);
  } finally {
    chairs.release();
  }
}

export function main(variant: 'left-first' | 'in-order' | 'four-chairs') {
  const names = ['Simone', 'Hannah', 'Laozi', 'Ibn Rushd', 'Hypatia'];
  const philosophers = names.map((name, i) => {
    const left = forks[i] as Lock;
    const right = forks[(i + 1) % forks.length] as Lock;
    // In order: the lower number first, so the last one takes the right fork first, and no circle can close.
    const inOrder = variant === 'in-order' && i === names.length - 1;
    return new Thread({
      name,
      target: variant === 'four-chairs' ? withChair : leftFirst,
      args: inOrder ? [right, left] : [left, right],
    });
  });
  for (const philosopher of philosophers) philosopher.start();
  for (const philosopher of philosophers) philosopher.join();
}
