/** Branches, loops, `switch` and `try`. */
import type { Expression, Span } from '../model/expression.js';
import type { Block, Statement } from '../model/statement.js';
import { isInert, other } from '../syntax/inert.js';
import { lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';
import { bind, lowerPattern } from './patterns.js';
import { lowerBody, lowerDeclaration, lowerEvaluation, lowerStatement } from './statements.js';

export function lowerIf(lowering: JavaScriptLowering): Statement {
  const { cursor, span } = lowering;
  let condition: Expression = other;
  let consequence: Block = [];
  let otherwise: Block = [];
  cursor.forEachChild((type) => {
    if (cursor.field === 'condition') condition = lowerExpression(lowering, type);
    else if (cursor.field === 'consequence') consequence = lowerBody(lowering, type);
    else if (type === 'else_clause') {
      cursor.forEachChild((inner) => {
        otherwise = lowerBody(lowering, inner);
      });
    }
  });
  return { kind: 'branch', condition, consequence, otherwise, ...span };
}

export function lowerWhile(lowering: JavaScriptLowering, type: string): Statement {
  const { cursor, span } = lowering;
  let condition: Expression = other;
  let body: Block = [];
  cursor.forEachChild((inner) => {
    if (cursor.field === 'condition') condition = lowerExpression(lowering, inner);
    else if (cursor.field === 'body') body = lowerBody(lowering, inner);
  });
  const loop = { kind: 'loop', otherwise: [], async: false, ...span } as const;
  if (type === 'while_statement') return { ...loop, condition, body, endless: isTrue(condition) };
  // `do` looks at its condition after each round.
  const leave: Statement = {
    kind: 'branch',
    condition: { kind: 'not', of: condition },
    consequence: [{ kind: 'break', ...span }],
    otherwise: [],
    ...span,
  };
  return { ...loop, body: [...body, leave], endless: true };
}

function isTrue(condition: Expression): boolean {
  return condition.kind === 'literal' && Boolean(condition.value);
}

export function lowerFor(lowering: JavaScriptLowering, into: Statement[]): void {
  const { cursor, span } = lowering;
  lowering.scopes.inBlock(() => {
    let condition: Expression | undefined;
    let body: Block = [];
    const step: Statement[] = [];
    cursor.forEachChild((type) => {
      if (cursor.field === 'initializer') lowerInitializer(lowering, type, into);
      else if (cursor.field === 'condition') condition = conditionOf(lowering, type);
      else if (cursor.field === 'increment') lowerEvaluation(lowering, type, step);
      else if (cursor.field === 'body') body = lowerBody(lowering, type);
    });
    const endless = condition === undefined || isTrue(condition);
    into.push({
      kind: 'loop',
      ...(condition && { condition }),
      body: [...body, ...step],
      otherwise: [],
      endless,
      async: false,
      ...span,
    });
  });
}

function lowerInitializer(lowering: JavaScriptLowering, type: string, into: Statement[]): void {
  if (type === 'lexical_declaration') lowerDeclaration(lowering, 'block', into);
  else if (type === 'variable_declaration') lowerDeclaration(lowering, 'function', into);
  else if (type.endsWith('_statement')) lowerStatement(lowering, type, into);
  else lowerEvaluation(lowering, type, into);
}

/** Older grammars have a statement here, and nothing is an empty one. */
function conditionOf(lowering: JavaScriptLowering, type: string): Expression | undefined {
  if (type === 'empty_statement') return undefined;
  return type === 'expression_statement' ? lowering.children()[0] : lowerExpression(lowering, type);
}

/** `for (x of y)`, `for await (x of y)`, `for (x in y)`. */
export function lowerForIn(lowering: JavaScriptLowering): Statement {
  const { cursor, span } = lowering;
  const head = cursor.text.slice(span.start, span.start + 40);
  const async = /^for\s+await\b/.test(head);
  const word = /^for\s*(?:await\s*)?\(\s*(const|let|var|using|await\s+using)\b/.exec(head)?.[1];
  const kind = word === undefined ? 'assigned' : word === 'var' ? 'function' : 'block';
  return lowering.scopes.inBlock(() => {
    let target: Expression = other;
    let of: Expression = other;
    let body: Block = [];
    cursor.forEachChild((type) => {
      if (cursor.field === 'left') target = lowerPattern(lowering, type, kind);
      else if (cursor.field === 'right') of = lowerExpression(lowering, type);
      else if (cursor.field === 'body') body = lowerBody(lowering, type);
    });
    const element: Expression = { kind: 'element', of };
    const taken: Statement[] = [];
    if (target.kind === 'collection' && target.keys) {
      const each: Expression = { kind: 'name', name: lowering.temporary() };
      bind(lowering, target, each, span, taken);
      target = each;
    }
    return {
      kind: 'loop',
      over: { target, value: element },
      body: [...taken, ...body],
      otherwise: [],
      endless: false,
      async,
      ...span,
    };
  });
}

interface Case {
  readonly condition: Expression | undefined;
  readonly body: Block;
}

/**
 * `switch` as a chain of branches; a case that does not end runs into the next. Where a `break` stands inside a case,
 * the chain is a loop of one round, so that the `break` has something to leave.
 */
export function lowerSwitch(lowering: JavaScriptLowering, into: Statement[]): void {
  const { cursor, span } = lowering;
  const cases: Case[] = [];
  cursor.forEachChild((type) => {
    if (cursor.field === 'value') {
      const value = lowerExpression(lowering, type);
      if (!isInert(value)) into.push({ kind: 'evaluate', value, ...span });
    } else if (type === 'switch_body') {
      lowering.scopes.inBlock(() => cursor.forEachChild((inner) => cases.push(lowerCase(lowering, inner))));
    }
  });
  const chain = chainOf(cases, span);
  const jumps = jumpsIn(chain);
  if (!jumps.has('break') || jumps.has('continue')) into.push(...chain);
  else {
    const body: Block = [...chain, { kind: 'break', ...span }];
    into.push({ kind: 'loop', body, otherwise: [], endless: true, async: false, ...span });
  }
}

/** Cases that nest in the model as `else if` does; those of a very long switch follow each other instead. */
const longestChain = 50;

function chainOf(cases: readonly Case[], span: Span): Block {
  const bodies = fallingThrough(cases);
  const rest: Statement[] = [];
  let chain: Block = bodies[cases.findIndex((each) => each.condition === undefined)] ?? [];
  for (let i = cases.length - 1; i >= 0; i--) {
    const { condition } = cases[i] as Case;
    if (condition === undefined) continue;
    chain = [{ kind: 'branch', condition, consequence: bodies[i] ?? [], otherwise: chain, ...span }];
    if (i === 0 || i % longestChain !== 0) continue;
    rest.unshift(...chain);
    chain = [];
  }
  return [...chain, ...rest];
}

function lowerCase(lowering: JavaScriptLowering, type: string): Case {
  const { cursor } = lowering;
  let condition: Expression | undefined;
  const body: Statement[] = [];
  cursor.forEachChild((inner) => {
    if (type === 'switch_case' && cursor.field === 'value') {
      condition = { kind: 'compare', items: [lowerExpression(lowering, inner)] };
    } else lowerStatement(lowering, inner, body);
  });
  return { condition, body };
}

/** At most this many cases run into each other; more is a table, and a copy of the rest says nothing new. */
const longestFall = 8;

/** Each case with what it runs into, and without the `break` at its end. */
function fallingThrough(cases: readonly Case[]): Block[] {
  const bodies: Block[] = [];
  const falls: number[] = [];
  for (let i = cases.length - 1; i >= 0; i--) {
    const { body } = cases[i] as Case;
    const last = body[body.length - 1];
    const ends =
      last?.kind === 'break' ||
      last?.kind === 'continue' ||
      last?.kind === 'return' ||
      last?.kind === 'raise';
    const fall = ends ? 0 : (falls[i + 1] ?? 0) + 1;
    falls[i] = fall;
    if (last?.kind === 'break') bodies[i] = body.slice(0, -1);
    else bodies[i] = ends || fall > longestFall ? body : [...body, ...(bodies[i + 1] ?? [])];
  }
  return bodies;
}

/** The kinds of jumps in a block that leave it: those in a loop of its own do not. */
function jumpsIn(block: Block, found = new Set<string>()): Set<string> {
  for (const statement of block) {
    if (statement.kind === 'branch') {
      jumpsIn(statement.consequence, found);
      jumpsIn(statement.otherwise, found);
    } else if (statement.kind === 'try') {
      for (const inner of [statement.body, ...statement.handlers, statement.finally]) jumpsIn(inner, found);
    } else if (statement.kind === 'with') jumpsIn(statement.body, found);
    else found.add(statement.kind);
  }
  return found;
}

export function lowerTry(lowering: JavaScriptLowering): Statement {
  const { cursor, span } = lowering;
  let body: Block = [];
  const handlers: Block[] = [];
  let last: Block = [];
  let ends = false;
  cursor.forEachChild((type) => {
    ends ||= type === 'finally_clause';
  });
  if (ends) lowering.tryDepth++;
  cursor.forEachChild((type) => {
    if (cursor.field === 'body') body = lowerBody(lowering, type);
    else if (type === 'catch_clause') handlers.push(lowerCatch(lowering));
    else if (type === 'finally_clause') {
      cursor.forEachChild((inner) => {
        last = lowerBody(lowering, inner);
      });
    }
  });
  if (ends) lowering.tryDepth--;
  return {
    kind: 'try',
    body,
    handlers,
    catchesAll: handlers.length > 0,
    otherwise: [],
    finally: last,
    ...span,
  };
}

function lowerCatch(lowering: JavaScriptLowering): Block {
  const { cursor } = lowering;
  return lowering.scopes.inBlock(() => {
    let body: Block = [];
    cursor.forEachChild((type) => {
      if (cursor.field === 'parameter') lowerPattern(lowering, type, 'block');
      else if (type === 'statement_block') body = lowerBody(lowering, type);
    });
    return body;
  });
}
