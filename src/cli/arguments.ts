/** Arguments of `run`, checked: what is wrong is said in one line. */
import type { PythonRequest, RunRequest } from '../engine/engineApi.js';
import { defaultThreadLimit, mostThreads } from '../engine/limits.js';
import { usualInterpreter } from '../python/interpreter.js';
import { chosenVariant, findProgram } from './findProgram.js';
import { positive, wholeNumber } from './numbers.js';
import { tracerFolder } from './packageFolders.js';
import { type ProgramArguments, parseProgramArguments } from './programArguments.js';
import { readSchedule } from './readSchedule.js';
import { UsageError } from './usageError.js';

export interface RunArguments {
  readonly request: RunRequest;
  readonly json: boolean;
  readonly traceFile: string | undefined;
}

const defaultTimeoutSeconds = 30;

export const runOptions = {
  mode: { type: 'string' },
  seed: { type: 'string' },
  schedule: { type: 'string' },
  variant: { type: 'string' },
  timeout: { type: 'string' },
  trace: { type: 'string' },
  json: { type: 'boolean' },
  python: { type: 'string' },
  'hide-contents': { type: 'boolean' },
  untraced: { type: 'boolean' },
  'max-threads': { type: 'string' },
} as const;

export function parseRunArguments(args: readonly string[]): RunArguments {
  const { values, target, own } = parseProgramArguments('run', args, runOptions);
  const schedule = values.schedule === undefined ? null : readSchedule(values.schedule);
  if (schedule && values.mode === 'live') throw new UsageError('--schedule is for controlled runs only');
  if (values.untraced && values.mode !== 'live') throw new UsageError('--untraced is for live runs only');
  const program = findProgram(target);
  const isPython = program.entry.endsWith('.py');
  if (isPython) refuseForPython(values);
  else if (values['hide-contents']) throw new UsageError('--hide-contents is for Python programs only');
  const json = values.json ?? false;
  const request: RunRequest = {
    entry: program.entry,
    program: program.name,
    mode: modeOf(values.mode ?? (isPython ? 'live' : 'controlled')),
    seed: wholeNumber('--seed', values.seed ?? String(schedule?.seed ?? 1)),
    strategy: schedule ? 'replay' : 'random',
    variant: chosenVariant(values.variant ?? schedule?.variant ?? undefined, program.variants, target),
    args: own,
    schedule,
    timeoutMs: positive('--timeout', values.timeout ?? String(defaultTimeoutSeconds)) * 1000,
    threadLimit: threadLimit(values['max-threads']),
    traced: !values.untraced,
    ...(isPython ? { python: pythonRequest(values.python, json, values['hide-contents'] ?? false) } : {}),
  };
  return { request, json, traceFile: values.trace };
}

function pythonRequest(
  interpreter: string | undefined,
  json: boolean,
  hidesContents: boolean,
): PythonRequest {
  return {
    interpreter: interpreter === undefined ? usualInterpreter : [interpreter],
    tracer: tracerFolder,
    workingFolder: process.cwd(),
    environment: process.env,
    hasInput: true,
    hasOutput: !json,
    whenStuck: 'end',
    hidesContents,
  };
}

/** A program under Python's own interpreter runs in real time, and nobody else decides who goes on. */
function refuseForPython(values: ProgramArguments<typeof runOptions>['values']): void {
  if (values.mode === 'controlled')
    throw new UsageError('a Python program runs live: --mode controlled is for TypeScript and JavaScript');
  for (const option of ['seed', 'schedule', 'variant', 'untraced', 'max-threads'] as const)
    if (values[option] !== undefined) throw new UsageError(`--${option} is not for Python programs`);
}

function modeOf(value: string): 'live' | 'controlled' {
  if (value === 'live' || value === 'controlled') return value;
  throw new UsageError(`--mode is live or controlled, not "${value}"`);
}

function threadLimit(value: string | undefined): number {
  const limit = wholeNumber('--max-threads', value ?? String(defaultThreadLimit));
  if (limit >= 1 && limit <= mostThreads) return limit;
  throw new UsageError(`--max-threads takes a number from 1 to ${mostThreads}, not ${limit}`);
}
