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

/** Words of one hand-over. */
export const handOverWords = 4;

/**
 * As replay, but a hand-over is told by the thread that gives way, to how many operations it had come, and whether it had
 * to (1) or could have gone on (0), so that it keeps its meaning when others are left out. Parameters: these three and the
 * thread that takes over, for each. Without state.
 */
export const handOvers: Strategy = {
  begin() {},
  choose(_state, moves, given) {
    const forced = moves.current < 0 ? 1 : 0;
    for (let i = 0; i < given.length; i += handOverWords) {
      if (given[i] !== moves.lastThread || given[i + 1] !== moves.lastSteps || given[i + 2] !== forced)
        continue;
      const index = indexOf(moves, given[i + 3] as number);
      if (index >= 0) return index;
    }
    return stay(moves);
  },
};
