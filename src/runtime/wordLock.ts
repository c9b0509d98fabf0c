/**
 * A lock in one word, for a few instructions at a time (Drepper, "Futexes Are Tricky", mutex 2): 0 free, 1 held,
 * 2 held and somebody sleeps. Whatever was written before unlockWord is seen after the lockWord that follows it: both are
 * sequentially consistent operations on the same word.
 */

/** Spins before sleeping: the sections take well under a microsecond, a sleep and wake-up five or more. */
const spins = 100;

export function lockWord(words: Int32Array, at: number): void {
  for (let i = 0; i < spins; i++) {
    if (Atomics.compareExchange(words, at, 0, 1) === 0) return;
  }
  while (Atomics.exchange(words, at, 2) !== 0) Atomics.wait(words, at, 2);
}

export function unlockWord(words: Int32Array, at: number): void {
  if (Atomics.exchange(words, at, 0) === 2) Atomics.notify(words, at, 1);
}
