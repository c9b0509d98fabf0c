/**
 * A person chooses: at each point where more than one thread can move, the next of the given threads goes on. After the last
 * one the run stops where it is, or goes on by itself, with the running thread as long as that can.
 *
 * Parameters: 1 to go on by itself, 0 to stop; then the threads. State: how many were used.
 */
import { indexOf, stay } from './replay.js';
import type { Strategy } from './strategy.js';

export const byHand: Strategy = {
  begin(state) {
    state[0] = 0;
  },
  choose(state, moves, parameters) {
    if (moves.count === 1) return 0;
    const used = state[0] as number;
    if (used + 1 >= parameters.length) return parameters[0] === 1 ? stay(moves) : -1;
    state[0] = used + 1;
    return indexOf(moves, parameters[used + 1] as number);
  },
};
