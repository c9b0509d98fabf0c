// The clerks of deadlock-two-locks with one re-entrant lock in place of
// the two. Whoever holds it may take it again, and has to give it back
// as often. A plain lock in its place lets nobody take it twice, not
// even its owner: he waits for himself.
import { Lock, RLock, sleep, Thread } from 'threadlanes';

const ledger = new RLock();
const plainLedger = new Lock();

export class Clerk extends Thread {
  lock: RLock | Lock;

  constructor(name: string, lock: RLock | Lock) {
    super({ name });
    this.lock = lock;
  }

  override run() {
    this.transfer();
    this.audit();
  }

  transfer() {
    this.lock.acquire();
    this.book(); // takes the lock that we hold
    this.lock.release();
  }

  audit() {
    this.lock.acquire();
    sleep(0.1);
    this.book();
    this.lock.release();
  }

  book() {
    this.lock.acquire(); // the second time
    this.lock.release();
  }
}

export function main(variant: 'rlock' | 'plain-lock') {
  const lock = variant === 'rlock' ? ledger : plainLedger;
  const clerks = [];
  for (let i = 1; i <= 10; i++) clerks.push(new Clerk(`clerk-${i}`, lock));
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
}
