// Three dishes for one dinner. One cook can make them one after the
// other, or a bit of each in turn: the work stays the same, and so does
// the time. Only three cooks at three stoves (three processors) are
// done sooner.
import { compute, type Machine, Thread } from 'threadlanes';

export const machine: Machine = { processors: 1, quantumMs: 30, variants: { parallel: { processors: 3 } } };

const dishes = [
  ['soup', 60],
  ['rice', 90],
  ['roast', 120],
] as const;

export function cook(ms: number) {
  compute(ms); // keeps a processor busy for so long
}

export function main(variant: 'serial' | 'concurrent' | 'parallel') {
  const begin = Date.now();
  if (variant === 'serial') {
    for (const [, ms] of dishes) cook(ms);
  } else {
    const threads = dishes.map(([name, ms]) => new Thread({ name, target: cook, args: [ms] }));
    for (const thread of threads) thread.start();
    for (const thread of threads) thread.join();
  }
  return Date.now() - begin;
}
