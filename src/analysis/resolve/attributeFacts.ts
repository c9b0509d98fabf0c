/** What the methods of a class assign to attributes of their receiver. */
import { memoOf } from '../memoOf.js';
import type { AttributeFact } from './facts.js';
import type { ClassNode, FunctionNode } from './program.js';

export interface MethodFact {
  readonly fact: AttributeFact;
  readonly method: FunctionNode;
}

export type Attributes = ReadonlyMap<string, readonly MethodFact[]>;

/** By attribute; what constructors assign comes first. */
export const attributesOf = memoOf((node: ClassNode): Attributes => {
  const found = new Map<string, MethodFact[]>();
  for (const method of node.methods) {
    const receiver = method.model.parameters[0]?.name;
    if (method.model.receiver !== 'instance' || receiver === undefined) continue;
    for (const [name, facts] of method.facts.attributes) {
      const own = facts.filter((fact) => fact.of.kind === 'name' && fact.of.name === receiver);
      if (own.length === 0) continue;
      const entries = own.map((fact) => ({ fact, method }));
      const known = found.get(name) ?? [];
      found.set(name, method.isConstructor ? [...entries, ...known] : [...known, ...entries]);
    }
  }
  return found;
});
