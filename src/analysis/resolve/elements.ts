/** Elements of collections: which of them a key means, and where an element lives when nobody knows which it is. */
import type { Expression } from '../model/expression.js';
import { unknownAt } from './arguments.js';
import { fieldOf, parentOf } from './place.js';
import type { FunctionNode } from './program.js';
import type { Resolver } from './resolver.js';
import { mostValues, type ObjectValue, type Value } from './value.js';

/** A key as a step of a path: `[0]`, `[name]` for constants, `[]` for all else. */
export function keyName(resolver: Resolver, key: Expression | undefined, node: FunctionNode): string {
  if (key === undefined) return '[]';
  const values = resolver.evaluate(key, node);
  const [only] = values;
  return values.length === 1 && only?.kind === 'literal' ? `[${only.value}]` : '[]';
}

export function elementAt(resolver: Resolver, values: readonly Value[], key: string): readonly Value[] {
  return values.flatMap((value): readonly Value[] => {
    switch (value.kind) {
      case 'collection':
        return itemsOf(value, key);
      case 'object': {
        const place = fieldOf(value.place, key);
        const type = value.library === undefined ? undefined : resolver.type(value.library)?.elements;
        return [type === undefined ? unknownAt(place) : { kind: 'object', place, library: type }];
      }
      case 'factory':
        return value.place ? resolver.produce(value.of, fieldOf(value.place, key)) : [];
      default:
        return [];
    }
  });
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
  if (key !== '[]') {
    const name = key.slice(1, -1);
    const index = value.keys ? value.keys.indexOf(name) : Number(name);
    const item = value.items[index];
    if (item) return item;
  }
  return value.items.flat().slice(0, mostValues).map(anyElement);
}

/** One of several elements that live side by side: some element of their collection. */
function anyElement(value: Value): Value {
  if (value.kind !== 'object') return value;
  const last = value.place.path.at(-1);
  const parent = parentOf(value.place);
  if (!parent || !last?.startsWith('[') || last === '[]') return value;
  return { ...value, place: fieldOf(parent, '[]') } satisfies ObjectValue;
}
