// The example deadlock-two-locks with two clerks who take the locks in one order: the same operations, and no end before
// all schedules are run.
import { Lock, sleep, Thread } from 'threadlanes';

const mutexA = new Lock();
const mutexB = new Lock();

export class Clerk extends Thread {
  override run() {
    mutexA.acquire();
    mutexB.acquire();
    mutexB.release();
    mutexA.release();
    mutexA.acquire();
    sleep(0.1);
    mutexB.acquire();
    mutexB.release();
    mutexA.release();
  }
}

export function main() {
  const clerks = [new Clerk(), new Clerk()];
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
}
