/** Array methods that call a function with each element, at once: as loops and comprehensions over the array. */
import type { Binding, CallExpression, Expression } from '../model/expression.js';
import type { Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';

const methods = /\.\s*(forEach|map|flatMap|filter|some|every|find|findIndex|findLast)$/;
/** A function that has a name may be given to a method of the same name that is no array's; these two are common. */
const takesNames: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap']);
const functionLiteral = /^(?:arrow_function|function_expression)$/;

/** What the callee and the first argument look like, before anything is lowered. */
function iterationMethod(lowering: JavaScriptLowering): string | undefined {
  const { cursor } = lowering;
  let method: string | undefined;
  let first: string | undefined;
  let given = 0;
  cursor.forEachChild((type) => {
    if (type === 'member_expression' && cursor.field === 'function') method = methods.exec(cursor.slice)?.[1];
    else if (type === 'arguments' && method) {
      cursor.forEachChild((inner) => {
        first ??= inner;
        given++;
      });
    }
  });
  if (method === undefined || first === undefined) return undefined;
  if (functionLiteral.test(first)) return method;
  const isName = given === 1 && /^(?:identifier|member_expression)$/.test(first);
  return isName && takesNames.has(method) ? method : undefined;
}

/** Lowers the `call_expression` under the cursor when it is such a call: a loop in a statement's place. */
export function lowerIteration(lowering: JavaScriptLowering, place: 'statement'): Statement | undefined;
export function lowerIteration(lowering: JavaScriptLowering, place: 'expression'): Expression | undefined;
export function lowerIteration(
  lowering: JavaScriptLowering,
  place: 'statement' | 'expression',
): Statement | Expression | undefined {
  const method = iterationMethod(lowering);
  if (method === undefined) return undefined;
  const { cursor, span } = lowering;
  let of: Expression = other;
  let callee: Expression = other;
  cursor.forEachChild((type) => {
    if (cursor.field === 'function') of = lowering.children(1)[0] ?? other;
    else if (type === 'arguments') callee = lowering.children(1)[0] ?? lowerExpression(lowering, type);
  });
  const element: Binding = {
    target: { kind: 'name', name: lowering.temporary() },
    value: { kind: 'element', of },
  };
  const call: CallExpression = { kind: 'call', callee, args: [{ value: element.target }], ...span };
  if (place === 'statement') {
    const body: Statement[] = [{ kind: 'evaluate', value: call, ...span }];
    return { kind: 'loop', over: element, body, otherwise: [], endless: false, async: false, ...span };
  }
  const called: Expression = { kind: 'collection', items: [call], repeated: true, loops: [element] };
  // Only `map` gives what the function gives.
  return method === 'map' || method === 'flatMap' ? called : { kind: 'other', parts: [called, of] };
}
