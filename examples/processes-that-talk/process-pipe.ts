// A waiter and a kitchen talk through a pipe. It has two ends, and both can
// send and receive. recv() waits until something comes: who speaks first must
// be agreed, or both wait for ever.
import { print, sleep } from 'threadlanes';
import { type Connection, Pipe, Process } from 'threadlanes/multiprocessing';

export function cook(hatch: Connection) {
  for (;;) {
    const order = hatch.recv();
    if (order === 'closed') return;
    sleep(2); // cooking
    hatch.send(`${order} is ready`);
  }
}

export function main(variant: 'waiter-speaks-first' | 'both-listen-first') {
  const [counter, hatch] = Pipe();
  const kitchen = new Process({ name: 'kitchen', target: cook, args: [hatch] });
  kitchen.start();

  if (variant === 'both-listen-first') print(counter.recv()); // "what can I do for you?", but nobody says so
  for (const order of ['noodles', 'soup']) {
    counter.send(order);
    print(counter.recv());
  }
  counter.send('closed');
  kitchen.join();
}
