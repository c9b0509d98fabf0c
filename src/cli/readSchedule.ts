/** Reads a schedule from a file and checks it: it may come from anywhere. */
import { readFileSync } from 'node:fs';
import { scheduleProblem } from '../trace/checkSchedule.js';
import type { Schedule } from '../trace/schedule.js';
import { UsageError } from './usageError.js';
import { whyNot } from './whyNot.js';

/**
 * The schedule in a file: alone, as VS Code saves it, or in a report of `explore --json`.
 * @throws UsageError when the file cannot be read or holds no schedule
 */
export function readSchedule(file: string): Schedule {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the schedule ${file}: ${whyNot(error)}`);
  }
  const schedule = isReport(value) ? value.schedule : value;
  if (schedule === null && value !== null)
    throw new UsageError(`${file}: a report without a schedule, as no schedule failed`);
  const problem = scheduleProblem(schedule);
  if (problem !== '') throw new UsageError(`${file}: ${problem}`);
  return schedule as Schedule;
}

function isReport(value: unknown): value is { schedule: unknown } {
  return typeof value === 'object' && value !== null && 'schedule' in value;
}
