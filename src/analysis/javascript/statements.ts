/** JavaScript and TypeScript statements to the lock model. What cannot matter (types, directives) leaves nothing. */
import type { Expression, Span } from '../model/expression.js';
import type { Block, Statement } from '../model/statement.js';
import { isInert, other, partsOf } from '../syntax/inert.js';
import { lowerClass } from './classes.js';
import { lowerExpression } from './expressions.js';
import { lowerFor, lowerForIn, lowerIf, lowerSwitch, lowerTry, lowerWhile } from './flow.js';
import { lowerFunctionDeclaration } from './functions.js';
import { lowerIteration } from './iteration.js';
import type { JavaScriptLowering } from './lowering.js';
import { exportedName, lowerExport, lowerImport, lowerModuleExports } from './modules.js';
import { lowerObject } from './objects.js';
import { assignmentTarget, bind, lowerPattern } from './patterns.js';
import { lowerReturned } from './promises.js';
import { lowerUsing } from './using.js';

type Into = Statement[];

/** The statements below the cursor (a block or the module). Functions come first: they are there from the start. */
export function lowerBlock(lowering: JavaScriptLowering): Block {
  const functions: Statement[] = [];
  const statements: Statement[] = [];
  // After `using`, what follows is the body that it stands around.
  let into = statements;
  lowering.cursor.forEachChild((type) => {
    if (isFunctionDeclaration(type)) functions.push(lowerFunctionDeclaration(lowering));
    else {
      const inside = lowerUsing(lowering, type, into);
      if (inside) into = inside;
      else lowerStatement(lowering, type, into);
    }
  });
  return [...functions, ...statements];
}

function isFunctionDeclaration(type: string): boolean {
  return type === 'function_declaration' || type === 'generator_function_declaration';
}

/** A block of its own, or a single statement in its place. */
export function lowerBody(lowering: JavaScriptLowering, type: string): Block {
  return lowering.scopes.inBlock(() => {
    if (type === 'statement_block') return lowerBlock(lowering);
    const into: Statement[] = [];
    lowerStatement(lowering, type, into);
    return into;
  });
}

export function lowerStatement(lowering: JavaScriptLowering, type: string, into: Into): void {
  switch (type) {
    case 'expression_statement':
      return lowering.cursor.forEachChild((inner) => lowerEvaluation(lowering, inner, into));
    case 'lexical_declaration':
      return lowerDeclaration(lowering, 'block', into);
    case 'variable_declaration':
      return lowerDeclaration(lowering, 'function', into);
    case 'function_declaration':
    case 'generator_function_declaration':
      into.push(lowerFunctionDeclaration(lowering));
      return;
    case 'class_declaration':
    case 'abstract_class_declaration':
      into.push(lowerClassDeclaration(lowering));
      return;
    case 'import_statement':
    case 'import_alias':
      return lowerImport(lowering, into);
    case 'export_statement':
      return lowerExport(lowering, into);
    case 'statement_block':
      into.push(...lowerBody(lowering, type));
      return;
    default:
      return lowerCompound(lowering, type, into);
  }
}

function lowerCompound(lowering: JavaScriptLowering, type: string, into: Into): void {
  const { span } = lowering;
  switch (type) {
    case 'return_statement':
      return lowerReturn(lowering, into);
    case 'throw_statement':
      into.push({ kind: 'raise', value: partsOf(lowering.children()), ...span });
      return;
    case 'break_statement':
    case 'continue_statement':
      into.push(lowerJump(lowering, type));
      return;
    case 'if_statement':
      into.push(lowerIf(lowering));
      return;
    case 'while_statement':
    case 'do_statement':
      into.push(lowerWhile(lowering, type));
      return;
    case 'for_statement':
      return lowerFor(lowering, into);
    case 'for_in_statement':
      into.push(lowerForIn(lowering));
      return;
    case 'switch_statement':
      return lowerSwitch(lowering, into);
    case 'try_statement':
      into.push(lowerTry(lowering));
      return;
    case 'labeled_statement':
    case 'ambient_declaration':
    case 'internal_module':
    case 'module':
    case 'ERROR':
      return lowerInner(lowering, into);
    default:
  }
}

function lowerReturn(lowering: JavaScriptLowering, into: Into): void {
  const before = into.length;
  lowering.cursor.forEachChild((type) => {
    into.push(...lowerReturned(lowering, type));
  });
  if (into.length === before) into.push({ kind: 'return', ...lowering.span });
}

/** A label jumps further than the model can say: leaving the inner loop is the nearest. */
function lowerJump(lowering: JavaScriptLowering, type: string): Statement {
  const labelled = /\s[\w$]/.test(lowering.cursor.slice);
  return { kind: type === 'continue_statement' && !labelled ? 'continue' : 'break', ...lowering.span };
}

const statementLike = /_statement$|_declaration$|^statement_block$/;

/** Statements below something that is none itself; loose expressions of broken code are left out. */
function lowerInner(lowering: JavaScriptLowering, into: Into): void {
  lowering.cursor.forEachChild((type) => {
    if (statementLike.test(type)) lowerStatement(lowering, type, into);
  });
}

export function lowerClassDeclaration(lowering: JavaScriptLowering): Statement {
  const { span } = lowering;
  const value = lowerClass(lowering);
  const head = lowering.cursor.text.slice(span.start, span.start + 400);
  const name = /\bclass\s+(?!extends\b)([\w$]+)/.exec(head.slice(0, head.indexOf('{')))?.[1] ?? 'default';
  const target: Expression = { kind: 'name', name: lowering.scopes.declare(name) };
  return { kind: 'assign', target, value, ...span };
}

/** An expression in a statement's place. */
export function lowerEvaluation(lowering: JavaScriptLowering, type: string, into: Into): void {
  const { span } = lowering;
  if (type === 'string') return;
  if (type === 'assignment_expression') return lowerAssignment(lowering, into);
  if (type === 'sequence_expression') {
    return lowering.cursor.forEachChild((inner) => lowerEvaluation(lowering, inner, into));
  }
  const loop = type === 'call_expression' ? lowerIteration(lowering, 'statement') : undefined;
  if (loop) {
    into.push(loop);
    return;
  }
  const value = lowerExpression(lowering, type);
  if (isInert(value)) return;
  if (value.kind === 'assign') into.push({ ...value, ...span });
  else into.push(...(filling(value, span) ?? [{ kind: 'evaluate', value, ...span }]));
}

/** `list.push(x)` and `map.set(key, x)` bind an element; `set.add(x)` may be a queue's method too. */
function filling(value: Expression, span: Span): Statement[] | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute') return undefined;
  const { name, of } = value.callee;
  const items = value.args.filter((argument) => argument.name === undefined);
  const [first, second] = items;
  if (name === 'set' && first && second) {
    return [
      { kind: 'assign', target: { kind: 'element', of, key: first.value }, value: second.value, ...span },
    ];
  }
  if (!first || (name !== 'push' && name !== 'unshift' && name !== 'add')) return undefined;
  const bound = items.map((item): Statement => {
    return { kind: 'assign', target: { kind: 'element', of }, value: item.value, ...span };
  });
  if (name !== 'add') return bound;
  return first.value.kind === 'name' ? [{ kind: 'evaluate', value, ...span }, ...bound] : undefined;
}

function lowerAssignment(lowering: JavaScriptLowering, into: Into): void {
  const { cursor, span } = lowering;
  let target: Expression = other;
  let left = '';
  let value: Expression = other;
  cursor.forEachChild((type) => {
    if (cursor.field === 'left') {
      left = cursor.slice;
      target = exportedName(left) === undefined ? assignmentTarget(lowering, type) : other;
    } else if (cursor.field === 'right') {
      if (type === 'assignment_expression') {
        lowerAssignment(lowering, into);
        const last = into[into.length - 1];
        value = last?.kind === 'assign' ? last.target : other;
      } else value = type === 'object' ? lowerObject(lowering, target) : lowerExpression(lowering, type);
    }
  });
  const name = exportedName(left);
  if (/^module\s*\.\s*exports$/.test(left)) lowerModuleExports(lowering, value, into);
  else if (name !== undefined) {
    into.push({ kind: 'assign', target: { kind: 'name', name }, value, ...span });
  } else bind(lowering, target, value, span, into);
}

/** `const`, `let` and `var`. */
export function lowerDeclaration(lowering: JavaScriptLowering, kind: 'block' | 'function', into: Into): void {
  const { cursor } = lowering;
  cursor.forEachChild((type) => {
    if (type !== 'variable_declarator') return;
    const { span } = lowering;
    let target: Expression = other;
    let value: Expression | undefined;
    cursor.forEachChild((inner) => {
      if (cursor.field === 'name') target = lowerPattern(lowering, inner, kind);
      else if (cursor.field === 'value') {
        value = inner === 'object' ? lowerObject(lowering, target) : lowerExpression(lowering, inner);
      }
    });
    if (value !== undefined) bind(lowering, target, value, span, into);
  });
}
