// Processes that are ended by force while they use everything there is: what they shared with others goes on working.
import { currentThread, sleep, Thread } from 'threadlanes';
import { Condition, Event, Process, Queue, Semaphore } from 'threadlanes/multiprocessing';

export function hammer(queue: Queue<string>, permits: Semaphore, changed: Condition) {
  for (;;) {
    queue.put(currentThread().name);
    queue.get();
    permits.acquire(true, 0.001);
    permits.release();
    if (changed.acquire(true, 0.001)) {
      changed.notifyAll();
      changed.release();
    }
  }
}

export function two(queue: Queue<string>, permits: Semaphore, changed: Condition, begun: Event) {
  new Thread({ target: hammer, args: [queue, permits, changed] }).start();
  begun.set();
  hammer(queue, permits, changed);
}

/** Ends such a process after a moment, so many times; answers what the queues still do. */
export function main(_variant: string | null, rounds = '1') {
  let working = 0;
  for (let round = 0; round < Number(rounds); round++) {
    const queue = new Queue<string>();
    const begun = new Event();
    const process = new Process({
      target: two,
      args: [queue, new Semaphore(2), new Condition(), begun],
    });
    process.start();
    begun.wait();
    sleep((round % 7) / 1000);
    process.kill();
    process.join();
    while (!queue.empty()) queue.get();
    queue.put('still here');
    if (queue.get() === 'still here' && process.exitcode === -9) working++;
  }
  return working;
}
