/** Compiles the modules of a program once a worker, and evaluates them once a run. */
import { Script } from 'node:vm';
import { AsyncGenerator, Rounds } from '../../runtime/asyncio/asyncGenerator.js';
import { Awaited, type Coroutine, nameCoroutines } from '../../runtime/asyncio/coroutines.js';
import { Delegation, Item } from '../../runtime/asyncio/delegation.js';
import { isAwaitable, notAwaitable } from '../../runtime/asyncio/future.js';
import * as asyncio from '../../runtime/asyncio.js';
import { keep } from '../../runtime/freeze.js';
import * as gevent from '../../runtime/gevent.js';
import type { Kernel } from '../../runtime/kernel.js';
import { siteAt } from '../../runtime/memory.js';
import * as multiprocessing from '../../runtime/multiprocessing.js';
import * as net from '../../runtime/net.js';
import { SyncManager } from '../../runtime/processes/manager.js';
import { AsyncResult, IMapIterator } from '../../runtime/processes/poolResults.js';
import {
  ArrayProxy,
  DictProxy,
  ListProxy,
  NamespaceProxy,
  ValueProxy,
} from '../../runtime/processes/proxies.js';
import { useExports } from '../../runtime/programFunctions.js';
import { Shared } from '../../runtime/shared.js';
import { SharedArray } from '../../runtime/sharedArray.js';
import * as threadlanes from '../../runtime/threadlanes.js';
import type { ProgramCode } from './messages.js';

export type Exports = Record<string, unknown>;
type ModuleBody = (
  site: Int32Array,
  at: <T>(site: number, value: T) => T,
  keepValue: typeof keep,
  awaited: (site: number, value: unknown) => Awaited,
  imports: readonly unknown[],
  exports: Exports,
) => void;

/** How a stack trace names a file of the program; no real path looks like it. */
export const fileScheme = 'threadlanes-program:';

/** Names that a program finds undefined. */
const hidden = 'Atomics,SharedArrayBuffer';

const runtimeModules: Readonly<Record<string, unknown>> = {
  threadlanes,
  'threadlanes/asyncio': asyncio,
  'threadlanes/gevent': gevent,
  'threadlanes/multiprocessing': multiprocessing,
  'threadlanes/net': net,
};
/** Classes that programs see objects of, and do not import. */
const unexported = {
  AsyncResult,
  IMapIterator,
  ArrayProxy,
  DictProxy,
  ListProxy,
  NamespaceProxy,
  Shared,
  SharedArray,
  SyncManager,
  ValueProxy,
};
for (const module of [...Object.values(runtimeModules), unexported])
  giveNames(module as Readonly<Record<string, unknown>>);

/**
 * A bundler renames classes; programs, pictures and error messages know them by the names of their exports. (Having the
 * bundler keep all names costs a call for each closure that is made, also in the middle of a queue's put.)
 */
function giveNames(module: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(module))
    if (typeof value === 'function') Object.defineProperty(value, 'name', { value: name });
}

let compiledId = -1;
let bodies: readonly ModuleBody[] = [];

function compile(program: ProgramCode): void {
  bodies = program.modules.map((module) => {
    const source = `(function(__site,__at,__keep,__await,__imports,__exports,${hidden}){"use strict";${module.code}\n})`;
    return new Script(source, { filename: fileScheme + module.path }).runInThisContext() as ModuleBody;
  });
  compiledId = program.id;
}

/**
 * Evaluates all modules for the process of the kernel's thread and returns the exports of each. `level` says whether the
 * thread is the process's first, which makes the objects of the module level, or attaches to what that one made.
 */
export function evaluate(
  program: ProgramCode,
  kernel: Kernel,
  level: 'makes' | 'attaches',
): readonly Exports[] {
  if (compiledId !== program.id) compile(program);
  const site = kernel.words.subarray(siteAt(kernel.worker), siteAt(kernel.worker) + 1);
  const at = <T>(id: number, value: T): T => {
    site[0] = id;
    return value;
  };
  // Refused here, where the stack tells the line.
  const awaited = (id: number, value: unknown): Awaited => {
    if (!isAwaitable(value)) throw notAwaitable(value);
    return new Awaited(at(id, value));
  };
  const forAsync = Object.assign(awaited, {
    named: nameCoroutines,
    generator: (body: Coroutine) => new AsyncGenerator(body),
    item: (value?: unknown) => new Item(value),
    each: (items: unknown) => new Delegation(items),
    method: (callee: unknown, self: unknown) => methodOf(callee as Callee, self),
    rounds: (items: Iterable<unknown>) => new Rounds(items),
  });
  const all: Exports[] = program.modules.map(() => ({}));
  kernel.moduleLevel = level;
  kernel.forbidden =
    'the module level only creates shared objects; do this in main() or in a function that it calls';
  useExports(all);
  try {
    program.modules.forEach((module, index) => {
      const imports = module.imports.map((wanted) =>
        wanted.kind === 'module' ? all[wanted.index] : runtimeModule(wanted.name),
      );
      (bodies[index] as ModuleBody)(site, at, keep, forAsync, imports, all[index] as Exports);
    });
  } finally {
    kernel.moduleLevel = 'outside';
    kernel.forbidden = '';
  }
  return all;
}

type Callee = (...args: readonly unknown[]) => unknown;

/** A method that keeps its object. What is no function throws when it is called, as everywhere. */
function methodOf(callee: Callee, self: unknown): Callee {
  return (...args) => Reflect.apply(callee, self, args);
}

function runtimeModule(name: string): unknown {
  const found = runtimeModules[name];
  if (!found) throw new Error(`the module "${name}" is not part of this version of Threadlanes`);
  return found;
}
