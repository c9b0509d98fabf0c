/**
 * `threadlanes`: every primitive behaves as its namesake of CPython, and is spelled in camelCase. Its table is therefore
 * Python's, respelled; options are given by the same names.
 */
import type { Library, LibraryType, Operation } from '../model/library.js';
import { asyncioFunctions, asyncioTypes } from '../python/libraryAsyncio.js';
import { multiprocessingFunctions, multiprocessingTypes } from '../python/libraryProcesses.js';
import { threadingFunctions, threadingTypes } from '../python/libraryThreading.js';

const modules: readonly (readonly [python: string, threadlanes: string])[] = [
  ['threading.', 'threadlanes.'],
  ['queue.', 'threadlanes.'],
  ['concurrent.futures.', 'threadlanes.'],
  ['multiprocessing.', 'threadlanes/multiprocessing.'],
  ['asyncio.', 'threadlanes/asyncio.'],
];

/** `threading.Lock` to `threadlanes.Lock`; undefined for what threadlanes does not have. */
function respelled(name: string): string | undefined {
  for (const [python, own] of modules) {
    if (name.startsWith(python)) return own + camelCase(name.slice(python.length));
  }
  return undefined;
}

function camelCase(name: string): string {
  return name.replace(/(?<=.)_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An operation with the types that it gives respelled. */
function operation(of: Operation): Operation {
  if (of.op === 'give') return { ...of, type: respelled(of.type) ?? of.type };
  if ((of.op === 'spawn' || of.op === 'wait') && of.gives !== undefined) {
    return { ...of, gives: respelled(of.gives) ?? of.gives };
  }
  return of;
}

/** Nothing of it is a context: JavaScript has no `with` for locks. */
function type({ enter, leave, ...of }: LibraryType): LibraryType {
  const methods = Object.entries(of.methods).map(
    ([name, each]) => [camelCase(name), operation(each)] as const,
  );
  const base = of.base === undefined ? undefined : respelled(of.base);
  return { ...of, methods: Object.fromEntries(methods), ...(base !== undefined && { base }) };
}

function table<T>(from: Readonly<Record<string, T>>, convert: (of: T) => T): Record<string, T> {
  const entries = Object.entries(from).flatMap(([name, each]) => {
    const own = respelled(name);
    return own === undefined ? [] : [[own, convert(each)] as const];
  });
  return Object.fromEntries(entries);
}

export const threadlanesTypes: Library['types'] = table(
  { ...threadingTypes, ...multiprocessingTypes, ...asyncioTypes },
  type,
);

export const threadlanesFunctions: Library['functions'] = {
  ...table({ ...threadingFunctions, ...multiprocessingFunctions, ...asyncioFunctions }, operation),
  'threadlanes.sleep': { op: 'pause' },
};
