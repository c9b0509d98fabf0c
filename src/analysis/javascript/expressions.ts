/** JavaScript and TypeScript expressions to the lock model. Types are erased; operators keep what branches need. */
import type { Expression } from '../model/expression.js';
import { calculation, other, partsOf } from '../syntax/inert.js';
import { lowerCall, lowerNew, superCall } from './calls.js';
import { lowerClass } from './classes.js';
import { lowerFunctionExpression } from './functions.js';
import { awaiting, type JavaScriptLowering } from './lowering.js';
import { lowerObject } from './objects.js';
import { assignmentTarget, bindInside } from './patterns.js';

export const nothing: Expression = { kind: 'literal', value: null };

const dotted = /^(?:this|[A-Za-z_$][\w$]*)(?:\.#?[A-Za-z_$][\w$]*)*$/;
/** Longer texts are taken apart by the tree, whose depth is bounded. */
const longestPath = 200;
const compares = /^\s*(?:[=!]==?|<=?|>=?|instanceof\b|in\b)/;

/** `a.b.c`, `this.#mutex` as nested attributes. */
export function dottedExpression(lowering: JavaScriptLowering, text: string): Expression {
  const [first = '', ...rest] = text.replace(globalPrefix, '').split('.');
  return rest.reduce<Expression>((of, name) => ({ kind: 'attribute', of, name }), firstOf(lowering, first));
}

const globalPrefix = /^(?:window|globalThis|self)\.(?=navigator\b|Atomics\b|Promise\b)/;

function firstOf(lowering: JavaScriptLowering, name: string): Expression {
  if (name === 'this') return lowering.scopes.this;
  return name === 'super' ? superCall(lowering.span) : nameExpression(lowering, name);
}

export function nameExpression(lowering: JavaScriptLowering, name: string): Expression {
  if (name === 'undefined') return nothing;
  const { scopes } = lowering;
  if (platformObjects.has(name) && !scopes.isDeclared(name)) return { kind: 'import', module: name };
  return { kind: 'name', name: scopes.resolve(name) };
}

/** Objects that every file sees: their members stand in the library table under their full names. */
const platformObjects: ReadonlySet<string> = new Set([
  'Array',
  'Atomics',
  'Object',
  'Promise',
  'navigator',
  'process',
]);

/** Lowers the expression under the cursor. */
export function lowerExpression(lowering: JavaScriptLowering, type: string): Expression {
  const { cursor } = lowering;
  switch (type) {
    case 'identifier':
    case 'shorthand_property_identifier':
      return nameExpression(lowering, cursor.slice);
    case 'this':
      return lowering.scopes.this;
    case 'super':
      return superCall(lowering.span);
    case 'member_expression':
      return lowerMember(lowering);
    case 'call_expression':
      return lowerCall(lowering);
    case 'new_expression':
      return lowerNew(lowering);
    case 'string':
      return stringLiteral(cursor.slice);
    case 'number':
      return numberLiteral(cursor.slice);
    case 'true':
    case 'false':
      return { kind: 'literal', value: type === 'true' };
    case 'null':
    case 'undefined':
      return nothing;
    case 'regex':
    case 'meta_property':
      return other;
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
      return lowerFunctionExpression(lowering, type);
    case 'class':
      return lowerClass(lowering);
    default:
      return lowerCompound(lowering, type);
  }
}

function lowerCompound(lowering: JavaScriptLowering, type: string): Expression {
  const { cursor, span } = lowering;
  switch (type) {
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'instantiation_expression':
    case 'spread_element':
    case 'jsx_expression':
      return lowering.children(1)[0] ?? other;
    case 'type_assertion':
      return lowering.children().at(-1) ?? other;
    case 'await_expression':
      return awaiting(lowering.children()[0] ?? other, false, span);
    case 'yield_expression':
      return lowerYield(lowering);
    case 'unary_expression': {
      const [of = other] = lowering.children();
      return cursor.text[span.start] === '!' ? { kind: 'not', of } : partsOf([of]);
    }
    case 'binary_expression':
      return lowerBinary(lowering);
    case 'ternary_expression': {
      const [condition = other, then = other, otherwise = other] = lowering.children();
      return { kind: 'choice', condition, items: [then, otherwise] };
    }
    case 'assignment_expression':
      return lowerAssignment(lowering);
    case 'augmented_assignment_expression':
      return lowerAugmented(lowering);
    case 'subscript_expression':
      return lowerSubscript(lowering);
    case 'object':
      return lowerObject(lowering, undefined);
    case 'array':
      return lowerArray(lowering);
    case 'template_string':
      return lowerTemplate(lowering);
    default:
      return partsOf(lowering.children());
  }
}

function lowerMember(lowering: JavaScriptLowering): Expression {
  const text = lowering.cursor.slice;
  if (text.length <= longestPath && dotted.test(text)) return dottedExpression(lowering, text);
  const [of = other] = lowering.children(1);
  const name = /#?[\w$]+$/.exec(text)?.[0] ?? '';
  return { kind: 'attribute', of, name };
}

function lowerYield(lowering: JavaScriptLowering): Expression {
  const { span } = lowering;
  lowering.scopes.sawYield();
  const [of] = lowering.children();
  return of === undefined ? { kind: 'yield', ...span } : { kind: 'yield', of, ...span };
}

function lowerBinary(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  const items: Expression[] = [];
  let operator = '';
  let end = 0;
  cursor.forEachChild((type) => {
    if (items.length === 1) operator = cursor.text.slice(end, cursor.start).trim();
    end = cursor.end;
    items.push(lowerExpression(lowering, type));
  });
  if (operator.startsWith('&&')) return { kind: 'every', items };
  if (operator.startsWith('||') || operator.startsWith('??')) return { kind: 'some', items };
  return compares.test(operator) ? { kind: 'compare', items } : calculation(cursor.slice, items);
}

/** `a = b` inside an expression; a pattern on the left is bound first. */
function lowerAssignment(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  let target: Expression = other;
  let value: Expression = other;
  cursor.forEachChild((type) => {
    if (cursor.field === 'left') target = assignmentTarget(lowering, type);
    else if (cursor.field === 'right') value = lowerExpression(lowering, type);
  });
  return bindInside(lowering, target, value);
}

/** `a ??= b` gives `a` another value; `a += b` only evaluates. */
function lowerAugmented(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  const logical = /^[^=]*?(?:\?\?|\|\||&&)=/.test(cursor.slice);
  let target: Expression = other;
  let value: Expression = other;
  cursor.forEachChild((type) => {
    if (cursor.field === 'left') target = assignmentTarget(lowering, type);
    else value = lowerExpression(lowering, type);
  });
  if (!logical) return partsOf([value]);
  return { kind: 'assign', target, value: { kind: 'some', items: [target, value] } };
}

function lowerSubscript(lowering: JavaScriptLowering): Expression {
  const [of = other, key = other] = lowering.children();
  return { kind: 'element', of, key };
}

/** Long tables of constants are not looked into: 2,000 units are about 40 lines. */
function lowerArray(lowering: JavaScriptLowering): Expression {
  const { cursor } = lowering;
  if (cursor.end - cursor.start > 2000 && !/[(>]/.test(cursor.slice)) return other;
  const items: Expression[] = [];
  cursor.forEachChild((type) => {
    const item = lowerExpression(lowering, type);
    items.push(type === 'spread_element' ? { kind: 'element', of: item } : item);
  });
  return { kind: 'collection', items };
}

function lowerTemplate(lowering: JavaScriptLowering): Expression {
  const text = lowering.cursor.slice;
  if (!text.includes('${')) return stringLiteral(text);
  const parts: Expression[] = [];
  lowering.cursor.forEachChild((type) => {
    if (type === 'template_substitution') parts.push(...lowering.children());
  });
  return partsOf(parts);
}

function stringLiteral(text: string): Expression {
  return text.length > 80 ? other : { kind: 'literal', value: text.slice(1, -1) };
}

function numberLiteral(text: string): Expression {
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? { kind: 'literal', value } : other;
}
