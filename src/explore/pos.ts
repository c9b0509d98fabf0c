/**
 * POS: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018. Every pending operation has a random priority
 * and the highest goes on; the pending operations that it conflicts with then draw anew. Orders of conflicting operations
 * are thus sampled evenly, however many operations lie around them.
 *
 * Without parameters. State: generator, then the priority of each thread's pending operation, 0 for none yet.
 */
import { nextRandom, seedGenerator } from './random.js';
import { conflicts, type Moves, type Strategy } from './strategy.js';

const prioritiesWord = 8;
const threadPlaces = 2048;

export const pos: Strategy = {
  begin(state, seed) {
    seedGenerator(state, seed);
    state.fill(0, prioritiesWord, prioritiesWord + threadPlaces);
  },
  choose(state, moves) {
    let best = 0;
    for (let i = 0; i < moves.count; i++) {
      const place = placeOf(moves, i);
      while (state[place] === 0) state[place] = nextRandom(state) >>> 1;
      if ((state[place] as number) > (state[placeOf(moves, best)] as number)) best = i;
    }
    for (let i = 0; i < moves.count; i++)
      if (i === best || raceWith(moves, i, best)) state[placeOf(moves, i)] = 0;
    return best;
  },
};

function raceWith({ objects, accesses }: Moves, i: number, j: number): boolean {
  return conflicts(objects[i] as number, accesses[i] as number, objects[j] as number, accesses[j] as number);
}

function placeOf({ threads }: Moves, index: number): number {
  return prioritiesWord + ((threads[index] as number) % threadPlaces);
}
