/** Arguments of `check`, checked against the disk: what is wrong is said in one line. */
import { type Stats, statSync } from 'node:fs';
import { dirname, extname, resolve, sep } from 'node:path';
import { parseOptions } from '../parseOptions.js';
import { UsageError } from '../usageError.js';
import { whyNot } from '../whyNot.js';

export type Format = 'text' | 'json' | 'sarif';

export interface CheckArguments {
  readonly folders: readonly string[];
  /** Files that were named themselves: they are checked even where a walk would leave them out. */
  readonly files: readonly string[];
  /** The folder that all of them lie in. */
  readonly base: string;
  readonly format: Format;
}

export const checkOptions = { format: { type: 'string', default: 'text' } } as const;
const formats: readonly string[] = ['text', 'json', 'sarif'] satisfies Format[];

export function parseCheckArguments(
  args: readonly string[],
  extensions: ReadonlySet<string>,
): CheckArguments {
  const { values, positionals } = parseOptions('check', args, checkOptions);
  if (positionals.length === 0)
    throw new UsageError('check: which files or folders? "threadlanes check ." checks all');
  if (!formats.includes(values.format))
    throw new UsageError(`--format is text, json or sarif, not "${values.format}"`);
  const folders: string[] = [];
  const files: string[] = [];
  for (const given of positionals) {
    const path = resolve(given);
    if (statOf(given).isDirectory()) folders.push(path);
    else if (extensions.has(extname(path))) files.push(path);
    else throw new UsageError(`check: ${given} is no file of ${[...extensions].join(', ')}`);
  }
  return {
    folders,
    files,
    base: commonFolder([...folders, ...files.map(dirname)]),
    format: values.format as Format,
  };
}

function statOf(given: string): Stats {
  try {
    return statSync(resolve(given));
  } catch (error) {
    throw new UsageError(`check: cannot read ${given}: ${whyNot(error)}`);
  }
}

/** The deepest folder that holds all of them; each is absolute. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] as string;
  const holds = (folder: string): boolean =>
    folder === common || folder.startsWith(common.endsWith(sep) ? common : common + sep);
  while (!folders.every(holds) && common !== dirname(common)) common = dirname(common);
  return common;
}
