/** Arguments of `run`, checked: what is wrong is said in one line. */
import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunRequest } from '../engine/engineApi.js';
import { readCatalogue } from '../engine/examples/catalogue.js';
import { defaultThreadLimit, mostThreads } from '../engine/limits.js';
import { examplesFolder } from './packageFolders.js';
import { readSchedule } from './readSchedule.js';
import { UsageError } from './usageError.js';

export interface RunArguments {
  readonly request: RunRequest;
  readonly json: boolean;
  readonly traceFile: string | undefined;
}

const defaultTimeoutSeconds = 30;

export function parseRunArguments(args: readonly string[]): RunArguments {
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const { values, positionals } = parse(own);
  const [target, ...more] = positionals;
  if (target === undefined) throw new UsageError('run: which program? Give an example id or a file');
  if (more.length > 0)
    throw new UsageError(`run: one program at a time, not also "${more[0]}"; its own arguments follow --`);
  const schedule = values.schedule === undefined ? null : readSchedule(values.schedule);
  if (schedule && values.mode === 'live') throw new UsageError('--schedule is for controlled runs only');
  if (values.untraced && values.mode !== 'live') throw new UsageError('--untraced is for live runs only');
  const program = findProgram(target);
  const request: RunRequest = {
    entry: program.entry,
    program: program.name,
    mode: modeOf(values.mode ?? 'controlled'),
    seed: wholeNumber('--seed', values.seed ?? String(schedule?.seed ?? 1)),
    strategy: schedule ? 'replay' : 'random',
    variant: chosenVariant(values.variant ?? schedule?.variant ?? undefined, program.variants, target),
    args: dashes < 0 ? [] : args.slice(dashes + 1),
    schedule,
    timeoutMs: positive('--timeout', values.timeout ?? String(defaultTimeoutSeconds)) * 1000,
    threadLimit: threadLimit(values['max-threads']),
    traced: !values.untraced,
  };
  return { request, json: values.json ?? false, traceFile: values.trace };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mode: { type: 'string' },
        seed: { type: 'string' },
        schedule: { type: 'string' },
        variant: { type: 'string' },
        timeout: { type: 'string' },
        trace: { type: 'string' },
        json: { type: 'boolean' },
        untraced: { type: 'boolean' },
        'max-threads': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Found {
  readonly entry: string;
  readonly name: string;
  /** Empty where the program's variants are not known. */
  readonly variants: readonly string[];
}

function findProgram(target: string): Found {
  const example = readCatalogue(examplesFolder).find(({ id }) => id === target);
  if (example) {
    return {
      entry: join(examplesFolder, example.file),
      name: example.id,
      variants: example.variants.map(({ name }) => name),
    };
  }
  if (target.endsWith('.py')) throw new UsageError('Python programs are not part of this version yet');
  if (!/\.(?:ts|js|mjs)$/.test(target))
    throw new UsageError(`there is no example "${target}"; "threadlanes examples" lists them`);
  const entry = resolve(target);
  if (!statSync(entry, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`cannot read ${target}: there is no such file`);
  return { entry, name: basename(target), variants: [] };
}

function chosenVariant(wanted: string | undefined, known: readonly string[], target: string): string | null {
  if (wanted === undefined) return known[0] ?? null;
  if (known.length > 0 && !known.includes(wanted)) {
    throw new UsageError(`${target} has no variant "${wanted}"; it has ${known.join(', ')}`);
  }
  return wanted;
}

function modeOf(value: string): 'live' | 'controlled' {
  if (value === 'live' || value === 'controlled') return value;
  throw new UsageError(`--mode is live or controlled, not "${value}"`);
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || value.trim() === '')
    throw new UsageError(`${name} takes a whole number, not "${value}"`);
  return number;
}

function threadLimit(value: string | undefined): number {
  const limit = wholeNumber('--max-threads', value ?? String(defaultThreadLimit));
  if (limit >= 1 && limit <= mostThreads) return limit;
  throw new UsageError(`--max-threads takes a number from 1 to ${mostThreads}, not ${limit}`);
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number))
    throw new UsageError(`${name} takes a number above 0, not "${value}"`);
  return number;
}
