/** Chance and time as a controlled program sees them: seeded per thread, and virtual. A live program sees the real ones. */
import { nextRandom, seedGenerator } from '../../explore/random.js';
import type { Kernel } from '../../runtime/kernel.js';

const real = { random: Math.random, Date, performance: globalThis.performance };
const state = new Int32Array(4);

/** Each thread draws its own numbers, whichever worker runs it; 0 stands for the module level. */
export function seedRandom(seed: number, thread: number): void {
  seedGenerator(state, seed, thread);
}

export function enterWorld(kernel: Kernel): void {
  Math.random = kernel.live ? real.random : () => (nextRandom(state) >>> 0) / 4294967296;
  const milliseconds = (): number => kernel.now() / 1e6;
  globalThis.Date = kernel.live ? real.Date : virtualDate(milliseconds);
  const performance = { now: milliseconds };
  Object.defineProperty(globalThis, 'performance', {
    value: performance,
    configurable: true,
    writable: true,
  });
}

/** A Date whose present is the virtual clock, counted from the epoch. */
function virtualDate(now: () => number): DateConstructor {
  return new Proxy(real.Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new real.Date(now()).toString(),
    get: (target, key, receiver) =>
      key === 'now' ? () => Math.floor(now()) : Reflect.get(target, key, receiver),
  });
}
