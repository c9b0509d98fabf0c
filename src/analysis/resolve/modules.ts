/** Imports: a name of the library, or a module of the workspace and what it exports. */
import type { ImportExpression } from '../model/expression.js';
import type { FunctionNode } from './program.js';
import type { Resolver } from './resolver.js';
import { noValues, type Value } from './value.js';

/** The import as a name of the library table, if the table knows the module. */
export function memberOfLibrary(
  resolver: Resolver,
  expression: ImportExpression,
  node: FunctionNode,
): Value[] | undefined {
  const { module, name } = expression;
  const library = resolver.program.frontEndOf(node.module)?.library;
  if (!library || module.startsWith('.')) return undefined;
  if (!knownModules(library).has(module)) return undefined;
  const full = name === undefined ? module : `${module}.${name}`;
  return [{ kind: 'library', name: resolver.library.canonical(full) }];
}

const modulesOfLibraries = new WeakMap<object, ReadonlySet<string>>();

/** Every module that a table has a name of, and the packages around it. */
function knownModules(library: { types: object; functions: object; aliases: object }): ReadonlySet<string> {
  const known = modulesOfLibraries.get(library);
  if (known) return known;
  const modules = new Set<string>();
  const names = [library.types, library.functions, library.aliases].flatMap((table) => Object.keys(table));
  for (const name of names) {
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
      modules.add(name.slice(0, dot));
  }
  modulesOfLibraries.set(library, modules);
  return modules;
}

/** A module of the workspace, or its variable `name`, or its submodule of that name. */
export function memberOfModule(
  resolver: Resolver,
  from: ImportExpression | { readonly kind: 'module'; readonly path: string },
  node: FunctionNode | undefined,
  member?: string,
): readonly Value[] {
  const { program } = resolver;
  if (from.kind === 'import') {
    if (!node) return noValues;
    const path = importedModule(resolver, from.module, node);
    if (from.name === undefined) return path === undefined ? noValues : [{ kind: 'module', path }];
    if (path !== undefined) {
      const found = memberOfModule(resolver, { kind: 'module', path }, node, from.name);
      if (found.length > 0) return found;
    }
    const separator = from.module.endsWith('.') ? '' : '.';
    const submodule = importedModule(resolver, `${from.module}${separator}${from.name}`, node);
    return submodule === undefined ? noValues : [{ kind: 'module', path: submodule }];
  }
  const module = program.modules.get(from.path);
  if (!module || member === undefined) return noValues;
  const found = module.variables.has(member) || module.main.facts.importedAll.length > 0;
  if (found) return resolver.variable(module, member);
  const submodule = program.importedPath(`.${member}`, module);
  return submodule === undefined ? noValues : [{ kind: 'module', path: submodule }];
}

/** Whoever imports a module may ask it for anything, now or later. */
function importedModule(resolver: Resolver, specifier: string, node: FunctionNode): string | undefined {
  const path = resolver.program.importedPath(specifier, node.module);
  if (path !== undefined) resolver.program.depend(node.module.path, path);
  return path;
}
