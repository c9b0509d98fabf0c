/**
 * PCT: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs",
 * ASPLOS 2010. Threads have random priorities and the highest one that can move goes on. At d - 1 points, drawn among the
 * k of a run, the thread that would go on gets a priority below all others. A bug of depth d among n threads is found with
 * a probability of at least 1 / (n k^(d-1)).
 *
 * Parameters: depth d, and k. State: generator, number of changes so far, their points, priorities by thread.
 */
import { randomBelow, seedGenerator } from './random.js';
import type { Moves, Strategy } from './strategy.js';

const changesWord = 4;
const pointsWord = 8;
/** Deeper bugs than this are not aimed at. */
export const deepest = 16;
const prioritiesWord = pointsWord + deepest;
/** Threads of one run share a place when their ids differ by a multiple of this. */
export const threadPlaces = 2048;
const highest = 1 << 30;

export const pct: Strategy = {
  begin(state, seed, parameters) {
    seedGenerator(state, seed);
    state[changesWord] = 0;
    const changes = changesOf(parameters);
    const points = parameters[1] ?? 1;
    for (let i = 0; i < changes; i++) state[pointsWord + i] = 1 + randomBelow(state, Math.max(1, points));
    state.subarray(pointsWord, pointsWord + changes).sort();
    state.fill(0, prioritiesWord, prioritiesWord + threadPlaces);
  },
  choose(state, moves, parameters) {
    const changes = changesOf(parameters);
    let best = highestOf(state, moves);
    for (let made = state[changesWord] as number; made < changes; made++) {
      if (moves.point < (state[pointsWord + made] as number)) break;
      state[changesWord] = made + 1;
      // The priorities below all others are 1 to d - 1, the later the lower.
      state[placeOf(moves, best)] = changes - made;
      best = highestOf(state, moves);
    }
    return best;
  },
};

function changesOf(parameters: ArrayLike<number>): number {
  return Math.min(Math.max((parameters[0] ?? 1) - 1, 0), deepest);
}

function placeOf({ threads }: Moves, index: number): number {
  return prioritiesWord + ((threads[index] as number) % threadPlaces);
}

/** Index of the thread with the highest priority; one that is new draws its own. */
function highestOf(state: Int32Array, moves: Moves): number {
  let best = 0;
  for (let i = 0; i < moves.count; i++) {
    const place = placeOf(moves, i);
    if (state[place] === 0) state[place] = deepest + 1 + randomBelow(state, highest);
    if ((state[place] as number) > (state[placeOf(moves, best)] as number)) best = i;
  }
  return best;
}
