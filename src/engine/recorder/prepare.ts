/** What a run's trace says of itself, and what its workers need of a schedule. */
import type { Plan } from '../../runtime/chooser.js';
import type { TraceHeader } from '../../trace/header.js';
import type { Schedule } from '../../trace/schedule.js';
import type { RunRequest } from '../engineApi.js';
import type { LoadedProgram } from '../load/loadedProgram.js';

type Told = Pick<RunRequest, 'program' | 'mode' | 'seed' | 'variant' | 'schedule'> & {
  readonly strategy: string;
};

export function headerOf(program: LoadedProgram, request: Told): TraceHeader {
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

/** What the workers of a run follow: a schedule's pairs of scheduling point and thread. */
export function planOf(schedule: Schedule | null): Plan {
  const switches = schedule?.switches ?? [];
  const parameters = new Int32Array(new SharedArrayBuffer((1 + 2 * switches.length) * 4));
  parameters[0] = 2 * switches.length;
  switches.forEach((pair, i) => {
    parameters.set(pair, 1 + 2 * i);
  });
  return { parameters, log: new Int32Array(new SharedArrayBuffer(0)) };
}
