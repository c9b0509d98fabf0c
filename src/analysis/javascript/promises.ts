/**
 * `then`, `catch` and `finally` as what they mean: an async function that awaits the promise and goes on with the
 * callback's body, called on the spot. `a().then(f)` is `(async () => f(await a()))()`.
 */
import type { CallExpression, Expression, Span } from '../model/expression.js';
import type { Block, Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';
import { lowerParameters } from './parameters.js';
import { lowerBlock } from './statements.js';

type Method = 'then' | 'catch' | 'finally';

/** Lowers the `call_expression` under the cursor when it is such a call; nothing otherwise. */
export function lowerPromiseMethod(lowering: JavaScriptLowering): Expression | undefined {
  const { span } = lowering;
  const method = promiseMethod(lowering);
  if (method === undefined) return undefined;
  // The promise is made by the function around, before the continuation is.
  const promise = promiseOf(lowering);
  const shape = { ...span, name: `<${method}>`, async: true, this: 'outer' } as const;
  const callee = lowering.function(shape, () => ({
    parameters: [],
    body: lowerContinuation(lowering, method, promise),
  }));
  return { kind: 'call', callee, args: [], ...span };
}

/**
 * What `return` of the expression under the cursor does. In an async function that waits for what it returns, the
 * continuation of a promise is simply the rest of the function.
 */
export function lowerReturned(lowering: JavaScriptLowering, type: string): Block {
  const { span } = lowering;
  const inTail = type === 'call_expression' && lowering.async && lowering.tryDepth === 0;
  const method = inTail ? promiseMethod(lowering) : undefined;
  if (method === undefined) return [lowering.returning(lowerExpression(lowering, type), span)];
  const promise = promiseOf(lowering);
  return lowering.scopes.inBlock(() => lowerContinuation(lowering, method, promise));
}

function promiseOf(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  let promise: Expression = other;
  cursor.forEachChild((type) => {
    if (type === 'member_expression' && cursor.field === 'function')
      promise = lowering.children(1)[0] ?? other;
  });
  return promise;
}

function promiseMethod(lowering: JavaScriptLowering): Method | undefined {
  const { cursor } = lowering;
  let method: Method | undefined;
  let given = 0;
  cursor.forEachChild((type) => {
    if (type === 'member_expression' && cursor.field === 'function') {
      method = /\.\s*(then|catch|finally)$/.exec(cursor.slice)?.[1] as Method | undefined;
    } else if (type === 'arguments' && method) cursor.forEachChild(() => given++);
  });
  return given > 0 ? method : undefined;
}

/** The statements of the continuation; the cursor is at the call. */
function lowerContinuation(lowering: JavaScriptLowering, method: Method, promise: Expression): Block {
  const { cursor, span } = lowering;
  const callbacks: Callback[] = [];
  cursor.forEachChild((type) => {
    if (type !== 'arguments') return;
    cursor.forEachChild((inner) => {
      const takesValue = method === 'then' && callbacks.length === 0;
      callbacks.push(lowerCallback(lowering, inner, takesValue, method === 'finally'));
    });
  });
  const [first = { body: [] }, second] = callbacks;
  const value: Expression = first.takes ?? { kind: 'name', name: lowering.temporary() };
  const settled: Expression = { kind: 'await', of: promise, ...spanOf(promise, span) };
  const take: Statement = { kind: 'assign', target: value, value: settled, ...span };
  const give: Statement = { kind: 'return', value, ...span };
  const attempt = {
    kind: 'try',
    catchesAll: true,
    handlers: [],
    otherwise: [],
    finally: [],
    ...span,
  } as const;
  if (method === 'finally')
    return [{ ...attempt, body: [take, give], finally: first.body, catchesAll: false }];
  if (method === 'catch') return [{ ...attempt, body: [take, give], handlers: [first.body] }];
  if (second) return [{ ...attempt, body: [take], handlers: [second.body], otherwise: first.body }];
  return first.takes ? [take, ...first.body] : [{ kind: 'evaluate', value: settled, ...span }, ...first.body];
}

function spanOf(promise: Expression, otherwise: Span): Span {
  return promise.kind === 'call' ? { start: promise.start, end: promise.end } : otherwise;
}

interface Callback {
  /** The variable that it expects the promise's value in. */
  readonly takes?: Expression;
  readonly body: Block;
}

/** A callback's body in place; one that is no literal, or could return out of a `finally`, is called. */
function lowerCallback(
  lowering: JavaScriptLowering,
  type: string,
  takesValue: boolean,
  isFinally: boolean,
): Callback {
  const { cursor } = lowering;
  const literal = type === 'arrow_function' || type === 'function_expression';
  if (!literal || (isFinally && /\breturn\b/.test(cursor.slice))) {
    return lowerNamedCallback(lowering, type, takesValue, isFinally);
  }
  return lowering.scopes.inBlock(() => lowerInPlace(lowering, takesValue, isFinally));
}

function lowerNamedCallback(
  lowering: JavaScriptLowering,
  type: string,
  takesValue: boolean,
  isFinally: boolean,
): Callback {
  const { span } = lowering;
  const callee = lowerExpression(lowering, type);
  const takes: Expression | undefined = takesValue ? { kind: 'name', name: lowering.temporary() } : undefined;
  // `then(undefined, f)` passes the value on.
  if (callee.kind === 'literal')
    return takes ? { takes, body: [{ kind: 'return', value: takes, ...span }] } : { body: [] };
  const call: CallExpression = { kind: 'call', callee, args: takes ? [{ value: takes }] : [], ...span };
  const body: Block = [isFinally ? evaluated(call, span) : { kind: 'return', value: awaited(call), ...span }];
  return takes ? { takes, body } : { body };
}

function lowerInPlace(lowering: JavaScriptLowering, takesValue: boolean, isFinally: boolean): Callback {
  const { cursor } = lowering;
  const body: Statement[] = [];
  let takes: Expression | undefined;
  cursor.forEachChild((type) => {
    if (type === 'formal_parameters' || cursor.field === 'parameter') {
      const { parameters, prologue } = lowerParameters(lowering, type);
      const name = parameters[0]?.name;
      if (takesValue && name !== undefined) takes = { kind: 'name', name };
      body.push(...prologue);
    } else if (cursor.field !== 'body') return;
    else if (type === 'statement_block') body.push(...lowerBlock(lowering));
    else if (isFinally) body.push(evaluated(lowerExpression(lowering, type), lowering.span));
    else body.push(...lowerReturned(lowering, type));
  });
  return takes ? { takes, body } : { body };
}

function awaited(call: CallExpression): Expression {
  return { kind: 'await', of: call, start: call.start, end: call.end };
}

/** What `finally` gives back is waited for and dropped. */
function evaluated(value: Expression, span: Span): Statement {
  return { kind: 'evaluate', value: value.kind === 'call' ? awaited(value) : value, ...span };
}
