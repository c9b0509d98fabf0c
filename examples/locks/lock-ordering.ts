// The clerks of deadlock-two-locks, with a rule for everybody: account
// A before account B, in whatever direction the money goes. Then nobody
// who holds B can ever wait for A, and no circle of waits can close.
import { Lock, sleep, Thread } from 'threadlanes';

const accountA = new Lock();
const accountB = new Lock();

export function transferBothWays(variant: string) {
  transfer(accountA, accountB);
  if (variant === 'ordered') transfer(accountA, accountB);
  else transfer(accountB, accountA); // against the rule
}

function transfer(first: Lock, second: Lock) {
  first.acquire();
  sleep(0.1);
  second.acquire();
  second.release();
  first.release();
}

export function main(variant: 'ordered' | 'opposite', count = '10') {
  const clerks = [];
  for (let i = 1; i <= Number(count); i++)
    clerks.push(new Thread({ name: `clerk-${i}`, target: transferBothWays, args: [variant] }));
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
}
