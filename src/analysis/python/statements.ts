/** Python statements to the lock model. What cannot matter (docstrings, `pass`, `assert` of constants) leaves nothing. */
import type { Binding, Expression, Span } from '../model/expression.js';
import type { Block, Statement, WithItem } from '../model/statement.js';
import { isInert, other, partsOf } from '../syntax/inert.js';
import { lowerClass, lowerDecorated, lowerFunction } from './definitions.js';
import { dottedExpression, lowerExpression } from './expressions.js';
import { lowerImport, lowerImportFrom } from './imports.js';
import type { PythonLowering } from './lowering.js';

/** Branches of one chain that nest in the model. */
const longestChain = 50;

/** Methods that put what they are given into their receiver: modelled as binding an element. */
const fillers = new Set(['append', 'add', 'appendleft', 'insert', 'extend']);

/** The statements below the cursor (a block or the module). */
export function lowerBlock(lowering: PythonLowering): Block {
  const statements: Statement[] = [];
  lowering.cursor.forEachChild((type) => lowerStatement(lowering, type, statements));
  return statements;
}

export function lowerStatement(lowering: PythonLowering, type: string, into: Statement[]): void {
  const { cursor } = lowering;
  switch (type) {
    case 'expression_statement':
      return lowerExpressionStatement(lowering, into);
    case 'function_definition':
      into.push(lowering.definition(() => lowerFunction(lowering)));
      return;
    case 'class_definition':
      into.push(lowering.definition(() => lowerClass(lowering)));
      return;
    case 'decorated_definition':
      into.push(lowering.definition(() => lowerDecorated(lowering)));
      return;
    case 'import_statement':
      return lowerImport(lowering, into);
    case 'import_from_statement':
      return lowerImportFrom(lowering, into);
    case 'global_statement':
      return lowering.sawGlobal(namesIn(cursor.slice));
    case 'nonlocal_statement':
      return lowering.sawNonlocal(namesIn(cursor.slice));
    case 'pass_statement':
    case 'future_import_statement':
      return;
    case 'ERROR':
      // What could not be parsed: its statements are still read, its loose expressions are not.
      return cursor.forEachChild((inner) => {
        if (/_statement$|_definition$|^block$/.test(inner)) lowerStatement(lowering, inner, into);
      });
    case 'block':
      into.push(...lowerBlock(lowering));
      return;
    default:
      into.push(...lowerCompound(lowering, type));
  }
}

function namesIn(text: string): string[] {
  return text.split(/[\s,]+/).slice(1);
}

function lowerCompound(lowering: PythonLowering, type: string): Statement[] {
  const { start, end } = lowering.cursor;
  const span = { start, end };
  switch (type) {
    case 'return_statement': {
      const value = lowering.simple(start + 'return '.length, end) ?? lowering.children()[0];
      return [value === undefined ? { kind: 'return', ...span } : { kind: 'return', value, ...span }];
    }
    case 'raise_statement':
      return [{ kind: 'raise', value: partsOf(lowering.children()), ...span }];
    case 'break_statement':
      return [{ kind: 'break', ...span }];
    case 'continue_statement':
      return [{ kind: 'continue', ...span }];
    case 'if_statement':
      return [lowerIf(lowering)];
    case 'while_statement':
    case 'for_statement':
      return [lowerLoop(lowering, type)];
    case 'try_statement':
      return [lowerTry(lowering)];
    case 'with_statement':
      return [lowerWith(lowering)];
    case 'match_statement':
      return lowerMatch(lowering);
    default: {
      const value = partsOf(lowering.children());
      return isInert(value) ? [] : [{ kind: 'evaluate', value, ...span }];
    }
  }
}

function lowerExpressionStatement(lowering: PythonLowering, into: Statement[]): void {
  const { cursor } = lowering;
  const { start } = cursor;
  const first = cursor.text.charCodeAt(start);
  // A docstring or another bare string: most lines of documentation end here.
  if (first === 34 || first === 39) return;
  const span = { start, end: cursor.end };
  if (lowerSimple(lowering, span, into)) return;
  cursor.forEachChild((type) => {
    if (type === 'assignment') return lowerAssignment(lowering, span, into);
    if (type === 'augmented_assignment') {
      const [, value = other] = lowering.children();
      if (!isInert(value)) into.push({ kind: 'evaluate', value, ...span });
      return;
    }
    if (type === 'string') return;
    const value = lowerExpression(lowering, type);
    if (!isInert(value)) into.push(filling(value, span) ?? { kind: 'evaluate', value, ...span });
  });
}

const simpleTarget = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)* = /y;

/** `call(…)` and `target = simple` without a look at the tree; false when the statement is something else. */
function lowerSimple(lowering: PythonLowering, span: Span, into: Statement[]): boolean {
  const { text } = lowering.cursor;
  simpleTarget.lastIndex = span.start;
  const target = simpleTarget.exec(text)?.[0];
  const value = lowering.simple(span.start + (target?.length ?? 0), span.end);
  if (!value) return false;
  if (target !== undefined)
    into.push({ kind: 'assign', target: dottedExpression(target.slice(0, -3)), value, ...span });
  else if (!isInert(value)) into.push(filling(value, span) ?? { kind: 'evaluate', value, ...span });
  return true;
}

function filling(value: Expression, span: { start: number; end: number }): Statement | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute' || !fillers.has(value.callee.name))
    return undefined;
  const item = value.args[value.args.length - 1]?.value;
  if (item === undefined) return undefined;
  return { kind: 'assign', target: { kind: 'element', of: value.callee.of }, value: item, ...span };
}

/** `a = b = value` and `a: T = value`. */
function lowerAssignment(
  lowering: PythonLowering,
  span: { start: number; end: number },
  into: Statement[],
): void {
  const { cursor } = lowering;
  let target: Expression | undefined;
  let value: Expression | undefined;
  cursor.forEachChild((type) => {
    if (target === undefined) target = lowerExpression(lowering, type);
    else if (type === 'type') return;
    else if (type === 'assignment') {
      lowerAssignment(lowering, span, into);
      const last = into[into.length - 1];
      if (last?.kind === 'assign') value = last.target;
    } else value = lowerExpression(lowering, type);
  });
  if (target === undefined || value === undefined) return;
  into.push({ kind: 'assign', target, value, ...span });
}

interface Arm {
  readonly condition: Expression;
  readonly consequence: Block;
  readonly start: number;
}

function lowerIf(lowering: PythonLowering): Statement {
  const { cursor } = lowering;
  const span = { start: cursor.start, end: cursor.end };
  const arms: Arm[] = [];
  let otherwise: Block = [];
  let condition: Expression = other;
  let seen = false;
  cursor.forEachChild((type) => {
    if (type === 'block') arms.push({ condition, consequence: lowerBlock(lowering), start: span.start });
    else if (type === 'elif_clause') arms.push(lowerElif(lowering));
    else if (type === 'else_clause') otherwise = blockBelow(lowering);
    else if (!seen) {
      condition = lowerExpression(lowering, type);
      seen = true;
    }
  });
  const [first, ...others] = arms;
  const rest = chained(others, otherwise, span.end);
  return { kind: 'branch', condition, consequence: first?.consequence ?? [], otherwise: rest, ...span };
}

/**
 * Branches of which the first that applies is taken: each in the `otherwise` of the one before. Every reader of the model
 * recurses into that, so the parts of a very long chain follow each other instead.
 */
function chained(arms: readonly Arm[], otherwise: Block, end: number): Block {
  const parts: Statement[] = [];
  for (let from = 0; from < arms.length; from += longestChain) {
    const isLast = from + longestChain >= arms.length;
    const nested = arms
      .slice(from, from + longestChain)
      .reduceRight<Block>(
        (inner, arm) => [{ kind: 'branch', ...arm, otherwise: inner, end }],
        isLast ? otherwise : [],
      );
    parts.push(...nested);
  }
  return arms.length === 0 ? otherwise : parts;
}

function lowerElif(lowering: PythonLowering): Arm {
  let condition: Expression | undefined;
  let consequence: Block = [];
  const { start } = lowering.cursor;
  lowering.cursor.forEachChild((type) => {
    if (type === 'block') consequence = lowerBlock(lowering);
    else condition ??= lowerExpression(lowering, type);
  });
  return { condition: condition ?? other, consequence, start };
}

/** The block below a clause (`else:`, `finally:`). */
function blockBelow(lowering: PythonLowering): Block {
  let block: Block = [];
  lowering.cursor.forEachChild((type) => {
    if (type === 'block') block = lowerBlock(lowering);
  });
  return block;
}

function lowerLoop(lowering: PythonLowering, type: string): Statement {
  const { cursor } = lowering;
  const span = { start: cursor.start, end: cursor.end };
  const heads: Expression[] = [];
  let body: Block = [];
  let otherwise: Block = [];
  const async = cursor.text.startsWith('async', span.start);
  cursor.forEachChild((inner) => {
    if (inner === 'block') body = lowerBlock(lowering);
    else if (inner === 'else_clause') otherwise = blockBelow(lowering);
    else heads.push(lowerExpression(lowering, inner));
  });
  const [first = other, second = other] = heads;
  if (type === 'for_statement') {
    const over: Binding = { target: first, value: { kind: 'element', of: second } };
    return { kind: 'loop', over, body, otherwise, endless: false, async, ...span };
  }
  const endless = first.kind === 'literal' && Boolean(first.value);
  return { kind: 'loop', condition: first, body, otherwise, endless, async, ...span };
}

function lowerTry(lowering: PythonLowering): Statement {
  const { cursor } = lowering;
  const handlers: Block[] = [];
  let body: Block = [];
  let otherwise: Block = [];
  let last: Block = [];
  let catchesAll = false;
  cursor.forEachChild((type) => {
    if (type === 'block') body = lowerBlock(lowering);
    else if (type === 'except_clause' || type === 'except_group_clause') {
      catchesAll ||= /^except\s*(?::|\(?BaseException|\(?Exception)/.test(cursor.slice);
      handlers.push(blockBelow(lowering));
    } else if (type === 'else_clause') otherwise = blockBelow(lowering);
    else if (type === 'finally_clause') last = blockBelow(lowering);
  });
  const { start, end } = cursor;
  return { kind: 'try', body, handlers, catchesAll, otherwise, finally: last, start, end };
}

function lowerWith(lowering: PythonLowering): Statement {
  const { cursor } = lowering;
  const span = { start: cursor.start, end: cursor.end };
  const async = cursor.text.startsWith('async', span.start);
  const items: WithItem[] = [];
  let body: Block = [];
  cursor.forEachChild((type) => {
    if (type === 'block') body = lowerBlock(lowering);
    else if (type === 'with_clause') {
      cursor.forEachChild((inner) => {
        if (inner === 'with_item') cursor.forEachChild((value) => lowerWithItem(lowering, value, items));
      });
    }
  });
  return { kind: 'with', items, body, async, ...span };
}

function lowerWithItem(lowering: PythonLowering, type: string, items: WithItem[]): void {
  const { cursor } = lowering;
  const span = { start: cursor.start, end: cursor.end };
  if (type === 'tuple') {
    cursor.forEachChild((inner) => lowerWithItem(lowering, inner, items));
    return;
  }
  if (type !== 'as_pattern') {
    items.push({ context: lowerExpression(lowering, type), ...span });
    return;
  }
  const [context = other, target] = lowering.children();
  items.push(target === undefined ? { context, ...span } : { context, target, ...span });
}

/** `match`: the cases as branches on conditions that nothing is known of. */
function lowerMatch(lowering: PythonLowering): Statement[] {
  const { cursor } = lowering;
  const { start, end } = cursor;
  const result: Statement[] = [];
  const cases: Block[] = [];
  cursor.forEachChild((type) => {
    if (type === 'block') cursor.forEachChild(() => cases.push(blockBelow(lowering)));
    else result.push({ kind: 'evaluate', value: lowerExpression(lowering, type), start, end });
  });
  const arms = cases.map((consequence) => ({ condition: other, consequence, start }));
  return [...result, ...chained(arms, [], end)];
}
