/** Reads a schedule from a file and checks it: it may come from anywhere. */
import { readFileSync } from 'node:fs';
import { scheduleProblem } from '../trace/checkSchedule.js';
import type { Schedule } from '../trace/schedule.js';
import { UsageError } from './usageError.js';
import { whyNot } from './whyNot.js';

/** @throws UsageError when the file cannot be read or holds no schedule */
export function readSchedule(file: string): Schedule {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the schedule ${file}: ${whyNot(error)}`);
  }
  const problem = scheduleProblem(value);
  if (problem !== '') throw new UsageError(`${file}: ${problem}`);
  return value as Schedule;
}
