/** Loads and runs small programs for the tests here, with stand-ins for the runtime. Holds no expectations. */
import { Script } from 'node:vm';
import { LoadError, type Problem } from '../../../src/engine/load/loadError.js';
import type { LoadedProgram } from '../../../src/engine/load/loadedProgram.js';
import { loadProgram } from '../../../src/engine/load/loadProgram.js';

export type Files = Readonly<Record<string, string>>;
type Exports = Record<string, unknown>;

/** Loads a program of these files; a single text is main.ts. */
export function load(files: string | Files, entry = 'main.ts'): LoadedProgram {
  const all: Files = typeof files === 'string' ? { [entry]: files } : files;
  return loadProgram(`folder/${entry}`, (path) => {
    const text = all[path.replace(/\\/g, '/').replace('folder/', '')];
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return text;
  });
}

/** The problems of a program that is refused; none if it loads. */
export function problemsOf(files: string | Files, entry?: string): readonly Problem[] {
  try {
    load(files, entry);
    return [];
  } catch (error) {
    if (error instanceof LoadError) return error.problems;
    throw error;
  }
}

/** Each problem as "line: message". */
export function refusals(files: string | Files, entry?: string): string[] {
  return problemsOf(files, entry).map(({ line, message }) => `${line}: ${message}`);
}

/** What a program sees of the runtime: each operation notes where the program says it is. */
export interface Runtime {
  readonly exports: Exports;
  readonly kept: string[];
  /** "line name" of each site that was announced when `at` was called, in order. */
  readonly places: string[];
}

/** Runs all modules of a program; `world` is what its `threadlanes` exports, given a way to note the place. */
export function run(
  program: LoadedProgram,
  world: (place: (what: string) => void) => Exports = () => ({}),
): Runtime {
  const site = new Int32Array(1);
  const places: string[] = [];
  const kept: string[] = [];
  const place = (what: string): void => {
    places.push(`${program.sites[site[0] ?? 0]?.line} ${what}`);
  };
  const at = <T>(id: number, value: T): T => {
    site[0] = id;
    return value;
  };
  const keep = <T>(value: T, name: string): T => {
    kept.push(name);
    return value;
  };
  const runtime = world(place);
  const all: Exports[] = program.modules.map(() => ({}));
  program.modules.forEach((module, index) => {
    const imports = module.imports.map((each) => (each.kind === 'module' ? all[each.index] : runtime));
    compile(module.code)(site, at, keep, undefined, imports, all[index]);
  });
  return { exports: all[program.entry] ?? {}, kept, places };
}

function compile(code: string): (...given: unknown[]) => void {
  const source = `(function(__site,__at,__keep,__await,__imports,__exports){"use strict";${code}\n})`;
  return new Script(source).runInThisContext() as (...given: unknown[]) => void;
}

/** Runs a program and its main(), and returns what main() returns. */
export function runMain(files: string | Files, entry?: string): unknown {
  const { exports } = run(load(files, entry));
  return (exports.main as () => unknown)();
}
