/** Vector clocks: for each thread, how much of it has been seen (Fidge 1988; Mattern 1989). Index = thread id. */
export type VectorClock = number[];

/** Takes over into `clock` all that `other` has seen; true if that was something new. */
export function join(clock: VectorClock, other: VectorClock): boolean {
  let learned = false;
  while (clock.length < other.length) clock.push(0);
  for (let i = 0; i < other.length; i++) {
    if ((other[i] as number) > (clock[i] as number)) {
      clock[i] = other[i] as number;
      learned = true;
    }
  }
  return learned;
}

/** Whether `clock` has seen all that `other` has. */
export function dominates(clock: VectorClock, other: VectorClock): boolean {
  for (let i = 0; i < other.length; i++) if ((other[i] as number) > (clock[i] ?? 0)) return false;
  return true;
}
