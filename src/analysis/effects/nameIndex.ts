/**
 * Names of everything that can be called, and of properties, over all files. A call of a name that is not here cannot
 * have an effect, and is not even resolved: most of a program's calls are such.
 */
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
  readonly #byModule = new WeakMap<ModuleNode, ModuleNames>();
  #counts: ReadonlyMap<string, number> = new Map();
  #properties: ReadonlySet<string> = new Set();

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

  /** Reads the names of all modules again; those of a module that is still the same are remembered. */
  update(): void {
    const counts = new Map<string, number>();
    const properties = new Set<string>();
    for (const module of this.program.modules.values()) {
      const names = this.#namesOf(module);
      for (const name of names.callable) counts.set(name, (counts.get(name) ?? 0) + 1);
      for (const name of names.properties) properties.add(name);
    }
    this.#counts = counts;
    this.#properties = properties;
  }

  isProperty(name: string): boolean {
    return this.#properties.has(name);
  }
  isCallable(name: string): boolean {
    return this.#counts.has(name) || this.#library.has(name);
  }
  /** Whether a method of one of the language's library types has that name, and an effect. */
  isOfLibrary(name: string, language: string): boolean {
    return this.#methods.get(language)?.has(name) === true;
  }
  isTooCommon(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > tooCommon;
  }

  #namesOf(module: ModuleNode): ModuleNames {
    const known = this.#byModule.get(module);
    if (known) return known;
    const names = collect(module);
    this.#byModule.set(module, names);
    return names;
  }
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

function simpleName(name: string): string {
  return lastPart(name).replace(/#\d+$/, '');
}

/** Whether the body calls, enters or waits for anything; if not, it has no effect whatever else it does. */
function isBusy(body: Block): boolean {
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
