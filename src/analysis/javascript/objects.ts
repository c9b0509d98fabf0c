/** Object literals: collections with keys. Methods see the object as `this` where it has a name. */
import type { Expression } from '../model/expression.js';
import { isInert, other } from '../syntax/inert.js';
import { lowerExpression, nameExpression } from './expressions.js';
import { lowerMethod } from './functions.js';
import type { JavaScriptLowering } from './lowering.js';

/** Lowers the `object` under the cursor; `self` is what the literal is bound to. */
export function lowerObject(lowering: JavaScriptLowering, self: Expression | undefined): Expression {
  const { cursor } = lowering;
  if (cursor.end - cursor.start > 2000 && !/[(>]/.test(cursor.slice)) return other;
  const items: Expression[] = [];
  const keys: string[] = [];
  cursor.forEachChild((type) => {
    if (type === 'pair') {
      keys.push(propertyName(cursor.slice));
      items.push(lowerPairValue(lowering));
    } else if (type === 'method_definition') {
      const method = lowerMethod(lowering, { this: self ?? 'unknown' });
      keys.push(method.name);
      items.push(method.value);
    } else if (type === 'shorthand_property_identifier') {
      keys.push(cursor.slice);
      items.push(nameExpression(lowering, cursor.slice));
    } else if (type === 'spread_element') {
      keys.push('...');
      items.push(lowerExpression(lowering, type));
    }
  });
  return { kind: 'collection', items, keys };
}

function lowerPairValue(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  let value: Expression = other;
  const computed: Expression[] = [];
  cursor.forEachChild((type) => {
    if (cursor.field === 'value') value = lowerExpression(lowering, type);
    else if (type === 'computed_property_name') computed.push(...lowering.children());
  });
  const evaluated = computed.filter((part) => !isInert(part));
  return evaluated.length === 0 ? value : { kind: 'some', items: [...evaluated, value] };
}

/** The name before `:` or `(`; an empty one when it is computed. */
export function propertyName(text: string): string {
  const match = /^(?:\[\s*(Symbol\.\w+)\s*\]|(['"])(.*?)\2|(#?[\w$]+))/.exec(text);
  return match?.[1] ?? match?.[3] ?? match?.[4] ?? '';
}
