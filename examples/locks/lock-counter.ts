// The hundred clerks of race-counter again. A lock makes reading,
// pausing and writing one step for everybody else: whoever comes
// meanwhile waits his turn. Nothing is lost, but the clerks work one
// after another.
import { Lock, print, shared, sleep, Thread } from 'threadlanes';

const ticketsLeft = shared(100);
const counterLock = new Lock();

export function sellOne() {
  counterLock.acquire();
  const seen = ticketsLeft.value;
  sleep(0.1);
  ticketsLeft.value = seen - 1;
  counterLock.release();
}

export function sellOneWithoutLock() {
  const seen = ticketsLeft.value;
  sleep(0.1);
  ticketsLeft.value = seen - 1;
}

export function main(variant: 'with-lock' | 'without-lock') {
  const target = variant === 'with-lock' ? sellOne : sellOneWithoutLock;
  const clerks = [];
  for (let i = 1; i <= 100; i++) clerks.push(new Thread({ name: `clerk-${i}`, target }));
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
  print(`tickets left: ${ticketsLeft.value}`);
  return ticketsLeft.value;
}
