// Three price engines work in processes of their own. They share no memory with
// the shop that asked them: what they find out they put into a queue, and it
// arrives there as a copy, in the order in which they get ready.
import { print } from 'threadlanes';
import { Process, Queue } from 'threadlanes/multiprocessing';

export function findPrice(n: number, prices: Queue<number>) {
  prices.put(n * n + 1);
}

export function main() {
  const prices = new Queue<number>();
  const engines = [0, 1, 2].map(
    (n) => new Process({ name: `engine-${n}`, target: findPrice, args: [n, prices] }),
  );
  for (const engine of engines) engine.start();

  const found = engines.map(() => prices.get()); // first empty the queue, then join
  for (const engine of engines) engine.join();
  print(`cheapest of ${found.length}: ${Math.min(...found)}`);
  return found;
}
