/** Calls. Some methods of the language itself are lowered to what they do; what a library's do stands in its table. */
import type { Argument, CallExpression, Expression, Span } from '../model/expression.js';
import { other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import { lowerIteration } from './iteration.js';
import type { JavaScriptLowering } from './lowering.js';
import { moduleName } from './modules.js';
import { lowerPromiseMethod } from './promises.js';
import { initializer } from './protocol.js';

/** `super`, as the model has it: a call that gives this instance with the methods of its bases. */
export function superCall(span: Span): CallExpression {
  return { kind: 'call', callee: { kind: 'name', name: 'super' }, args: [], ...span };
}

/** The `call_expression` under the cursor. */
export function lowerCall(lowering: JavaScriptLowering): Expression {
  const loaded = loadedModule(lowering.cursor.slice);
  if (loaded !== undefined) return { kind: 'import', module: loaded };
  const special = lowerPromiseMethod(lowering) ?? lowerIteration(lowering, 'expression');
  if (special?.kind === 'other' || special?.kind === 'call' || special?.kind === 'collection') return special;
  const { callee, args, isSuper } = lowerParts(lowering);
  const { span } = lowering;
  if (isSuper) {
    return { kind: 'call', callee: { kind: 'attribute', of: callee, name: initializer }, args, ...span };
  }
  return lowerFunctionMethod(callee, args, span) ?? { kind: 'call', callee, args, ...span };
}

/** `require('m')` and `import('m')`, whose module is loaded at once as far as the model goes. */
function loadedModule(text: string): string | undefined {
  const module = /^(?:require|import)\s*\(\s*(['"])([^'"]+)\1\s*\)$/.exec(text)?.[2];
  return module === undefined ? undefined : moduleName(module);
}

function lowerParts(lowering: JavaScriptLowering): {
  callee: Expression;
  args: Argument[];
  isSuper: boolean;
} {
  const { cursor } = lowering;
  let callee: Expression = other;
  let args: Argument[] = [];
  let isSuper = false;
  cursor.forEachChild((type) => {
    if (type === 'arguments') args = lowerArguments(lowering);
    else if (cursor.field === 'function' || cursor.field === 'constructor') {
      isSuper = type === 'super';
      callee = lowerExpression(lowering, type);
    } else if (type === 'template_string') args = [{ value: lowerExpression(lowering, type) }];
  });
  return { callee, args, isSuper };
}

/** `new C(...)`. */
export function lowerNew(lowering: JavaScriptLowering): Expression {
  const { callee, args } = lowerParts(lowering);
  return { kind: 'call', callee, args, ...lowering.span };
}

/** `f.bind(x)`, `f.call(x, ...)`, and `map.get(key)`, which takes an element. */
function lowerFunctionMethod(
  callee: Expression,
  args: readonly Argument[],
  span: Span,
): Expression | undefined {
  if (callee.kind !== 'attribute') return undefined;
  const { name, of } = callee;
  if (name === 'bind' && args.length === 1) return of;
  if (name === 'call' && args.length > 0) return { kind: 'call', callee: of, args: args.slice(1), ...span };
  const [key] = args;
  if (name !== 'get' || args.length !== 1 || key === undefined || key.spread) return undefined;
  // A truth value is what a queue's get is given.
  if (key.value.kind === 'literal' && typeof key.value.value === 'boolean') return undefined;
  return { kind: 'element', of, key: key.value };
}

/**
 * The arguments under the cursor. An object literal is one argument; its plain properties are besides given by name,
 * since that is how options are spelled; of those whose value would be evaluated twice, only that they are given.
 */
export function lowerArguments(lowering: JavaScriptLowering): Argument[] {
  const positional: Argument[] = [];
  const named: Argument[] = [];
  lowering.cursor.forEachChild((type) => {
    if (type === 'ERROR') return;
    const value = lowerExpression(lowering, type);
    positional.push(type === 'spread_element' ? { value, spread: true } : { value });
    if (type === 'object' && value.kind === 'collection')
      named.push(...optionsOf(value.keys ?? [], value.items));
  });
  return [...positional, ...named];
}

function optionsOf(keys: readonly string[], values: readonly Expression[]): Argument[] {
  return values.flatMap((value, i) => {
    const name = keys[i] ?? '';
    return name === '' || name === '...' ? [] : [{ name, value: isPlain(value) ? value : other }];
  });
}

function isPlain(value: Expression): boolean {
  if (value.kind === 'collection') return value.items.every(isPlain);
  return (
    value.kind === 'name' ||
    value.kind === 'literal' ||
    value.kind === 'function' ||
    value.kind === 'attribute'
  );
}
