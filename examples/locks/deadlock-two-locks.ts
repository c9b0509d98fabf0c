// Ten bank clerks each do two transfers. The first takes account A and
// then B, the second B and then A. As soon as one clerk holds B and
// wants A while another holds A and wants B, neither can ever go on.
import { Lock, sleep, Thread } from 'threadlanes';

const mutexA = new Lock();
const mutexB = new Lock();

export class Clerk extends Thread {
  override run() {
    this.fromAToB();
    this.fromBToA();
  }

  fromAToB() {
    mutexA.acquire();
    mutexB.acquire();
    mutexB.release();
    mutexA.release();
  }

  fromBToA() {
    mutexB.acquire(); // the other way round: this is the mistake
    sleep(0.1);
    mutexA.acquire();
    mutexA.release();
    mutexB.release();
  }
}

export function main() {
  const clerks = [];
  for (let i = 1; i <= 10; i++) clerks.push(new Clerk({ name: `clerk-${i}` }));
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
}
