/** What a run's trace says of itself, and what its workers need of a schedule. */
import type { TraceHeader } from '../../trace/header.js';
import type { Schedule } from '../../trace/schedule.js';
import type { RunRequest } from '../engineApi.js';
import type { LoadedProgram } from '../load/loadedProgram.js';

export function headerOf(program: LoadedProgram, request: RunRequest): TraceHeader {
  return {
    format: 'threadlanes-trace',
    version: 1,
    program: request.program,
    mode: request.mode,
    seed: request.seed,
    strategy: request.schedule ? 'replay' : request.strategy,
    variant: request.variant,
    files: program.files.map(({ path, hash }) => ({ path, hash })),
    sites: program.sites,
  };
}

/** Pairs of scheduling point and thread id. */
export function switchWords(schedule: Schedule | null): Int32Array {
  return Int32Array.from(schedule?.switches.flat() ?? []);
}
