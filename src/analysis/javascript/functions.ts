/** Functions of every spelling: declarations, expressions, arrows, methods, getters. */
import type { Expression } from '../model/expression.js';
import type { Block, Statement } from '../model/statement.js';
import type { FunctionShape, JavaScriptLowering } from './lowering.js';
import { propertyName } from './objects.js';
import { lowerParameters, type Parameters } from './parameters.js';
import { lowerReturned } from './promises.js';
import type { ThisMeaning } from './scopes.js';
import { lowerBlock } from './statements.js';

type Body = { parameters: Parameters['parameters']; body: Block };

/** Lowers parameters and body of the function under the cursor, in its scope. */
export function lowerSignatureAndBody(lowering: JavaScriptLowering, first: readonly Statement[] = []): Body {
  const { cursor } = lowering;
  let signature: Parameters = { parameters: [], prologue: [] };
  let body: Block = [];
  cursor.forEachChild((type) => {
    const { field } = cursor;
    if (type === 'formal_parameters' || field === 'parameter') signature = lowerParameters(lowering, type);
    else if (field !== 'body') return;
    else if (type === 'statement_block') body = lowerBlock(lowering);
    else body = lowerReturned(lowering, type);
  });
  return { parameters: signature.parameters, body: [...first, ...signature.prologue, ...body] };
}

/** Text before the parameters: `async function* name`. */
function headOf(lowering: JavaScriptLowering): string {
  const { text, start } = lowering.cursor;
  const head = text.slice(start, start + 200);
  return /^[^({=]*/.exec(head)?.[0] ?? '';
}

export function lowerFunctionExpression(
  lowering: JavaScriptLowering,
  type: string,
  as: Partial<FunctionShape> = {},
): Expression {
  const head = headOf(lowering);
  const arrow = type === 'arrow_function';
  const name = as.name ?? (arrow ? '<arrow>' : (/function\s*\*?\s*([\w$]+)/.exec(head)?.[1] ?? '<function>'));
  const meaning: ThisMeaning = arrow ? 'outer' : 'unknown';
  return lowering.function(
    { ...lowering.span, async: /^async\b/.test(head), this: meaning, ...as, name },
    () => lowerSignatureAndBody(lowering),
  );
}

/** `function f() {}` as a binding. The name is declared by the block, before anything in it is lowered. */
export function lowerFunctionDeclaration(lowering: JavaScriptLowering): Statement {
  const { span } = lowering;
  const head = headOf(lowering);
  const name = /function\s*\*?\s*([\w$]+)/.exec(head)?.[1] ?? 'default';
  const value = lowering.function({ ...span, name, async: /^async\b/.test(head), this: 'unknown' }, () =>
    lowerSignatureAndBody(lowering),
  );
  const target: Expression = { kind: 'name', name: lowering.scopes.declare(name) };
  return { kind: 'assign', target, value, ...span };
}

/** Words that may stand before a method's name. */
const modifiers =
  /^(?:@[\w$.]+(?:\([^)]*\))?\s+|(?:public|private|protected|static|override|abstract|readonly|async|get|set|accessor)\s+(?=[\w$#['"*])|\*\s*)*/;

export interface Method {
  readonly name: string;
  readonly static: boolean;
  readonly value: Expression;
  /** A setter or constructor is no value that a name gives. */
  readonly role: 'method' | 'getter' | 'setter';
}

/** The `method_definition` under the cursor. A getter is a call of `<getter>` around its function. */
export function lowerMethod(
  lowering: JavaScriptLowering,
  as: Pick<FunctionShape, 'this'> & Partial<FunctionShape>,
): Method {
  const { span } = lowering;
  const { role, words, name } = methodHead(lowering);
  const isStatic = /\bstatic\b/.test(words);
  const shape: FunctionShape = {
    ...span,
    async: /\basync\b/.test(words),
    name,
    ...as,
    ...(as.receiver && isStatic && { receiver: 'class' }),
  };
  const value = lowering.function(shape, () => lowerSignatureAndBody(lowering));
  const getter: Expression = { kind: 'call', callee: getterMark, args: [{ value }], ...span };
  return { name, role, static: isStatic, value: role === 'getter' ? getter : value };
}

/** What a method's first words say. */
export function methodHead(lowering: JavaScriptLowering): {
  role: Method['role'];
  words: string;
  name: string;
} {
  const { text, start } = lowering.cursor;
  const head = text.slice(start, start + 400);
  const words = modifiers.exec(head)?.[0] ?? '';
  const name = propertyName(head.slice(words.length));
  const role = /\bget\s/.test(words) ? 'getter' : /\bset\s/.test(words) ? 'setter' : 'method';
  return { role, words, name };
}

const getterMark: Expression = { kind: 'name', name: '<getter>' };
