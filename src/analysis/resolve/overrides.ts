/**
 * What `self.method()` may run besides the method of the class it stands in: those of subclasses, whose objects inherit
 * the caller (class hierarchy analysis: Dean, Grove and Chambers, ECOOP 1995). Left out is a subclass that replaces the
 * caller, or an attribute that the base class makes: its object may have another lock under the same name.
 */
import type { Expression } from '../model/expression.js';
import { simpleName } from '../model/spelling.js';
import { attributesOf } from './attributeFacts.js';
import { classMember, selfOf } from './classes.js';
import type { ClassNode, FunctionNode, ModuleNode } from './program.js';
import type { Resolver } from './resolver.js';
import type { Value } from './value.js';

/** A method that more classes have than this says nothing of the one that is meant. */
const mostOverrides = 8;

export function overridesOf(resolver: Resolver, callee: Expression, node: FunctionNode): readonly Value[] {
  const owner = node.class;
  if (!owner || callee.kind !== 'attribute' || callee.of.kind !== 'name') return [];
  if (node.model.receiver !== 'instance' || callee.of.name !== node.model.parameters[0]?.name) return [];
  const found: ClassNode[] = [];
  for (const each of resolver.program.classesWith(callee.name))
    if (each !== owner && inherits(resolver, each, owner, simpleName(node.model.name))) found.push(each);
  if (found.length === 0 || found.length > mostOverrides) return [];
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found.flatMap((each) => {
    resolver.program.depend(node.module.path, each.module.path);
    return classMember(resolver, each, callee.name, selfOf(node)) ?? [];
  });
}

/** Whether an object of `node` runs `method` of `base`, with the attributes that `base` has made. */
function inherits(resolver: Resolver, node: ClassNode, base: ClassNode, method: string): boolean {
  const { classes } = resolver.lineage(node);
  const index = classes.indexOf(base);
  if (index < 0) return false;
  return classes
    .slice(0, index)
    .every((each) => !each.attribute(method) && !replacesAttribute(resolver, each, base));
}

function replacesAttribute(resolver: Resolver, node: ClassNode, base: ClassNode): boolean {
  return resolver
    .attributeNames(node)
    .some((name) => resolver.attributeFacts(base, name).some(({ fact }) => fact.value.kind === 'call'));
}

/**
 * The classes that may override each other's methods otherwise than before an edit, because one of the module's classes
 * makes other attributes now.
 */
export function rethoughtOverrides(resolver: Resolver, before: ModuleNode, after: ModuleNode): ClassNode[] {
  const known = new Map(before.classes.map((node) => [node.id, madeKey(node)]));
  const changed = after.classes.filter((node) => madeKey(node) !== known.get(node.id));
  return changed.flatMap((node) => {
    const heirs = [...resolver.program.classes].filter((each) =>
      resolver.lineage(each).classes.includes(node),
    );
    const related = new Set([...resolver.lineage(node).classes, ...heirs]);
    return related.size > 1 ? [...related] : [];
  });
}

/** What `replacesAttribute` asks. */
function madeKey(node: ClassNode): string {
  const made = [...attributesOf(node)].map(
    ([name, facts]) => `${name} ${facts.some(({ fact }) => fact.value.kind === 'call')}`,
  );
  return made.sort().join();
}
