// One thread puts small objects into a queue, another takes them out; answers seconds.
import { Queue, Thread } from 'threadlanes';

declare const performance: { now(): number };
interface Bun {
  readonly id: number;
  readonly filling: string;
}
const counter = new Queue<Bun>(1000);

export function cook(count: number) {
  for (let id = 0; id < count; id++) counter.put({ id, filling: 'red bean' });
}

export function main(_variant: string | null, count = '200000') {
  const thread = new Thread({ target: cook, args: [Number(count)] });
  const start = performance.now();
  thread.start();
  for (let id = 0; id < Number(count); id++) {
    if (counter.get().id !== id) throw new Error('out of order');
  }
  return (performance.now() - start) / 1000;
}
