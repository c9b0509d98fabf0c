/** The program that an argument names: an example by its id, or a file. */
import { type Stats, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readCatalogue } from '../engine/examples/catalogue.js';
import { examplesFolder } from './packageFolders.js';
import { UsageError } from './usageError.js';

const runnable = /\.(?:ts|js|mjs|py)$/;

export interface Found {
  readonly entry: string;
  readonly name: string;
  /** Empty where the program's variants are not known. */
  readonly variants: readonly string[];
}

/** @throws UsageError when there is no such program */
export function findProgram(target: string): Found {
  const example = readCatalogue(examplesFolder).find(({ id }) => id === target);
  if (example) {
    return {
      entry: join(examplesFolder, example.file),
      name: example.id,
      variants: example.variants.map(({ name }) => name),
    };
  }
  const entry = resolve(target);
  const found = statSync(entry, { throwIfNoEntry: false });
  if (found?.isFile() && runnable.test(target)) return { entry, name: basename(target), variants: [] };
  throw new UsageError(refusal(target, found));
}

function refusal(target: string, found: Stats | undefined): string {
  if (found?.isDirectory()) return `${target} is a folder; give the file that begins the program`;
  if (found && target.endsWith('.tltrace'))
    return `${target} is a run that is over; "threadlanes export ${target} --to html -o page.html" makes a page of it`;
  if (found) return `${target} cannot be run: a program is a .ts, .js, .mjs or .py file`;
  if (/[/\\.]/.test(target)) return `cannot read ${target}: there is no such file`;
  return `there is no example "${target}"; "threadlanes examples" lists them`;
}

/** The variant to run; null for a program without. @throws UsageError for one that it does not have */
export function chosenVariant(
  wanted: string | undefined,
  known: readonly string[],
  target: string,
): string | null {
  if (wanted === undefined) return known[0] ?? null;
  if (known.length > 0 && !known.includes(wanted)) {
    throw new UsageError(`${target} has no variant "${wanted}"; it has ${known.join(', ')}`);
  }
  return wanted;
}
