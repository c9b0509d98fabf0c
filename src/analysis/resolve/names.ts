/** Names: what a variable or a parameter may be, by all that is bound to it anywhere in its scope. */
import { unknownAt } from './arguments.js';
import { selfOf } from './classes.js';
import { distinct } from './distinct.js';
import { keyName } from './elements.js';
import type { Fact } from './facts.js';
import { memberOfModule } from './modules.js';
import { fieldOf, type Place, placeAt } from './place.js';
import type { FunctionNode, ModuleNode } from './program.js';
import type { Resolver } from './resolver.js';
import { mostValues, noValues, type Value } from './value.js';

/** What a name may be in a function: a parameter, a variable of it or of a function around, or of the module. */
export function lookUp(resolver: Resolver, name: string, node: FunctionNode): readonly Value[] {
  for (let scope: FunctionNode | undefined = node; scope; scope = scope.parent) {
    if (scope.isModule || scope.model.globals?.includes(name))
      return variableOf(resolver, scope.module, name);
    if (scope.model.nonlocals?.includes(name)) continue;
    const index = scope.parameterIndex(name);
    const facts = scope.facts.names.get(name);
    if (index >= 0) return parameterOr(resolver, scope, index, facts);
    if (facts) return boundTo(resolver, scope, facts, { kind: 'local', function: scope.id, name });
  }
  return noValues;
}

/** What a module's variable may be; a name that no module binds may be one that every file sees. */
export function variableOf(resolver: Resolver, module: ModuleNode, name: string): readonly Value[] {
  const facts = module.variables.get(name);
  if (facts) return boundTo(resolver, module.main, facts, { kind: 'module', path: module.path, name });
  for (const imported of module.main.facts.importedAll) {
    const found = memberOfModule(resolver, { kind: 'import', module: imported, name }, module.main);
    if (found.length > 0) return found;
  }
  return resolver.library.operation(name, module) || resolver.library.type(name, module)
    ? [{ kind: 'library', name }]
    : noValues;
}

/** Worked out once. A name that depends on itself (`x = x or f(x)`) is nothing while it is being worked out. */
function once(
  resolver: Resolver,
  scope: FunctionNode,
  facts: readonly Fact[],
  workOut: () => readonly Value[],
): readonly Value[] {
  const { names } = resolver.memory.of(scope);
  const known = names.get(facts);
  if (known) return known;
  names.set(facts, noValues);
  const found = workOut();
  names.set(facts, found);
  return found;
}

function boundTo(
  resolver: Resolver,
  scope: FunctionNode,
  facts: readonly Fact[],
  root: Place['root'],
): readonly Value[] {
  return once(resolver, scope, facts, () => allBound(resolver, scope, facts, placeAt(root)));
}

function allBound(
  resolver: Resolver,
  scope: FunctionNode,
  facts: readonly Fact[],
  place: Place,
): readonly Value[] {
  const found: Value[] = [];
  for (const fact of facts) {
    const values = resolver.evaluate(fact.value, scope);
    if (fact.element) {
      const inner = fieldOf(place, fact.key ? keyName(resolver, fact.key, scope) : '[]');
      found.push({ kind: 'collection', items: [values.map((value) => resolver.adopt(value, inner, scope))] });
    } else found.push(...values.map((value) => resolver.adopt(value, place, scope)));
  }
  return distinct(found).slice(0, mostValues);
}

/** A parameter, or what its function puts in its place (`if lock is None: lock = Lock()`). */
function parameterOr(
  resolver: Resolver,
  scope: FunctionNode,
  index: number,
  facts: readonly Fact[] | undefined,
): readonly Value[] {
  const own = parameterOf(resolver, scope, index);
  return facts ? once(resolver, scope, facts, () => reassigned(resolver, scope, index, own, facts)) : [own];
}

function reassigned(
  resolver: Resolver,
  scope: FunctionNode,
  index: number,
  own: Value,
  facts: readonly Fact[],
): readonly Value[] {
  const name = scope.model.parameters[index]?.name ?? '';
  const others: Value[] = [];
  for (const fact of facts) {
    if (fact.element || (fact.value.kind === 'literal' && fact.value.value === null)) continue;
    const values = resolver.evaluate(fact.value, scope);
    if (values.length === 0) return noValues;
    const place = placeAt({ kind: 'local', function: scope.id, name });
    others.push(...values.map((value) => resolver.adopt(value, place, scope)));
  }
  return others.length === 0 ? [own] : distinct([own, ...others]);
}

export function parameterOf(resolver: Resolver, scope: FunctionNode, index: number): Value {
  if (index === 0 && scope.model.receiver !== undefined) return selfOf(scope);
  const place = scope.parameterPlace(index);
  const declared = scope.model.parameters[index]?.type;
  const [type] = declared ? resolver.evaluate(declared, scope.parent ?? scope) : [];
  if (type?.kind === 'class') return { kind: 'object', place, class: type.id };
  if (type?.kind === 'library' && resolver.library.type(type.name, scope.module))
    return { kind: 'object', place, library: type.name };
  return unknownAt(place);
}
