/**
 * Branches that ask on which thread, or in which event loop, their code runs: `threading.get_ident() == self._ident`.
 * Which answer leads where is not looked at: who asks has thought of it.
 */
import type { Expression } from '../model/expression.js';
import type { Operation } from '../model/library.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Execution } from './execution.js';

type Identity = Extract<Operation, { op: 'give' }>['identifies'];

/** A question may stand in a function of its own, and that may ask another one. */
const deepestQuestion = 2;

export function asksThread({ resolver, node }: Execution, condition: Expression): boolean {
  return asks(resolver, condition, node, deepestQuestion);
}

/** Whether the block throws where no event loop runs. */
export function asksByException({ resolver, node }: Execution, block: Block): boolean {
  let throws = false;
  eachStatement(block, (statement) => {
    for (const expression of expressionsIn(statement))
      visitExpression(expression, (inner) => {
        if (identityOf(resolver, inner, node) === 'loop') throws = true;
      });
  });
  return throws;
}

function asks(resolver: Resolver, condition: Expression, node: FunctionNode, depth: number): boolean {
  const inner = (each: Expression) => asks(resolver, each, node, depth);
  switch (condition.kind) {
    case 'not':
      return inner(condition.of);
    case 'every':
    case 'some':
      return condition.items.some(inner);
    case 'compare':
      return condition.items.some((item) => isIdentity(resolver, item, node));
    case 'name': {
      // A loop that may be none, or an answer that was kept.
      const facts = node.facts.names.get(condition.name) ?? [];
      return (
        (facts.length > 1 && isIdentity(resolver, condition, node)) ||
        (depth > 0 && facts.some(({ value }) => asks(resolver, value, node, depth - 1)))
      );
    }
    case 'attribute':
      // `self.loop = running_loop()`, then `if self.loop:`.
      return (node.facts.attributes.get(condition.name) ?? []).some(({ value }) =>
        isIdentity(resolver, value, node),
      );
    case 'call':
      return depth > 0 && asksInside(resolver, condition.callee, node, depth - 1);
    default:
      return false;
  }
}

/** Whether what is called returns the answer to such a question. */
function asksInside(resolver: Resolver, callee: Expression, node: FunctionNode, depth: number): boolean {
  return somethingGiven(resolver, callee, node, (given, inside) => asks(resolver, given, inside, depth));
}

/** Whether `test` holds of something that a function returns which may be called there. */
function somethingGiven(
  resolver: Resolver,
  callee: Expression,
  node: FunctionNode,
  test: (returned: Expression, inside: FunctionNode) => boolean,
): boolean {
  return resolver.callable(callee, node).some((value) => {
    const called = value.kind === 'function' ? resolver.program.function(value.id) : undefined;
    return called?.facts.returns.some((returned) => test(returned, called)) === true;
  });
}

/** The call itself, a variable that has what it gave, or a call of a function that gives it. */
function isIdentity(resolver: Resolver, expression: Expression, node: FunctionNode): boolean {
  const facts = expression.kind === 'name' ? node.facts.names.get(expression.name) : undefined;
  const values = facts ? facts.map(({ value }) => value) : [expression];
  return values.some(
    (value) => identityOf(resolver, value, node) !== undefined || givesIdentity(resolver, value, node),
  );
}

function givesIdentity(resolver: Resolver, expression: Expression, node: FunctionNode): boolean {
  if (expression.kind !== 'call') return false;
  const isIt = (given: Expression, inside: FunctionNode) => identityOf(resolver, given, inside) !== undefined;
  return somethingGiven(resolver, expression.callee, node, isIt);
}

function identityOf(resolver: Resolver, expression: Expression, node: FunctionNode): Identity {
  // `threading.current_thread().ident`
  if (expression.kind === 'attribute') return identityOf(resolver, expression.of, node);
  if (expression.kind !== 'call') return undefined;
  for (const value of resolver.callable(expression.callee, node)) {
    const operation = value.kind === 'library' ? resolver.library.operation(value.name) : undefined;
    if (operation?.op === 'give' && operation.identifies) return operation.identifies;
  }
  return undefined;
}
