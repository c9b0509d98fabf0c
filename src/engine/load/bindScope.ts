/** Builds a module's scope from its statements, and its imports from the scopes of what it imports. It must never check. */
import type { Links } from './links.js';
import type { ModuleImport } from './loadedProgram.js';
import { type Binding, ModuleScope } from './moduleScope.js';
import { runtimeModules } from './runtimeModules.js';
import type { SourceModule } from './sourceModule.js';

/** `scopes`: of the modules loaded before, by index. */
export function bindScope(
  module: SourceModule,
  links: Links,
  imports: readonly ModuleImport[],
  scopes: readonly ModuleScope[],
): ModuleScope {
  const scope = new ModuleScope(module);
  const scopeOf = (index: number): ModuleScope | undefined => {
    const from = imports[index];
    return from?.kind === 'module' ? scopes[from.index] : undefined;
  };
  for (const statement of module.program.body) scope.declare(statement);
  for (const { local, index, name } of links.imported) {
    const from = imports[index];
    const other = scopeOf(index);
    if (other) scope.bindImport(local, other, name);
    else if (from?.kind === 'runtime' && runtimeModules.includes(from.name)) scope.bindRuntime(local, name);
  }
  for (const index of links.exportedWhole) {
    for (const [name, binding] of scopeOf(index)?.exports ?? []) scope.exports.set(name, binding);
  }
  for (const { exported, local, index } of links.exported) {
    const binding =
      index === undefined ? scope.bindings.get(local) : bindingFrom(scopeOf(index), local, scope);
    if (binding) scope.exports.set(exported, binding);
  }
  return scope;
}

/** What is exported straight from elsewhere: from a file, or from the runtime. */
function bindingFrom(other: ModuleScope | undefined, name: string, scope: ModuleScope): Binding {
  const unknown: Binding = { name, kind: 'runtime', value: null, runtimeName: name, scope };
  if (other && name === '*') return { name, kind: 'namespace', value: null, scope: other };
  return other?.exports.get(name) ?? unknown;
}
