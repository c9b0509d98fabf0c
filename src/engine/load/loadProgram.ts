/**
 * Loads a program: its entry file and the files of its folder that it imports, each in one pass, into plain data. It must
 * never run any of it, nor read outside that folder.
 */
import { dirname, join, relative } from 'node:path';
import { LoadError } from './loadError.js';
import type { LoadedProgram } from './loadedProgram.js';
import { Loader } from './loader.js';

/**
 * @param entryPath path of the entry file, as `readFile` understands it
 * @param folder holds all that may be imported; paths of files are relative to it
 * @throws LoadError with every problem found, in the order of files and lines
 */
export function loadProgram(
  entryPath: string,
  readFile: (path: string) => string,
  folder = dirname(entryPath),
): LoadedProgram {
  const name = relative(folder, entryPath).replaceAll('\\', '/');
  const loader = new Loader((path) => readFile(join(folder, path)));
  const entry = loader.load(
    name,
    readEntry(name, () => readFile(entryPath)),
  );
  const { problems, files, sites } = loader;
  const modules = loader.finish();
  if (problems.length === 0 && !modules[entry]?.exports.includes('main')) {
    const message = 'export function main() { ... } is what runs; this file has none';
    problems.push({ message, file: name, line: 1, column: 1 });
  }
  if (problems.length > 0) throw new LoadError(problems);
  return { entry, modules, files, sites: sites.sites };
}

function readEntry(name: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    // What Node appends after the reason is a path of this machine.
    const reason = String(error instanceof Error ? error.message : error).replace(/, \w+(?: '.*')?$/s, '');
    throw new LoadError([{ message: `cannot read ${name}: ${reason}`, file: name, line: 0, column: 0 }]);
  }
}
