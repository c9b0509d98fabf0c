/**
 * Aimed search: threads are held back right before the places that somebody suspects, until several stand there or nobody else
 * can move; then one of them goes on, by chance. So operations that are far apart in most schedules meet in most of these.
 * After Sen, "Race Directed Random Testing of Concurrent Programs", PLDI 2008, and, for locks that are taken in opposite
 * orders, Joshi, Park, Sen, Naik, "A Randomized Dynamic Program Analysis Technique for Detecting Real Deadlocks", PLDI 2009.
 *
 * Parameters: number of sites, the sites, then the objects. State: the generator; how often two or more threads could
 * have gone on there at one time; for each site, then each object, 1 if a thread has come to it.
 */
import { randomBelow, seedGenerator } from './random.js';
import { Access, type Moves, type Parameters, type Strategy } from './strategy.js';

export const metWord = 4;
export const reachedWord = 5;
/** Places that one search is steered for. */
export const mostPlaces = 1000;
/** Now and then one that is held goes on all the same: what it waits for may come only then. */
const patience = 32;

export const aimed: Strategy = {
  begin(state, seed, parameters) {
    seedGenerator(state, seed);
    state.fill(0, metWord, reachedWord + parameters.length);
  },
  choose(state, moves, parameters) {
    const held = countHeld(state, moves, parameters);
    if (held > 1) state[metWord] = (state[metWord] as number) + 1;
    const free = moves.count - held;
    if (free === 0 || held === 0 || randomBelow(state, patience) === 0)
      return moves.count === 1 ? 0 : randomBelow(state, moves.count);
    let left = randomBelow(state, free);
    for (let i = 0; i < moves.count; i++) if (placeOf(moves, i, parameters) < 0 && left-- === 0) return i;
    return 0;
  },
};

function countHeld(state: Int32Array, moves: Moves, parameters: Parameters): number {
  let held = 0;
  for (let i = 0; i < moves.count; i++) {
    const place = placeOf(moves, i, parameters);
    if (place < 0) continue;
    held++;
    state[reachedWord + place] = 1;
  }
  return held;
}

/** Which of the places a thread stands before: index of the site or, after those, of the object; -1 for none. */
function placeOf({ sites, objects, accesses }: Moves, index: number, parameters: Parameters): number {
  const count = parameters[0] ?? 0;
  for (let i = 1; i <= count; i++) if (parameters[i] === sites[index]) return i - 1;
  if (accesses[index] === Access.None) return -1;
  for (let i = count + 1; i < parameters.length; i++) if (parameters[i] === objects[index]) return i - 1;
  return -1;
}
