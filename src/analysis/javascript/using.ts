/** `using x = f()` and `await using`: what follows in the block is the body of a `with`. */
import type { Expression } from '../model/expression.js';
import type { Statement, WithItem } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';
import { lowerPattern } from './patterns.js';

/** Lowers a `using` declaration and gives the list that the statements after it belong to; nothing if it is none. */
export function lowerUsing(
  lowering: JavaScriptLowering,
  type: string,
  into: Statement[],
): Statement[] | undefined {
  const { cursor, span } = lowering;
  // The TypeScript grammar takes it for an assignment in an expression statement.
  if (type !== 'using_declaration' && type !== 'expression_statement') return undefined;
  const match = /^(await\s+)?using\s+[\w$]+\s*=/.exec(cursor.text.slice(span.start, span.start + 120));
  if (match === null) return undefined;
  const items: WithItem[] = [];
  collectItems(lowering, items);
  const body: Statement[] = [];
  into.push({ kind: 'with', items, body, async: match[1] !== undefined, ...span });
  return body;
}

function collectItems(lowering: JavaScriptLowering, items: WithItem[]): void {
  const { cursor } = lowering;
  cursor.forEachChild((type) => {
    if (type === 'await_expression') return collectItems(lowering, items);
    if (type !== 'variable_declarator' && type !== 'assignment_expression') return;
    const { span } = lowering;
    let target: Expression | undefined;
    let context: Expression = other;
    cursor.forEachChild((inner) => {
      if (target === undefined) target = lowerPattern(lowering, inner, 'block');
      else context = lowerExpression(lowering, inner);
    });
    items.push({ context, ...(target && { target }), ...span });
  });
}
