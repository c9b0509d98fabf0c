/**
 * Python expressions to the lock model. Reads slices of the text where a regular expression decides as well as the
 * tree would (dotted names, literals, operands without a call): a WASM call for each node is what lowering costs.
 */
import type { Argument, Binding, Expression } from '../model/expression.js';
import { calculation, other, partsOf } from '../syntax/inert.js';
import { inertBuiltins } from './builtins.js';
import type { PythonLowering } from './lowering.js';

const dotted = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const dottedInside = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+/g;
/** What a text must contain to hold a call, an await, a yield, a binding or a closure. */
const eventful = /[([]|\bawait\b|\byield\b|:=|\blambda\b/;

/** Longer chains are no program's, and every reader of the model follows them down. */
const longestChain = 40;

/** `a.b.c` as nested attributes. */
export function dottedExpression(text: string): Expression {
  const [first = '', ...rest] = text.split('.');
  if (rest.length > longestChain) return other;
  return rest.reduce<Expression>((of, name) => ({ kind: 'attribute', of, name }), {
    kind: 'name',
    name: first,
  });
}

/** Lists of things that matter one by one, whatever their text holds. */
const structural = new Set(
  'list tuple dictionary expression_list pattern_list tuple_pattern list_pattern as_pattern as_pattern_target'.split(
    ' ',
  ),
);

/** Lowers the expression under the cursor. */
export function lowerExpression(lowering: PythonLowering, type: string): Expression {
  const { cursor } = lowering;
  switch (type) {
    case 'identifier':
      return { kind: 'name', name: cursor.slice };
    case 'attribute':
      return lowerAttribute(lowering);
    case 'call':
      return lowerCall(lowering);
    case 'string':
    case 'concatenated_string':
      return stringLiteral(cursor.slice);
    case 'integer':
    case 'float':
      return { kind: 'literal', value: Number(cursor.slice.replaceAll('_', '')) };
    case 'true':
      return { kind: 'literal', value: true };
    case 'false':
      return { kind: 'literal', value: false };
    case 'none':
      return { kind: 'literal', value: null };
    case 'lambda':
      return lowering.lambda();
    case 'ellipsis':
      return other;
    default:
      return lowerCompound(lowering, type);
  }
}

function lowerCompound(lowering: PythonLowering, type: string): Expression {
  const { cursor } = lowering;
  const text = cursor.slice;
  if (!structural.has(type) && !eventful.test(text)) {
    return quiet(lowering, type, text);
  }
  const span = { start: cursor.start, end: cursor.end };
  switch (type) {
    case 'parenthesized_expression':
    case 'as_pattern_target':
    case 'type':
    case 'list_splat':
    case 'dictionary_splat':
      return lowering.children()[0] ?? other;
    case 'await':
      return { kind: 'await', of: lowering.children()[0] ?? other, ...span };
    case 'yield': {
      lowering.sawYield();
      const of = lowering.children()[0];
      return of === undefined ? { kind: 'yield', ...span } : { kind: 'yield', of, ...span };
    }
    case 'not_operator':
      return { kind: 'not', of: lowering.children()[0] ?? other };
    case 'boolean_operator':
      return logic(text, lowering.children());
    case 'comparison_operator':
      return { kind: 'compare', items: lowering.children() };
    case 'conditional_expression': {
      const [then = other, condition = other, otherwise = other] = lowering.children();
      return { kind: 'choice', condition, items: [then, otherwise] };
    }
    case 'named_expression': {
      const [target = other, value = other] = lowering.children();
      return { kind: 'assign', target, value };
    }
    case 'subscript': {
      const [of = other, key] = lowering.children();
      return key === undefined ? { kind: 'element', of } : { kind: 'element', of, key };
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return lowerItems(lowering, text);
    case 'dictionary':
      return lowerDictionary(lowering, text);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      return lowerComprehension(lowering);
    case 'binary_operator':
      return calculation(text, lowering.children());
    default:
      return partsOf(lowering.children());
  }
}

/** `and` or `or`: an operand cannot hold the other one's word at its end, so the text between two operands decides. */
function logic(text: string, items: readonly Expression[]): Expression {
  const mixed = / and |\band\b/.test(text) && /\bor\b/.test(text);
  if (mixed) return partsOf(items);
  return { kind: /\band\b/.test(text) ? 'every' : 'some', items };
}

/** An expression without a call: only its kind and the attributes it reads (they may be properties) are kept. */
function quiet(lowering: PythonLowering, type: string, text: string): Expression {
  if (type === 'boolean_operator' || type === 'not_operator' || type === 'conditional_expression') {
    if (text.length < 400) return lowerQuietLogic(lowering, type, text);
  }
  if (type === 'parenthesized_expression') return lowering.children()[0] ?? other;
  const names = /['"#]/.test(text) || !text.includes('.') ? [] : [...new Set(text.match(dottedInside) ?? [])];
  const parts = names.slice(0, 20).map(dottedExpression);
  if (type === 'comparison_operator') return { kind: 'compare', items: [...equated(text), ...parts] };
  return partsOf(parts);
}

const equatedFirst = /^([A-Za-z_]\w*)\s*(?:[=!]=|is\b)/;
const equatedLast = /(?:[=!]=|\bis(?:\s+not)?)\s*(?!None$|True$|False$|not$)([A-Za-z_]\w*)$/;

/** The variables at both ends that are compared for being the same: what they are may be a thread. */
function equated(text: string): Expression[] {
  const names = [equatedFirst.exec(text)?.[1], equatedLast.exec(text)?.[1]];
  return names.flatMap((name) => (name === undefined ? [] : [{ kind: 'name', name } as const]));
}

function lowerQuietLogic(lowering: PythonLowering, type: string, text: string): Expression {
  const items = lowering.children();
  if (type === 'boolean_operator') return logic(text, items);
  if (type === 'not_operator') return { kind: 'not', of: items[0] ?? other };
  const [then = other, condition = other, otherwise = other] = items;
  return { kind: 'choice', condition, items: [then, otherwise] };
}

function lowerAttribute(lowering: PythonLowering): Expression {
  const text = lowering.cursor.slice;
  if (dotted.test(text)) return dottedExpression(text);
  const [of = other] = lowering.children(1);
  const name = /[A-Za-z_]\w*$/.exec(text)?.[0] ?? '';
  return { kind: 'attribute', of, name };
}

function lowerCall(lowering: PythonLowering): Expression {
  const { cursor } = lowering;
  const simple = lowering.simple(cursor.start, cursor.end);
  if (simple) return simple;
  const span = { start: cursor.start, end: cursor.end };
  let callee: Expression = other;
  let args: Argument[] = [];
  let first = true;
  cursor.forEachChild((type) => {
    if (first) callee = lowerExpression(lowering, type);
    else if (type === 'argument_list') args = lowerArguments(lowering);
    else if (type === 'generator_expression') args = [{ value: lowerComprehension(lowering) }];
    first = false;
  });
  if (callee.kind === 'name' && inertBuiltins.has((callee as { name: string }).name)) {
    return partsOf(args.map((argument) => argument.value));
  }
  return { kind: 'call', callee, args, ...span };
}

export function lowerArguments(lowering: PythonLowering): Argument[] {
  const args: Argument[] = [];
  const { cursor } = lowering;
  cursor.forEachChild((type) => {
    if (type === 'keyword_argument') {
      const name = /^\w+/.exec(cursor.slice)?.[0] ?? '';
      const parts = lowering.children();
      args.push({ name, value: parts[1] ?? other });
    } else if (type === 'list_splat' || type === 'dictionary_splat') {
      args.push({ value: lowerExpression(lowering, type), spread: true });
    } else args.push({ value: lowerExpression(lowering, type) });
  });
  return args;
}

/** Long tables of constants are not looked into: 2,000 units are about 40 lines. */
function lowerItems(lowering: PythonLowering, text: string): Expression {
  if (text.length > 2000 && !text.includes('(', 1)) return other;
  return { kind: 'collection', items: lowering.children() };
}

function lowerDictionary(lowering: PythonLowering, text: string): Expression {
  if (text.length > 2000 && !text.includes('(')) return other;
  const items: Expression[] = [];
  const keys: string[] = [];
  lowering.cursor.forEachChild((type) => {
    if (type !== 'pair') return;
    const [key = other, value = other] = lowering.children();
    keys.push(key.kind === 'literal' ? String(key.value) : '');
    items.push(value);
  });
  return { kind: 'collection', items, keys };
}

function lowerComprehension(lowering: PythonLowering): Expression {
  const items: Expression[] = [];
  const loops: Binding[] = [];
  const { cursor } = lowering;
  cursor.forEachChild((type) => {
    if (type === 'for_in_clause') {
      const [target = other, value = other] = lowering.children().slice(-2);
      loops.push({ target, value: { kind: 'element', of: value } });
    } else if (type === 'pair') items.push(lowering.children()[1] ?? other);
    else if (type === 'if_clause') lowering.children();
    else items.push(lowerExpression(lowering, type));
  });
  return { kind: 'collection', items, repeated: true, loops };
}

function stringLiteral(text: string): Expression {
  if (text.length > 80) return other;
  const match = /^[A-Za-z]{0,2}(?:'''|"""|'|")([\s\S]*?)(?:'''|"""|'|")$/.exec(text);
  return { kind: 'literal', value: match?.[1] ?? '' };
}
