/**
 * Work for a processor in a live run: so many rounds of a loop, as many as this machine does in the time when nothing
 * disturbs it. Never by the clock: two threads on one processor take twice as long, as real work does.
 */
const { performance } = globalThis; // a controlled program sees another one

let roundsPerMs = 0;
/** Rounds between two looks at whether to go on: some tens of microseconds. */
const roundsAtOnce = 20_000;

/** Works for so many ms of an undisturbed processor, or until `isOver` says so. */
export function burn(ms: number, isOver: () => boolean): void {
  if (roundsPerMs === 0) roundsPerMs = calibrate();
  let left = ms * roundsPerMs;
  for (; left > roundsAtOnce && !isOver(); left -= roundsAtOnce) rounds(roundsAtOnce);
  if (!isOver()) rounds(Math.max(0, left));
}

/** The best of several short tries: the one that nobody disturbed. */
function calibrate(): number {
  rounds(roundsAtOnce * 10); // the compiler has seen it
  let best = 0;
  for (let attempt = 0; attempt < 5; attempt++) {
    const start = performance.now();
    rounds(roundsAtOnce);
    best = Math.max(best, roundsAtOnce / (performance.now() - start));
  }
  return best;
}

let state = 1;

/** A linear congruential generator (Knuth, TAOCP 2, 3.3.4), whose every step needs the one before. */
function rounds(count: number): void {
  let x = state;
  for (let i = 0; i < count; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  state = x;
}
