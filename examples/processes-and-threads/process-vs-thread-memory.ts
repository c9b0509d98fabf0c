// Two visitors each count to five on a counter, once as threads of one
// process and once as processes. Threads share the memory of their
// process, so they count on the same counter; each process has memory,
// and so a counter, of its own.
import { Lock, print, shared, Thread } from 'threadlanes';
import { currentProcess, Process } from 'threadlanes/multiprocessing';

const counter = shared(0);
const lock = new Lock();

export function visit() {
  for (let i = 0; i < 5; i++) {
    lock.acquire();
    counter.value += 1;
    lock.release();
  }
}

export function visitAlone() {
  visit();
  print(`${currentProcess().name} counted to ${counter.value}`);
}

export function main(variant: 'threads' | 'processes') {
  const visitors =
    variant === 'threads'
      ? [new Thread({ target: visit }), new Thread({ target: visit })]
      : [new Process({ target: visitAlone }), new Process({ target: visitAlone })];
  for (const visitor of visitors) visitor.start();
  for (const visitor of visitors) visitor.join();
  print(`main sees ${counter.value}`);
  return counter.value;
}
