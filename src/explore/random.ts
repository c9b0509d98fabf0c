/** The seeded random walk, and the generator that every strategy draws from. */
import type { Strategy } from './strategy.js';

/** Words of state that the generator takes: the first four. */
export const generatorWords = 4;

/** Seeds the generator: sfc32 (C. Doty-Humphrey, PractRand). `stream` tells apart what is drawn with one seed. */
export function seedGenerator(state: Int32Array, seed: number, stream = 0x9e3779b9): void {
  state[0] = seed | 0;
  state[1] = Math.floor(seed / 4294967296) | 0;
  state[2] = stream | 0;
  state[3] = 1;
  for (let i = 0; i < 12; i++) nextRandom(state);
}

/** A 32-bit integer; the first four words of `state` are the generator's. */
export function nextRandom(state: Int32Array): number {
  const a = state[0] as number;
  const b = state[1] as number;
  const c = state[2] as number;
  const d = state[3] as number;
  const result = (a + b + d) | 0;
  state[3] = (d + 1) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + result) | 0;
  return result;
}

/** A whole number from 0 up to, and without, `below`. */
export function randomBelow(state: Int32Array, below: number): number {
  return (nextRandom(state) >>> 0) % below;
}

/** Each thread that can move is as likely as the others. */
export const randomWalk: Strategy = {
  begin(state, seed) {
    seedGenerator(state, seed);
  },
  choose(state, { count }) {
    return count === 1 ? 0 : randomBelow(state, count);
  },
};
