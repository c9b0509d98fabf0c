/** The machine's monotonic clock in ns since the start of a run, the same in all workers, at the price of performance.now. */
const { performance } = globalThis;
const hrtime = process.hrtime.bigint;

/** Monotonic time now, in ns; exact enough in a float64 for 104 days of uptime. */
export function monotonicNs(): number {
  return Number(hrtime());
}

/** `startedNs` is what monotonicNs told when the run began. */
export function machineClock(startedNs: number): () => number {
  // Both clocks count the same monotonic time from different zeros: one reading of each gives the difference.
  const offset = monotonicNs() - performance.now() * 1e6 - startedNs;
  return () => performance.now() * 1e6 + offset;
}
