/** Where an object lives that a call makes and nothing names. */
import { memoOf } from '../memoOf.js';
import type { Expression } from '../model/expression.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { type Place, placeAt } from './place.js';
import type { FunctionNode } from './program.js';

/** `start`: of the call, counted from the start of the function. */
export function madePlace(node: FunctionNode, start: number): Place {
  return placeAt({ kind: 'made', function: node.id, at: callNumber(node, start) });
}

/**
 * Tells the calls of a function apart. Those of a module's own code are counted: where they stand changes with every key
 * that is pressed in a function before them.
 */
export function callNumber(node: FunctionNode, start: number): number {
  if (!node.isModule) return start;
  return numbersIn(node).get(start) ?? -start;
}

const numbersIn = memoOf(({ model, module }: FunctionNode): ReadonlyMap<number, number> => {
  const starts = new Set<number>();
  const look = (expression: Expression) =>
    visitExpression(expression, (each) => {
      if (each.kind === 'call') starts.add(each.start - model.start);
    });
  eachStatement(model.body, (statement) => expressionsIn(statement).forEach(look));
  for (const { model: owner } of module.classes)
    if (owner.parent === 0) for (const { value } of owner.attributes) look(value);
  const inOrder = [...starts].sort((a, b) => a - b);
  return new Map(inOrder.map((start, index) => [start, index]));
});
