/** Arguments of `explore`, checked: what is wrong is said in one line. */
import { basename } from 'node:path';
import type { Aim, ExploreRequest } from '../engine/explore/exploreApi.js';
import { defaultDepth, type PlannerName, plannerNames } from '../explore/plannerByName.js';
import { chosenVariant, findProgram } from './findProgram.js';
import { positive, wholeNumber } from './numbers.js';
import { parseProgramArguments } from './programArguments.js';
import { UsageError } from './usageError.js';

export interface ExploreArguments {
  readonly request: ExploreRequest;
  readonly json: boolean;
  readonly traceFile: string | undefined;
}

const defaultSchedules = 10_000;
const defaultSeconds = 60;
/** One schedule may take so long; time is virtual, so this is a program that does not come to an end. */
const defaultTimeoutSeconds = 5;

export const exploreOptions = {
  variant: { type: 'string' },
  strategy: { type: 'string' },
  depth: { type: 'string' },
  schedules: { type: 'string' },
  time: { type: 'string' },
  seed: { type: 'string' },
  timeout: { type: 'string' },
  trace: { type: 'string' },
  'keep-going': { type: 'boolean' },
  aim: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

export function parseExploreArguments(args: readonly string[]): ExploreArguments {
  const { values, target, own } = parseProgramArguments('explore', args, exploreOptions);
  const program = findProgram(target);
  if (program.entry.endsWith('.py'))
    throw new UsageError('explore: Python programs run under their own scheduler and cannot be explored');
  const request: ExploreRequest = {
    entry: program.entry,
    program: program.name,
    variant: chosenVariant(values.variant, program.variants, target),
    args: own,
    strategy: strategyOf(values.strategy ?? 'portfolio'),
    depth: wholeNumber('--depth', values.depth ?? String(defaultDepth)),
    schedules: wholeNumber('--schedules', values.schedules ?? String(defaultSchedules)),
    timeMs: positive('--time', values.time ?? String(defaultSeconds)) * 1000,
    seed: wholeNumber('--seed', values.seed ?? '1'),
    timeoutMs: positive('--timeout', values.timeout ?? String(defaultTimeoutSeconds)) * 1000,
    keepsGoing: values['keep-going'] ?? false,
    ...(values.aim && { aim: aimOf(values.aim, basename(program.entry)) }),
  };
  return { request, json: values.json ?? false, traceFile: values.trace };
}

/** Each is a line of the entry file, a file and a line, or the name of an object. */
function aimOf(given: readonly string[], entry: string): Aim {
  const places: { file: string; line: number }[] = [];
  const objects: string[] = [];
  for (const each of given) {
    const place = /^(?:(.+):)?([1-9]\d*)$/.exec(each);
    if (place) places.push({ file: place[1] ?? entry, line: Number(place[2]) });
    else if (/^[\w$.[\]-]+$/.test(each)) objects.push(each);
    else throw new UsageError(`--aim takes a line, FILE:LINE or the name of an object, not "${each}"`);
  }
  return { places, objects, kinds: [] };
}

function strategyOf(name: string): PlannerName {
  const known = plannerNames.find((each) => each === name);
  if (known) return known;
  throw new UsageError(`--strategy is one of ${plannerNames.join(', ')}, not "${name}"`);
}
