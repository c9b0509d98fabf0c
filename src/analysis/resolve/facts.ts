/**
 * What a function's statements bind, collected once: the right-hand sides of each name, of each attribute of its
 * receiver, and what it returns. Flow-insensitive; nested functions have facts of their own.
 */
import type { Expression } from '../model/expression.js';
import type { FunctionModel } from '../model/module.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';

export interface Fact {
  readonly value: Expression;
  /** The value is put into the collection of that name, under this key when it is known. */
  readonly element?: boolean;
  readonly key?: Expression;
}

export interface AttributeFact extends Fact {
  /** What the attribute is set on. */
  readonly of: Expression;
}

export interface FunctionFacts {
  readonly names: ReadonlyMap<string, readonly Fact[]>;
  readonly attributes: ReadonlyMap<string, readonly AttributeFact[]>;
  /** Its variables whose value it puts into an attribute or a collection. */
  readonly stored: ReadonlySet<string>;
  readonly returns: readonly Expression[];
  readonly yields: readonly Expression[];
  /** Modules of `import *`. */
  readonly importedAll: readonly string[];
}

class Collector {
  readonly names = new Map<string, Fact[]>();
  readonly attributes = new Map<string, AttributeFact[]>();
  readonly stored = new Set<string>();
  readonly returns: Expression[] = [];
  readonly yields: Expression[] = [];
  readonly importedAll: string[] = [];

  bind(target: Expression, value: Expression): void {
    if (value.kind === 'name' && target.kind !== 'name') this.stored.add(value.name);
    switch (target.kind) {
      case 'name':
        push(this.names, target.name, { value });
        return;
      case 'attribute':
        push(this.attributes, target.name, { of: target.of, value });
        return;
      case 'element':
        this.#bindElement(target.of, value, target.key);
        return;
      case 'collection':
        target.items.forEach((item, index) => {
          this.bind(item, part(value, index));
        });
    }
  }

  #bindElement(of: Expression, value: Expression, key: Expression | undefined): void {
    const fact = { value, element: true, ...(key && { key }) };
    if (of.kind === 'name') push(this.names, of.name, fact);
    else if (of.kind === 'attribute') push(this.attributes, of.name, { ...fact, of: of.of });
  }
}

/** What the variable at `index` of a destructuring gets. */
function part(value: Expression, index: number): Expression {
  if (value.kind === 'collection' && !value.repeated) return value.items[index] ?? { kind: 'other' };
  return { kind: 'element', of: value, key: { kind: 'literal', value: index } };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

const known = new WeakMap<Block, FunctionFacts>();

/** Kept as long as the body is. */
export function factsOf({ body }: FunctionModel): FunctionFacts {
  let facts = known.get(body);
  if (!facts) {
    facts = collect(body);
    known.set(body, facts);
  }
  return facts;
}

function collect(body: Block): FunctionFacts {
  const facts = new Collector();
  eachStatement(body, (statement) => {
    if (statement.kind === 'assign') facts.bind(statement.target, statement.value);
    else if (statement.kind === 'loop' && statement.over)
      facts.bind(statement.over.target, statement.over.value);
    else if (statement.kind === 'return' && statement.value) facts.returns.push(statement.value);
    else if (statement.kind === 'importAll') facts.importedAll.push(statement.module);
    else if (statement.kind === 'with') {
      for (const item of statement.items) if (item.target) facts.bind(item.target, item.context);
    }
    for (const expression of expressionsIn(statement)) {
      visitExpression(expression, (inner) => {
        if (inner.kind === 'assign') facts.bind(inner.target, inner.value);
        else if (inner.kind === 'collection')
          for (const loop of inner.loops ?? []) facts.bind(loop.target, loop.value);
        else if (inner.kind === 'yield' && inner.of) facts.yields.push(inner.of);
      });
    }
  });
  return facts;
}
