/** Walks over the lock model. Nested functions and classes are not entered: they are bodies of their own. */
import type { Expression } from './expression.js';
import type { Block, Statement } from './statement.js';

/**
 * Every statement of a block, those of inner blocks included, in source order. Like visitExpression, it makes no lists on
 * its way: the two run over all of a workspace several times.
 */
export function eachStatement(block: Block, visit: (statement: Statement) => void): void {
  for (const statement of block) {
    visit(statement);
    switch (statement.kind) {
      case 'with':
        eachStatement(statement.body, visit);
        break;
      case 'try':
        eachStatement(statement.body, visit);
        for (const handler of statement.handlers) eachStatement(handler, visit);
        eachStatement(statement.otherwise, visit);
        eachStatement(statement.finally, visit);
        break;
      case 'branch':
        eachStatement(statement.consequence, visit);
        eachStatement(statement.otherwise, visit);
        break;
      case 'loop':
        eachStatement(statement.body, visit);
        eachStatement(statement.otherwise, visit);
    }
  }
}

/** The expressions that a statement evaluates itself, in order; not those of its blocks. */
export function expressionsIn(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'evaluate':
      return [statement.value];
    case 'assign':
      return [statement.value, statement.target];
    case 'with':
      return statement.items.map((item) => item.context);
    case 'branch':
      return [statement.condition];
    case 'loop':
      return [
        ...(statement.condition ? [statement.condition] : []),
        ...(statement.over ? [statement.over.value] : []),
      ];
    case 'return':
    case 'raise':
      return statement.value ? [statement.value] : [];
    default:
      return [];
  }
}

/** Visits an expression and all below it, inner ones first: the order in which they are evaluated. */
export function visitExpression(expression: Expression, visit: (expression: Expression) => void): void {
  switch (expression.kind) {
    case 'name':
    case 'literal':
      break;
    case 'attribute':
      visitExpression(expression.of, visit);
      break;
    case 'call':
      visitExpression(expression.callee, visit);
      for (const argument of expression.args) visitExpression(argument.value, visit);
      break;
    default:
      for (const part of partsOf(expression)) visitExpression(part, visit);
  }
  visit(expression);
}

export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'attribute':
    case 'await':
    case 'not':
      return [expression.of];
    case 'element':
      return expression.key ? [expression.of, expression.key] : [expression.of];
    case 'call':
      return [expression.callee, ...expression.args.map((argument) => argument.value)];
    case 'yield':
      return expression.of ? [expression.of] : [];
    case 'every':
    case 'some':
    case 'compare':
      return expression.items;
    case 'choice':
      return [expression.condition, ...expression.items];
    case 'collection':
      return [...(expression.loops ?? []).map((loop) => loop.value), ...expression.items];
    case 'assign':
      return [expression.value];
    case 'other':
      return expression.parts ?? [];
    default:
      return [];
  }
}
