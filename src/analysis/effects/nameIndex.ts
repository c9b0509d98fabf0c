/**
 * Names of everything that can be called, and of properties, over all files. A call of a name that is not here cannot
 * have an effect, and is not even resolved: most of a program's calls are such.
 */

import { simpleName } from '../model/spelling.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import type { ModuleNode, Program } from '../resolve/program.js';
import type { NameIndex } from './callGraph.js';

/** Names that more functions have than this say nothing of the one that is meant. */
const tooCommon = 8;

interface ModuleNames {
  readonly callable: readonly string[];
  readonly properties: readonly string[];
}

export class Names implements NameIndex {
  /** Names of each language's library table, and of its methods that have an effect. */
  readonly #library = new Set<string>();
  readonly #methods = new Map<string, ReadonlySet<string>>();
  readonly #byPath = new Map<string, ModuleNames>();
  readonly #callable = new Map<string, number>();
  readonly #properties = new Map<string, number>();

  constructor(readonly program: Program) {
    for (const [language, { library }] of program.frontEnds) {
      const methods = new Set<string>();
      this.#methods.set(language, methods);
      for (const [name, type] of Object.entries(library.types)) {
        this.#library.add(lastPart(name));
        for (const [method, { op }] of Object.entries(type.methods)) {
          this.#library.add(method);
          if (op !== 'give' && op !== 'wrap') methods.add(method);
        }
      }
      for (const table of [library.functions, library.aliases])
        for (const name of Object.keys(table)) this.#library.add(lastPart(name));
    }
  }

  /** Reads the names of changed modules again; gives the names that nothing had before. */
  update(changed: Iterable<string>): Set<string> {
    const appeared = new Set<string>();
    for (const path of changed) {
      const module = this.program.modules.get(path);
      const before = this.#byPath.get(path);
      const names = module && collect(module);
      if (names) this.#byPath.set(path, names);
      else this.#byPath.delete(path);
      for (const name of names?.callable ?? []) if (count(this.#callable, name, 1) === 1) appeared.add(name);
      for (const name of names?.properties ?? []) count(this.#properties, name, 1);
      for (const name of before?.callable ?? []) count(this.#callable, name, -1);
      for (const name of before?.properties ?? []) count(this.#properties, name, -1);
    }
    return appeared;
  }

  isProperty(name: string): boolean {
    return this.#properties.has(name);
  }
  isCallable(name: string): boolean {
    return this.#callable.has(name) || this.#library.has(name);
  }
  /** Whether a method of one of the language's library types has that name, and an effect. */
  isOfLibrary(name: string, language: string): boolean {
    return this.#methods.get(language)?.has(name) === true;
  }
  isTooCommon(name: string): boolean {
    return (this.#callable.get(name) ?? 0) > tooCommon;
  }
}

/** Counts a name up or down; gives the new count. */
function count(counts: Map<string, number>, name: string, by: 1 | -1): number {
  const now = (counts.get(name) ?? 0) + by;
  if (now > 0) counts.set(name, now);
  else counts.delete(name);
  return now;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Attributes count as well: a class may bind a name to a function that has another. */
function collect(module: ModuleNode): ModuleNames {
  const callable = new Set<string>();
  const properties = new Set<string>();
  const busy = module.functions.map((node) => isBusy(node.model.body));
  module.functions.forEach((node, index) => {
    if (busy[index]) callable.add(simpleName(node.model.name));
    for (const name of node.facts.attributes.keys()) callable.add(name);
  });
  for (const node of module.classes) {
    callable.add(simpleName(node.model.name));
    for (const { name, value } of node.model.attributes) {
      if (value.kind !== 'function' && value.kind !== 'literal') callable.add(name);
      const decorated = value.kind === 'call' ? value.args[0]?.value : undefined;
      if (decorated?.kind === 'function' && busy[decorated.index]) properties.add(name);
      // Under another decorator, or several: it may be anything.
      else if (decorated?.kind === 'call') properties.add(name);
    }
  }
  for (const [name, facts] of module.variables)
    if (facts.some((fact) => fact.value.kind !== 'literal' && fact.value.kind !== 'other'))
      callable.add(name);
  return { callable: [...callable], properties: [...properties] };
}

const busyBodies = new WeakMap<Block, boolean>();

/** Whether the body calls, enters or waits for anything; if not, it has no effect whatever else it does. */
function isBusy(body: Block): boolean {
  let busy = busyBodies.get(body);
  if (busy === undefined) {
    busy = findsBusy(body);
    busyBodies.set(body, busy);
  }
  return busy;
}

function findsBusy(body: Block): boolean {
  let busy = false;
  eachStatement(body, (statement) => {
    if (busy) return;
    if (statement.kind === 'with') busy = true;
    for (const expression of expressionsIn(statement)) {
      visitExpression(expression, ({ kind }) => {
        if (kind === 'call' || kind === 'await' || kind === 'yield') busy = true;
      });
    }
  });
  return busy;
}
