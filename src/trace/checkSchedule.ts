/** A schedule may come from anywhere: whether it is one, and whether it is one of this program. */
import type { TraceHeader } from './header.js';
import type { Schedule } from './schedule.js';

/** Whether the schedule was made for exactly the texts of this run. */
export function isMadeFor(schedule: Schedule, header: Pick<TraceHeader, 'files'>): boolean {
  return (
    schedule.program.length === header.files.length &&
    header.files.every((file, index) => file.hash === schedule.program[index])
  );
}

/** What is wrong with a value that is to be a schedule; '' if nothing is. */
export function scheduleProblem(given: unknown): string {
  const value = given as Partial<Record<keyof Schedule, unknown>> | null;
  if (value?.format !== 'threadlanes-schedule')
    return 'this is not a schedule ("format" must be "threadlanes-schedule")';
  if (value.version !== 1)
    return `this schedule has version ${String(value.version)}; this Threadlanes reads version 1`;
  if (!isListOf(value.program, (item) => typeof item === 'string'))
    return '"program" must be a list of hashes';
  if (value.variant !== null && typeof value.variant !== 'string') return '"variant" must be a text or null';
  if (!isCount(value.seed)) return '"seed" must be a whole number';
  if (!isListOf(value.switches, isSwitch))
    return '"switches" must be a list of [scheduling point, thread id]';
  return '';
}

function isListOf(value: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}

function isSwitch(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
