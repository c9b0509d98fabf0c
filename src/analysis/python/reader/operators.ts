/** Operators of Python, by their precedence as tree-sitter-python has it, and what contains them: conditions, lambdas. */

import { primary } from './atoms.js';
import { type Node, Row } from './nodes.js';
import { parameters } from './parameters.js';
import type { Reader } from './reader.js';
import { colon, greater, less, sign } from './signs.js';
import { giveUp, Kind, keyword } from './words.js';

/** Binary operators by kind: the greater number binds stronger. */
const strength = new Map<number, number>([
  [sign('|'), 1],
  [sign('&'), 2],
  [sign('^'), 3],
  [Kind.shift, 4],
  [sign('+'), 5],
  [sign('-'), 5],
  [sign('*'), 6],
  [sign('/'), 6],
  [sign('%'), 6],
  [sign('@'), 6],
  [Kind.floorDivide, 6],
]);

const unarySigns = new Set([sign('+'), sign('-'), sign('~')]);

export function expression(reader: Reader): Node {
  const { tokens, nodes } = reader;
  if (tokens.kind === keyword.lambda) return lambdaExpression(reader);
  const left = reader.inside(disjunction);
  if (tokens.kind === Kind.walrus) {
    if (nodes.type(left) !== 'identifier') giveUp();
    tokens.next();
    return reader.pair('named_expression', left, reader.inside(expression));
  }
  if (!reader.take(keyword.if)) return left;
  const condition = disjunction(reader);
  reader.expect(keyword.else);
  const otherwise = reader.inside(expression);
  nodes.follow(left, condition);
  nodes.follow(condition, otherwise);
  return reader.close('conditional_expression', nodes.start(left), left);
}

export function disjunction(reader: Reader): Node {
  let left = conjunction(reader);
  while (reader.take(keyword.or)) left = reader.pair('boolean_operator', left, conjunction(reader));
  return left;
}

function conjunction(reader: Reader): Node {
  let left = inversion(reader);
  while (reader.take(keyword.and)) left = reader.pair('boolean_operator', left, inversion(reader));
  return left;
}

function inversion(reader: Reader): Node {
  const { start } = reader.tokens;
  if (!reader.take(keyword.not)) return comparison(reader);
  return reader.close('not_operator', start, reader.inside(inversion));
}

function comparison(reader: Reader): Node {
  const first = binary(reader, 1);
  if (!takeComparator(reader)) return first;
  let last = first;
  do last = reader.nodes.follow(last, binary(reader, 1));
  while (takeComparator(reader));
  return reader.close('comparison_operator', reader.nodes.start(first), first);
}

function takeComparator(reader: Reader): boolean {
  switch (reader.tokens.kind) {
    case Kind.compare:
    case less:
    case greater:
    case keyword.in:
      reader.tokens.next();
      return true;
    case keyword.is:
      reader.tokens.next();
      reader.take(keyword.not);
      return true;
    case keyword.not:
      reader.tokens.next();
      reader.expect(keyword.in);
      return true;
    default:
      return false;
  }
}

/** Operators that bind at least as strongly as `least`; all of them group to the left. */
export function binary(reader: Reader, least: number): Node {
  let left = unary(reader);
  for (;;) {
    const own = strength.get(reader.tokens.kind);
    if (own === undefined || own < least) return left;
    reader.tokens.next();
    left = reader.pair('binary_operator', left, binary(reader, own + 1));
  }
}

function unary(reader: Reader): Node {
  const { start, kind } = reader.tokens;
  if (unarySigns.has(kind)) {
    reader.tokens.next();
    return reader.close('unary_operator', start, reader.inside(unary));
  }
  if (reader.take(keyword.await)) return reader.close('await', start, power(reader));
  return power(reader);
}

function power(reader: Reader): Node {
  const base = primary(reader);
  return reader.take(Kind.power) ? reader.pair('binary_operator', base, reader.inside(unary)) : base;
}

function lambdaExpression(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  reader.enter();
  tokens.next();
  const row = new Row(reader.nodes);
  if (tokens.kind !== colon) {
    const from = tokens.start;
    row.add(reader.close('lambda_parameters', from, parameters(reader, colon)));
  }
  reader.expect(colon);
  row.add(expression(reader));
  reader.leave();
  return reader.close('lambda', start, row.first);
}
