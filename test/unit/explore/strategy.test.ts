import { describe, expect, it } from 'vitest';
import { codeOf, type RunStrategy, strategies } from '../../../src/explore/strategies.js';
import { stateWords } from '../../../src/explore/strategy.js';

/** Which threads are chosen among `count` that can always move, none of which ever touches what another one does. */
function choices(
  name: RunStrategy,
  seed: number,
  count: number,
  points = 200,
  switches: number[] = [],
): number[] {
  const strategy = strategies[codeOf(name)];
  const state = new Int32Array(stateWords);
  const threads = Int32Array.from({ length: count }, (_, index) => index + 1);
  const nothing = new Int32Array(count);
  strategy.begin(state, seed, switches);
  let current = 0;
  return Array.from({ length: points }, (_, index) => {
    const lastThread = threads[current] as number;
    const moves = { count, current, point: index + 1, threads, lastThread, lastSteps: 0, last: nothing };
    current = strategy.choose(
      state,
      { ...moves, objects: nothing, accesses: nothing, sites: nothing },
      switches,
    );
    return threads[current] as number;
  });
}

describe('the random strategy', () => {
  it('chooses the same for the same seed, and something else for another', () => {
    expect(choices('random', 7, 3)).toEqual(choices('random', 7, 3));
    expect(choices('random', 7, 3)).not.toEqual(choices('random', 8, 3));
  });
  it('gives each of four threads about a quarter of 4,000 turns', () => {
    const turns = choices('random', 1, 4, 4000);
    for (const thread of [1, 2, 3, 4]) {
      const share = turns.filter((turn) => turn === thread).length / turns.length;
      expect(share).toBeGreaterThan(0.22);
      expect(share).toBeLessThan(0.28);
    }
  });
});

describe('round-robin', () => {
  it('takes the threads in the order of their ids, over and over', () => {
    expect(choices('round-robin', 1, 3, 7)).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });
});

describe('replay', () => {
  it('switches where the schedule says so, and nowhere else', () => {
    expect(choices('replay', 1, 2, 6, [3, 2, 5, 1])).toEqual([1, 1, 2, 2, 1, 1]);
  });
});
