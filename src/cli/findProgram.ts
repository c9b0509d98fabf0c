/** The program that an argument names: an example by its id, or a file. */
import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readCatalogue } from '../engine/examples/catalogue.js';
import { examplesFolder } from './packageFolders.js';
import { UsageError } from './usageError.js';

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
  if (!/\.(?:ts|js|mjs|py)$/.test(target))
    throw new UsageError(`there is no example "${target}"; "threadlanes examples" lists them`);
  const entry = resolve(target);
  if (!statSync(entry, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`cannot read ${target}: there is no such file`);
  return { entry, name: basename(target), variants: [] };
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
