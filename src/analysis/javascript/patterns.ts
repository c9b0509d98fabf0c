/** What stands on the left of `=`, in parameters and in loops: names, attributes, elements and patterns. */
import type { Binding, Expression, Span } from '../model/expression.js';
import type { Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';
import { propertyName } from './objects.js';

/** How a name in a pattern comes to be. */
export type NameKind = 'block' | 'function' | 'assigned';

/** A target that an assignment to a name, attribute or element has; patterns give a collection. */
export function assignmentTarget(lowering: JavaScriptLowering, type: string): Expression {
  return lowerPattern(lowering, type, 'assigned');
}

export function declaredName(lowering: JavaScriptLowering, name: string, kind: NameKind): Expression {
  const { scopes } = lowering;
  if (kind === 'block') return { kind: 'name', name: scopes.declare(name) };
  if (kind === 'function') return { kind: 'name', name: scopes.declareInFunction(name) };
  return { kind: 'name', name: scopes.assign(name) };
}

/**
 * The pattern under the cursor as one target: a name, or a collection of targets. An object pattern's collection has
 * keys, an array pattern's has none.
 */
export function lowerPattern(lowering: JavaScriptLowering, type: string, kind: NameKind): Expression {
  const { cursor } = lowering;
  switch (type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier':
      return declaredName(lowering, cursor.slice, kind);
    case 'array_pattern':
      return lowerArrayPattern(lowering, kind);
    case 'object_pattern':
      return lowerObjectPattern(lowering, kind);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return leftOf(lowering, kind);
    case 'rest_pattern':
    case 'parenthesized_expression':
    case 'non_null_expression': {
      let target: Expression = other;
      cursor.forEachChild((inner) => {
        target = lowerPattern(lowering, inner, kind);
      });
      return target;
    }
    default:
      return lowerExpression(lowering, type);
  }
}

function leftOf(lowering: JavaScriptLowering, kind: NameKind): Expression {
  let target: Expression = other;
  lowering.cursor.forEachChild((type) => {
    if (lowering.cursor.field === 'left') target = lowerPattern(lowering, type, kind);
    else lowerExpression(lowering, type);
  });
  return target;
}

/** Holes count: `[, release]` takes the second. */
function lowerArrayPattern(lowering: JavaScriptLowering, kind: NameKind): Expression {
  const { cursor } = lowering;
  const items: Expression[] = [];
  let index = 0;
  let from = cursor.start + 1;
  cursor.forEachChild((type) => {
    index += cursor.text.slice(from, cursor.start).split(',').length - 1;
    from = cursor.end;
    while (items.length < index) items.push(other);
    if (type !== 'rest_pattern') items.push(lowerPattern(lowering, type, kind));
    else lowerPattern(lowering, type, kind);
  });
  return { kind: 'collection', items };
}

function lowerObjectPattern(lowering: JavaScriptLowering, kind: NameKind): Expression {
  const { cursor } = lowering;
  const items: Expression[] = [];
  const keys: string[] = [];
  cursor.forEachChild((type) => {
    if (type === 'pair_pattern') {
      keys.push(propertyName(cursor.slice));
      cursor.forEachChild((inner) => {
        if (cursor.field === 'value') items.push(lowerPattern(lowering, inner, kind));
      });
    } else {
      keys.push(type === 'rest_pattern' ? '...' : propertyName(cursor.slice));
      items.push(lowerPattern(lowering, type, kind));
    }
  });
  return { kind: 'collection', items, keys };
}

/** Adds the bindings that taking `value` apart by `target` makes. */
export function bind(
  lowering: JavaScriptLowering,
  target: Expression,
  value: Expression,
  span: Span,
  into: Statement[],
): void {
  for (const binding of bindingsOf(lowering, target, value))
    into.push({ kind: 'assign', ...binding, ...span });
}

/** The same inside an expression. */
export function bindInside(lowering: JavaScriptLowering, target: Expression, value: Expression): Expression {
  const bindings = bindingsOf(lowering, target, value).map(
    (each): Expression => ({ kind: 'assign', ...each }),
  );
  return bindings.length === 1 ? (bindings[0] as Expression) : { kind: 'other', parts: bindings };
}

function bindingsOf(lowering: JavaScriptLowering, target: Expression, value: Expression): Binding[] {
  if (target.kind !== 'collection' || !hasKeys(target)) return [{ target, value }];
  const simple = value.kind === 'name' || value.kind === 'import';
  const whole: Expression = simple ? value : { kind: 'name', name: lowering.temporary() };
  const parts = target.items.flatMap((item, i) =>
    bindingsOf(lowering, item, target.keys ? propertyOf(whole, target.keys[i] ?? '') : elementOf(whole, i)),
  );
  return simple ? parts : [{ target: whole, value }, ...parts];
}

/** Whether an object pattern is somewhere in it. */
function hasKeys(target: Expression): boolean {
  return target.kind === 'collection' && (target.keys !== undefined || target.items.some(hasKeys));
}

function propertyOf(whole: Expression, key: string): Expression {
  if (key === '...') return whole;
  if (whole.kind === 'import' && whole.name === undefined) return { ...whole, name: key };
  return { kind: 'attribute', of: whole, name: key };
}

function elementOf(whole: Expression, index: number): Expression {
  return { kind: 'element', of: whole, key: { kind: 'literal', value: index } };
}
