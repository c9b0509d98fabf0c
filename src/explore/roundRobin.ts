/** The next thread in the order of ids, at every point. The only word of state is the thread that moved last. */
import type { Strategy } from './strategy.js';

export const roundRobin: Strategy = {
  begin(state) {
    state[0] = 0;
  },
  choose(state, { threads, count }) {
    const last = state[0] as number;
    let index = 0;
    while (index < count && (threads[index] as number) <= last) index++;
    if (index === count) index = 0;
    state[0] = threads[index] as number;
    return index;
  },
};
