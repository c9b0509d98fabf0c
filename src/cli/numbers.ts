/** Numbers among the arguments. Throw UsageError that says what the option takes. */
import { UsageError } from './usageError.js';

export function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || value.trim() === '')
    throw new UsageError(`${name} takes a whole number, not "${value}"`);
  return number;
}

export function positive(name: string, value: string): number {
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number))
    throw new UsageError(`${name} takes a number above 0, not "${value}"`);
  return number;
}
