// A database allows five connections, and twenty requests need one for
// 2 s each. The semaphore holds five permits: the sixth request waits
// until one is given back.
import { print, Semaphore, sleep, Thread } from 'threadlanes';

const connections = new Semaphore(5);

export function request(n: number) {
  connections.acquire();
  print(`request ${n} is connected`);
  sleep(2); // the query
  connections.release();
}

export function main() {
  const requests = [];
  for (let n = 1; n <= 20; n++)
    requests.push(new Thread({ name: `request-${n}`, target: request, args: [n] }));
  for (const each of requests) each.start();
  for (const each of requests) each.join();
}
