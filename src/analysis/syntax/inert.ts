/** Expressions that can do nothing the model is about: they leave nothing where only the effect counts. */
import type { Expression } from '../model/expression.js';

export const other: Expression = { kind: 'other' };

/** An expression whose value does not matter but whose parts are evaluated; nothing when no part matters. */
export function partsOf(parts: readonly Expression[]): Expression {
  const kept = parts.filter((part) => !isInert(part));
  return kept.length === 0 ? other : { kind: 'other', parts: kept };
}

const nextInCircle = /^\(\s*[\w$.]+\s*[+-]\s*\d+\s*\)\s*%(?!=)/;

/** A calculation, of which only that much is known: whether it gives the next number in a circle, `(i + 1) % n`. */
export function calculation(text: string, parts: readonly Expression[]): Expression {
  const value = partsOf(parts);
  return value.kind === 'other' && nextInCircle.test(text) ? { ...value, next: true } : value;
}

/** Whether evaluating it can do nothing that the model is about. An attribute may be a property, so it is not inert. */
export function isInert(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'literal':
    case 'function':
    case 'class':
    case 'import':
      return true;
    case 'other':
      return expression.parts === undefined;
    case 'collection':
      return expression.loops === undefined && expression.items.every(isInert);
    default:
      return false;
  }
}
