/**
 * A scheduling strategy: asked at every scheduling point which of the threads that can move goes on.
 * Its state lives in 64 words of the run's shared memory, because whichever thread holds the baton asks it.
 * Pure: no clock, no randomness of its own.
 */
export interface Strategy {
  /** Called once a run, before the first thread moves. */
  begin(state: Int32Array, seed: number): void;
  /**
   * Chooses among `count` threads (their ids, ascending) and answers an index into `threads`.
   * `current` is the index of the thread that moved last, -1 if it cannot go on. `point` is the scheduling point's number.
   */
  choose(state: Int32Array, threads: Int32Array, count: number, current: number, point: number): number;
}

export type StrategyName = 'random' | 'round-robin' | 'replay';

/** Strategy by name; `switches` is what replay follows: pairs of scheduling point and thread id. */
export function strategyByName(name: StrategyName, switches: Int32Array): Strategy {
  if (name === 'round-robin') return roundRobin;
  if (name === 'replay') return replay(switches);
  return randomWalk;
}

/** Each thread that can move is as likely as the others. Generator: sfc32 (C. Doty-Humphrey, PractRand). */
export const randomWalk: Strategy = {
  begin(state, seed) {
    state[0] = seed | 0;
    state[1] = Math.floor(seed / 4294967296) | 0;
    state[2] = 0x9e3779b9 | 0;
    state[3] = 1;
    for (let i = 0; i < 12; i++) nextRandom(state);
  },
  choose(state, _threads, count) {
    return count === 1 ? 0 : (nextRandom(state) >>> 0) % count;
  },
};

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

/** The next thread in the order of ids, at every point. */
export const roundRobin: Strategy = {
  begin(state) {
    state[0] = 0;
  },
  choose(state, threads, count) {
    const last = state[0] as number;
    let index = 0;
    while (index < count && (threads[index] as number) <= last) index++;
    if (index === count) index = 0;
    state[0] = threads[index] as number;
    return index;
  },
};

/** Follows recorded switches; between them the running thread goes on. state[0] is the index of the next switch. */
export function replay(switches: Int32Array): Strategy {
  return {
    begin(state) {
      state[0] = 0;
    },
    choose(state, threads, count, current, point) {
      const next = state[0] as number;
      if (switches[next * 2] !== point) return Math.max(current, 0);
      state[0] = next + 1;
      for (let i = 0; i < count; i++) if (threads[i] === switches[next * 2 + 1]) return i;
      return Math.max(current, 0);
    },
  };
}
