/**
 * All files together: finds modules, functions and classes by id, and the module that an import means. Knows which
 * module has asked for which, so that a change reaches those that depend on it and no others.
 */
import type { FrontEnd } from '../frontEnd.js';
import type { ClassModel, FunctionModel, ModuleModel } from '../model/module.js';
import { simpleName } from '../model/spelling.js';
import { type Fact, type FunctionFacts, factsOf } from './facts.js';
import { type InterfaceKey, interfaceKey } from './interfaceKey.js';
import { type ClassId, type FunctionId, type Place, placeAt } from './place.js';

/** How the languages name the function that sets up a new object. */
const constructorNames = /(?:^|\.)(?:__init__|__post_init__|constructor)(?:#\d+)?$/;

export class FunctionNode {
  readonly id: FunctionId;
  readonly #parameterPlaces: Place[] = [];
  #facts: FunctionFacts | undefined;
  #isConstructor: boolean | undefined;

  constructor(
    readonly module: ModuleNode,
    readonly index: number,
    readonly model: FunctionModel,
  ) {
    this.id = `${module.path}:${model.name}`;
  }

  /** The place of a parameter, the same object each time. */
  parameterPlace(index: number): Place {
    let place = this.#parameterPlaces[index];
    if (!place) {
      place = placeAt({ kind: 'parameter', function: this.id, index });
      this.#parameterPlaces[index] = place;
    }
    return place;
  }

  get facts(): FunctionFacts {
    this.#facts ??= factsOf(this.model);
    return this.#facts;
  }
  /** The index of the parameter of that name; -1 if there is none. */
  parameterIndex(name: string): number {
    const { parameters } = this.model;
    for (let index = 0; index < parameters.length; index++)
      if (parameters[index]?.name === name) return index;
    return -1;
  }
  get parent(): FunctionNode | undefined {
    return this.model.parent === undefined ? undefined : this.module.functions[this.model.parent];
  }
  get class(): ClassNode | undefined {
    return this.model.class === undefined ? undefined : this.module.classes[this.model.class];
  }
  get isModule(): boolean {
    return this.index === 0;
  }
  /** Whether it sets up a new object of its class. */
  get isConstructor(): boolean {
    this.#isConstructor ??= this.model.class !== undefined && constructorNames.test(this.model.name);
    return this.#isConstructor;
  }
}

export class ClassNode {
  readonly id: ClassId;
  readonly #attributes = new Map<string, ClassModel['attributes'][number]>();
  #constructors: readonly FunctionNode[] | undefined;

  constructor(
    readonly module: ModuleNode,
    readonly index: number,
    readonly model: ClassModel,
  ) {
    this.id = `${module.path}:${model.name}`;
    // The last binding of a name counts, as when the body runs.
    for (const attribute of model.attributes) this.#attributes.set(attribute.name, attribute);
  }

  attribute(name: string): ClassModel['attributes'][number] | undefined {
    return this.#attributes.get(name);
  }
  /** The functions that are its methods, decorated or not. */
  get methods(): readonly FunctionNode[] {
    return this.module.methodsOf(this.index);
  }
  get constructors(): readonly FunctionNode[] {
    this.#constructors ??= this.methods.filter((method) => method.isConstructor);
    return this.#constructors;
  }
}

export class ModuleNode {
  readonly path: string;
  readonly functions: readonly FunctionNode[];
  readonly classes: readonly ClassNode[];
  #methods: FunctionNode[][] | undefined;
  #byName: ReadonlyMap<string, readonly FunctionNode[]> | undefined;
  #variables: ReadonlyMap<string, readonly Fact[]> | undefined;
  #interface: InterfaceKey | undefined;

  constructor(readonly model: ModuleModel) {
    this.path = model.path;
    this.functions = model.functions.map((each, index) => new FunctionNode(this, index, each));
    this.classes = model.classes.map((each, index) => new ClassNode(this, index, each));
  }

  get interface(): InterfaceKey {
    this.#interface ??= interfaceKey(this);
    return this.#interface;
  }

  methodsOf(index: number): readonly FunctionNode[] {
    if (!this.#methods) {
      this.#methods = this.classes.map(() => []);
      for (const each of this.functions)
        if (each.model.class !== undefined) this.#methods[each.model.class]?.push(each);
    }
    return this.#methods[index] ?? [];
  }

  /** Its functions that are called so in their class, their function or the module. */
  functionsNamed(name: string): readonly FunctionNode[] {
    this.#byName ??= byName(this.functions);
    return this.#byName.get(name) ?? [];
  }

  get main(): FunctionNode {
    return this.functions[0] as FunctionNode;
  }

  /** What its variables are bound to, by its own code and by functions that declare them global. */
  get variables(): ReadonlyMap<string, readonly Fact[]> {
    this.#variables ??= this.#collectVariables();
    return this.#variables;
  }

  #collectVariables(): ReadonlyMap<string, readonly Fact[]> {
    const declaring = this.functions.filter((node) => node.model.globals);
    if (declaring.length === 0) return this.main.facts.names;
    const variables = new Map(this.main.facts.names);
    for (const node of declaring) {
      for (const name of node.model.globals ?? []) {
        const facts = node.facts.names.get(name);
        if (facts) variables.set(name, [...(variables.get(name) ?? []), ...facts]);
      }
    }
    return variables;
  }
}

function byName(functions: readonly FunctionNode[]): ReadonlyMap<string, readonly FunctionNode[]> {
  const named = new Map<string, FunctionNode[]>();
  for (const node of functions) {
    const name = simpleName(node.model.name);
    const known = named.get(name);
    if (known) known.push(node);
    else named.set(name, [node]);
  }
  return named;
}

export class Program {
  readonly modules = new Map<string, ModuleNode>();
  readonly frontEnds: ReadonlyMap<string, FrontEnd>;
  readonly #functions = new Map<FunctionId, FunctionNode>();
  readonly #classes = new Map<ClassId, ClassNode>();
  /** By the name of an attribute: the classes whose bodies bind it. */
  readonly #binders = new Map<string, Set<ClassNode>>();
  /** By a module's path: what its specifiers mean. */
  readonly #specifiers = new Map<string, Map<string, string | undefined>>();
  /** By a module's path: the modules whose resolution has looked into it. */
  readonly #askers = new Map<string, Set<string>>();

  constructor(frontEnds: readonly FrontEnd[]) {
    this.frontEnds = new Map(frontEnds.map((frontEnd) => [frontEnd.language, frontEnd]));
  }

  set(model: ModuleModel): ModuleNode {
    this.remove(model.path);
    const node = new ModuleNode(model);
    this.modules.set(node.path, node);
    for (const each of node.functions) this.#functions.set(each.id, each);
    for (const each of node.classes) {
      this.#classes.set(each.id, each);
      for (const { name } of each.model.attributes) {
        const binders = this.#binders.get(name);
        if (binders) binders.add(each);
        else this.#binders.set(name, new Set([each]));
      }
    }
    return node;
  }

  remove(path: string): void {
    const node = this.modules.get(path);
    if (!node) return;
    for (const each of node.functions) this.#functions.delete(each.id);
    for (const each of node.classes) {
      this.#classes.delete(each.id);
      for (const { name } of each.model.attributes) this.#binders.get(name)?.delete(each);
    }
    this.modules.delete(path);
  }

  /** To be called when a file has come or gone: gives the modules with an import that means another file now. */
  forgetImports(): Set<string> {
    const changed = new Set<string>();
    for (const [path, specifiers] of this.#specifiers) {
      const module = this.modules.get(path);
      if (!module) continue;
      for (const [specifier, meant] of specifiers)
        if (this.#find(specifier, module) !== meant) changed.add(path);
    }
    for (const path of changed) this.#specifiers.delete(path);
    return changed;
  }

  function(id: FunctionId): FunctionNode | undefined {
    return this.#functions.get(id);
  }
  class(id: ClassId): ClassNode | undefined {
    return this.#classes.get(id);
  }
  /** The classes that bind the name in their bodies. */
  classesWith(name: string): Iterable<ClassNode> {
    return this.#binders.get(name) ?? [];
  }
  get classes(): IterableIterator<ClassNode> {
    return this.#classes.values();
  }

  frontEndOf(module: ModuleNode): FrontEnd | undefined {
    return this.frontEnds.get(module.model.language);
  }

  /** The path of the file that `specifier` means in `from`, if the workspace has it. */
  importedPath(specifier: string, from: ModuleNode): string | undefined {
    let specifiers = this.#specifiers.get(from.path);
    if (!specifiers) {
      specifiers = new Map();
      this.#specifiers.set(from.path, specifiers);
    }
    if (!specifiers.has(specifier)) specifiers.set(specifier, this.#find(specifier, from));
    return specifiers.get(specifier);
  }

  #find(specifier: string, from: ModuleNode): string | undefined {
    for (const candidate of this.frontEndOf(from)?.candidates(specifier, from.path) ?? []) {
      if (candidate !== from.path && this.modules.has(candidate)) return candidate;
    }
    return undefined;
  }

  /** By the path of a module: those that import it, and have used what they import. */
  importers(): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const [importer, specifiers] of this.#specifiers) {
      if (!this.modules.has(importer)) continue;
      for (const path of specifiers.values())
        if (path !== undefined) {
          const known = importers.get(path);
          if (known) known.push(importer);
          else importers.set(path, [importer]);
        }
    }
    return importers;
  }

  /** Notes that what is known of `asker` depends on the module `path`. */
  depend(asker: string, path: string): void {
    if (asker === path) return;
    const askers = this.#askers.get(path);
    if (askers) askers.add(asker);
    else this.#askers.set(path, new Set([asker]));
  }

  /** The modules that depend on `path`, over any number of steps, without itself. */
  dependents(path: string): Set<string> {
    const found = new Set<string>();
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const asker of this.#askers.get(next) ?? []) {
        if (found.has(asker)) continue;
        found.add(asker);
        waiting.push(asker);
      }
    }
    return found;
  }
}
