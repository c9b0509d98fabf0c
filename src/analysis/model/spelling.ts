/** Names, and expressions as a person would write them, for messages; and the expression that stands at a place of a function. */
import type { Expression } from './expression.js';
import type { FunctionModel } from './module.js';
import type { Statement, WithItem } from './statement.js';
import { eachStatement, expressionsIn, visitExpression } from './visit.js';

/** `time.sleep`, `self.queue.get`; `…` stands for what has no short spelling. */
export function spell(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${spell(expression.of)}.${expression.name}`;
    case 'element':
      return `${spell(expression.of)}[…]`;
    case 'call':
      return `${spell(expression.callee)}()`;
    case 'import':
      return expression.name ?? expression.module;
    case 'await':
      return `await ${spell(expression.of)}`;
    default:
      return '…';
  }
}

/** The simple name of a function or a class: `take` of `Pool.take#2`. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replace(/#\d+$/, '');
}

export type AtSite =
  | { readonly kind: 'call'; readonly expression: Extract<Expression, { kind: 'call' | 'await' | 'yield' }> }
  | { readonly kind: 'with'; readonly item: WithItem }
  | { readonly kind: 'statement'; readonly statement: Statement };

/** What starts and ends at these offsets of the file: a call, a context of a `with`, a statement. */
export function findAt(model: FunctionModel, start: number, end: number): AtSite | undefined {
  let found: AtSite | undefined;
  eachStatement(model.body, (statement) => {
    if (found || statement.start > start || statement.end < end) return;
    if (statement.kind === 'with') {
      const item = statement.items.find((each) => each.start === start && each.end === end);
      if (item) found = { kind: 'with', item };
    }
    for (const expression of expressionsIn(statement)) {
      visitExpression(expression, (inner) => {
        if (inner.kind !== 'call' && inner.kind !== 'await' && inner.kind !== 'yield') return;
        if (!found && inner.start === start && inner.end === end) found = { kind: 'call', expression: inner };
      });
    }
    if (!found && statement.start === start && statement.end === end)
      found = { kind: 'statement', statement };
  });
  return found;
}
