/** Vector clocks: for each thread, how much of it has been seen (Fidge 1988; Mattern 1989). Index = thread id. */
export type VectorClock = number[];

/** Takes over into `clock` all that `other` has seen. */
export function join(clock: VectorClock, other: VectorClock): void {
  for (let i = 0; i < other.length; i++) {
    if ((other[i] ?? 0) > (clock[i] ?? 0)) clock[i] = other[i] as number;
  }
}

export function tick(clock: VectorClock, thread: number): void {
  clock[thread] = (clock[thread] ?? 0) + 1;
}
