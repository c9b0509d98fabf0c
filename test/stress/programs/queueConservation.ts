// Four producers put numbered items, four consumers take them: every item once, and the items of each producer in its order.
// A consumer checks the order of what it sees; main checks that everything was seen.
import { Queue, SimpleQueue, Thread } from 'threadlanes';

type Item = [producer: number, number: number];

const queues: Record<string, Queue<Item | null> | SimpleQueue<Item | null>> = {
  unbounded: new Queue(),
  bounded: new Queue(3),
  single: new Queue(1),
  simple: new SimpleQueue(),
};
const seen = new Queue<Item[]>();

export function produce(kind: string, producer: number, items: number) {
  const queue = queues[kind] as Queue<Item | null>;
  for (let i = 0; i < items; i++) queue.put([producer, i]);
}

export function consume(kind: string) {
  const queue = queues[kind] as Queue<Item | null>;
  const taken: Item[] = [];
  for (let item = queue.get(); item !== null; item = queue.get()) taken.push(item);
  seen.put(taken);
}

export function main(kind: string | null, threads: string, items: string) {
  if (kind === null) return Object.keys(queues);
  const queue = queues[kind] as Queue<Item | null>;
  const numbers = Array.from({ length: Number(threads) }, (_, i) => i);
  const producers = numbers.map(
    (producer) => new Thread({ target: produce, args: [kind, producer, Number(items)] }),
  );
  const consumers = numbers.map(() => new Thread({ target: consume, args: [kind] }));
  for (const thread of [...producers, ...consumers]) thread.start();
  for (const producer of producers) producer.join();
  for (const _ of consumers) queue.put(null);
  for (const consumer of consumers) consumer.join();
  return consumers.map(() => seen.get());
}
