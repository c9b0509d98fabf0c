// A hundred clerks each sell one ticket: read how many are left, take a
// moment, write back one less. Nothing stops them from reading the same
// number, so nearly all sales are lost.
import { print, shared, sleep, Thread } from 'threadlanes';

const ticketsLeft = shared(100);

export function sellOne() {
  const seen = ticketsLeft.value; // every clerk reads 100 ...
  sleep(0.1);
  ticketsLeft.value = seen - 1; // ... and every clerk writes 99
}

export function main() {
  const clerks = [];
  for (let i = 1; i <= 100; i++) clerks.push(new Thread({ name: `clerk-${i}`, target: sellOne }));
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.join();
  print(`tickets left: ${ticketsLeft.value}`);
  return ticketsLeft.value;
}
