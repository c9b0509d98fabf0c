/**
 * Following a prefix of choices, as the systematic strategies plan it: at its first points these threads, one by one; from
 * then on the running thread goes on, and the one with the lowest id takes over from one that cannot.
 *
 * Parameters: length of the prefix, its threads; then a sleep set (dpor.ts): number of entries, and for each its thread, the
 * number of pairs, and object and access of each pair. State: length of the sleep set's copy, and the copy.
 * With a sleep set no thread in it is chosen until an operation conflicts with the one that it stands for; a run in which
 * only such threads can move shows nothing new and is given up (Godefroid, "Partial-Order Methods", 1996).
 */
import { indexOf, stay } from './replay.js';
import { conflicts, isEverything, type Moves, type Parameters, type Strategy } from './strategy.js';

const sleepersWord = 0;
const firstSleeper = 1;

export const prefix: Strategy = {
  begin(state, _seed, parameters) {
    const from = 1 + (parameters[0] ?? 0);
    let at = from + 1;
    for (let left = parameters[from] ?? 0; left > 0; left--) at += 2 + 2 * (parameters[at + 1] as number);
    state[sleepersWord] = parameters[from] ?? 0;
    for (let i = from + 1; i < at; i++) state[firstSleeper + i - from - 1] = parameters[i] as number;
  },
  choose(state, moves, parameters) {
    const length = parameters[0] ?? 0;
    if (moves.point <= length) return indexOf(moves, parameters[moves.point] as number);
    if (state[sleepersWord] === 0) return stay(moves);
    wake(state, moves);
    const preferred = stay(moves);
    if (!sleeps(state, moves.threads[preferred] as number)) return preferred;
    for (let i = 0; i < moves.count; i++) if (!sleeps(state, moves.threads[i] as number)) return i;
    return -1;
  },
};

function sleeps(state: Int32Array, thread: number): boolean {
  let at = firstSleeper;
  for (let left = state[sleepersWord] as number; left > 0; left--) {
    if (state[at] === thread) return true;
    at += 2 + 2 * (state[at + 1] as number);
  }
  return false;
}

/** Takes out of the sleep set what conflicts with the step that just ended. */
function wake(state: Int32Array, { last }: Moves): void {
  let from = firstSleeper;
  let to = firstSleeper;
  let kept = 0;
  for (let left = state[sleepersWord] as number; left > 0; left--) {
    const words = 2 + 2 * (state[from + 1] as number);
    if (!isWoken(state, from, last)) {
      state.copyWithin(to, from, from + words);
      to += words;
      kept++;
    }
    from += words;
  }
  state[sleepersWord] = kept;
}

function isWoken(state: Int32Array, sleeper: number, last: Int32Array): boolean {
  const pairs = state[sleeper + 1] as number;
  if (touchesEverything(last)) return true;
  for (let i = 0; i < pairs; i++) {
    const object = state[sleeper + 2 + 2 * i] as number;
    const access = state[sleeper + 3 + 2 * i] as number;
    if (touches(last, object, access)) return true;
  }
  return false;
}

/** Such a step conflicts with all others, even with one that touches nothing. */
export function touchesEverything(step: Parameters): boolean {
  for (let i = 0; i < (step[0] as number); i++) if (isEverything(step[1 + 2 * i] as number)) return true;
  return false;
}

/** Whether one of the accesses of a step conflicts with this one. */
export function touches(step: Parameters, object: number, access: number): boolean {
  if (isEverything(object)) return true;
  for (let i = 0; i < (step[0] as number); i++)
    if (conflicts(step[1 + 2 * i] as number, step[2 + 2 * i] as number, object, access)) return true;
  return false;
}
