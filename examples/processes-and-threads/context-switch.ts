// A baker makes a cake in four steps of 40 ms. A bee stings his helper:
// that is more urgent, so he stops in the middle of a step. He keeps in
// mind which step he was at and what is left of it, and goes on exactly
// there.
import { compute, type Machine, print, shared, sleep, Thread } from 'threadlanes';

export const machine: Machine = { processors: 1, quantumMs: 10 }; // the baker has two hands, for one thing at a time

const step = shared(0);

export function makeCake() {
  for (const name of ['mix', 'knead', 'bake', 'decorate']) {
    step.add(1);
    print(`step ${step.load()}: ${name}`);
    compute(40);
  }
}

export function treatSting() {
  sleep(0.045); // the bee comes in the middle of the second step
  print(`ouch! The cake stands at step ${step.load()}`);
  compute(30);
  print(`the sting is treated, the cake still stands at step ${step.load()}`);
}

export function main() {
  const cake = new Thread({ name: 'cake', target: makeCake });
  const sting = new Thread({ name: 'sting', target: treatSting, priority: 1 }); // goes first
  cake.start();
  sting.start();
  cake.join();
  sting.join();
}
