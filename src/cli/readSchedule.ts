/** Reads a schedule from a file and checks it: it may come from anywhere. */
import { readFileSync } from 'node:fs';
import type { TraceHeader } from '../trace/header.js';
import type { Schedule } from '../trace/schedule.js';
import { UsageError } from './usageError.js';

/** @throws UsageError when the file cannot be read or holds no schedule */
export function readSchedule(file: string): Schedule {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `cannot read the schedule ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const problem = problemOf(value as Partial<Record<keyof Schedule, unknown>> | null);
  if (problem !== '') throw new UsageError(`${file}: ${problem}`);
  return value as Schedule;
}

/** Whether the schedule was made for exactly the texts of this run. */
export function isMadeFor(schedule: Schedule, header: TraceHeader): boolean {
  return (
    schedule.program.length === header.files.length &&
    header.files.every((file, index) => file.hash === schedule.program[index])
  );
}

function problemOf(value: Partial<Record<keyof Schedule, unknown>> | null): string {
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
