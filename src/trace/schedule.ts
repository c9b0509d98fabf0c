/** A schedule is a plain value: at which scheduling points another thread takes over. Between them the running thread goes on. */

import type { EventLog } from './eventLog.js';
import { EventKind } from './vocabulary.js';

/** [number of the scheduling point, id of the thread that goes on] */
export type Switch = readonly [number, number];

export interface Schedule {
  readonly format: 'threadlanes-schedule';
  readonly version: 1;
  /** SHA-256 of the program's files, in the order of the trace header; a schedule belongs to one text. */
  readonly program: readonly string[];
  readonly variant: string | null;
  readonly seed: number;
  /** In order. */
  readonly switches: readonly Switch[];
}

/** The switches of a controlled run, read back from its trace. */
export function switchesOf(log: EventLog): Switch[] {
  const switches: Switch[] = [];
  for (let i = 0; i < log.length; i++) {
    if (log.kind(i) === EventKind.Switch) switches.push([log.b(i), log.a(i)]);
  }
  return switches;
}
