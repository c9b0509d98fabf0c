/** Elements of collections: which of them a key means, and where an element lives when nobody knows which it is. */
import type { CallExpression, Expression } from '../model/expression.js';
import { unknownAt } from './arguments.js';
import { fieldOf, parentOf } from './place.js';
import type { FunctionNode } from './program.js';
import type { Resolver } from './resolver.js';
import { mostValues, type ObjectValue, type Value } from './value.js';

/** A key as a step of a path: `[0]`, `[name]` for constants, `[+]` for the next one in a circle, `[]` for all else. */
export function keyName(resolver: Resolver, key: Expression | undefined, node: FunctionNode): string {
  if (key === undefined) return '[]';
  if (isNext(key, node)) return '[+]';
  const values = resolver.evaluate(key, node);
  const [only] = values;
  return values.length === 1 && only?.kind === 'literal' ? `[${only.value}]` : '[]';
}

/** `(i + 1) % n`, or a variable that is bound to nothing else. */
function isNext(key: Expression, node: FunctionNode): boolean {
  if (key.kind === 'other') return key.next === true;
  const facts = key.kind === 'name' ? node.facts.names.get(key.name) : undefined;
  const [only] = facts ?? [];
  return facts?.length === 1 && only?.value.kind === 'other' && only.value.next === true;
}

export function elementAt(resolver: Resolver, values: readonly Value[], key: string): readonly Value[] {
  return values.flatMap((value): readonly Value[] => {
    switch (value.kind) {
      case 'collection':
        return itemsOf(value, key);
      case 'object': {
        const place = fieldOf(value.place, key);
        const type = value.library === undefined ? undefined : resolver.library.type(value.library)?.elements;
        return [type === undefined ? unknownAt(place) : { kind: 'object', place, library: type }];
      }
      case 'factory':
        return value.place ? resolver.produce(value.of, fieldOf(value.place, key)) : [];
      default:
        return [];
    }
  });
}

const givesElement = new Set(['pop', 'popleft', 'shift']);

/**
 * `pending.pop(key)`: some element of the collection, if that is an object of a library. Of the program's own classes,
 * a collection holds many kinds, and to follow them all leads to calls that never happen.
 */
export function takenOut(resolver: Resolver, { callee }: CallExpression, node: FunctionNode): Value[] {
  if (callee.kind !== 'attribute' || !givesElement.has(callee.name)) return [];
  const collections = resolver.evaluate(callee.of, node).filter((value) => value.kind === 'collection');
  return elementAt(resolver, collections, '[]').filter(
    (value) => value.kind === 'object' && value.library !== undefined,
  );
}

/** `object.name` of an object literal: its property, or one of an object that is spread in it. */
export function memberOfLiteral(
  resolver: Resolver,
  value: Extract<Value, { kind: 'collection' }>,
  name: string,
): readonly Value[] {
  const { keys, items } = value;
  if (!keys) return [];
  const own = items[keys.lastIndexOf(name)];
  if (own) return own;
  return items.flatMap((item, index) =>
    keys[index] === '...' ? item.flatMap((each) => resolver.attribute(each, name)) : [],
  );
}

function itemsOf(value: Extract<Value, { kind: 'collection' }>, key: string): readonly Value[] {
  if (key !== '[]' && key !== '[+]') {
    const name = key.slice(1, -1);
    const index = value.keys ? value.keys.indexOf(name) : Number(name);
    const item = value.items[index];
    if (item) return item;
  }
  return value.items
    .flat()
    .slice(0, mostValues)
    .map((each) => anyElement(each, key === '[+]' ? key : '[]'));
}

/** One of several elements that live side by side: some element of their collection. */
function anyElement(value: Value, step: '[]' | '[+]'): Value {
  if (value.kind !== 'object') return value;
  const last = value.place.path.at(-1);
  const parent = parentOf(value.place);
  if (!parent || !last?.startsWith('[') || last === step) return value;
  return { ...value, place: fieldOf(parent, step) } satisfies ObjectValue;
}
