/**
 * Following what was recorded. Where the record says nothing the running thread goes on, and the one with the lowest id
 * takes over from one that cannot.
 */
import type { Moves, Strategy } from './strategy.js';

export function indexOf({ threads, count }: Moves, thread: number): number {
  for (let i = 0; i < count; i++) if (threads[i] === thread) return i;
  return -1;
}

export function stay({ current }: Moves): number {
  return Math.max(current, 0);
}

/** Parameters: pairs of scheduling point and thread that takes over there, in order. State: index of the next pair. */
export const replay: Strategy = {
  begin(state) {
    state[0] = 0;
  },
  choose(state, moves, switches) {
    const next = state[0] as number;
    if (next * 2 >= switches.length || switches[next * 2] !== moves.point) return stay(moves);
    state[0] = next + 1;
    const index = indexOf(moves, switches[next * 2 + 1] as number);
    return index < 0 ? stay(moves) : index;
  },
};

/**
 * As replay, but a switch is told by the thread that gives way and how often it had come to a point, so that it keeps its
 * meaning when others are left out. Parameters: triples of thread, its points, thread that takes over. Without state.
 */
export const handOvers: Strategy = {
  begin() {},
  choose(_state, moves, triples) {
    for (let i = 0; i + 2 < triples.length; i += 3) {
      if (triples[i] !== moves.lastThread || triples[i + 1] !== moves.lastSteps) continue;
      const index = indexOf(moves, triples[i + 2] as number);
      if (index >= 0) return index;
    }
    return stay(moves);
  },
};
