/** Statements that hold others (The Python Language Reference, 8 Compound statements). */

import { clauseOf, compound, suite } from './blocks.js';
import { classDefinition, decoratedDefinition, functionDefinition } from './definitions.js';
import { expressions } from './lists.js';
import { isMatch, matchStatement } from './matchStatement.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import { targets } from './patterns.js';
import type { Reader } from './reader.js';
import { at, colon, star } from './signs.js';
import { simpleStatements } from './simpleStatements.js';
import { withStatement } from './withStatement.js';
import { giveUp, Kind, keyword } from './words.js';

export function readModule(reader: Reader): Node {
  const row = new Row(reader.nodes);
  while (reader.tokens.kind !== Kind.end) statement(reader, row);
  return reader.nodes.make('module', 0, reader.tokens.text.length, row.first);
}

export function statement(reader: Reader, into: Row): void {
  switch (reader.tokens.kind) {
    case keyword.if:
      return into.add(ifStatement(reader));
    case keyword.for:
      return into.add(forStatement(reader, reader.tokens.start));
    case keyword.while:
      return into.add(whileStatement(reader));
    case keyword.try:
      return into.add(tryStatement(reader));
    case keyword.with:
      return into.add(withStatement(reader, reader.tokens.start));
    case keyword.def:
      return into.add(functionDefinition(reader, reader.tokens.start));
    case keyword.class:
      return into.add(classDefinition(reader));
    case keyword.async:
      return into.add(asyncStatement(reader));
    case at:
      return into.add(decoratedDefinition(reader));
    case Kind.name:
      return isMatch(reader) ? into.add(matchStatement(reader)) : simpleStatements(reader, into);
    default:
      simpleStatements(reader, into);
  }
}

function ifStatement(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  row.add(expression(reader));
  row.add(suite(reader));
  while (reader.tokens.kind === keyword.elif) {
    const clause = reader.tokens.start;
    const inner = new Row(reader.nodes);
    reader.tokens.next();
    inner.add(expression(reader));
    inner.add(suite(reader));
    row.add(compound(reader, 'elif_clause', clause, inner));
  }
  clauseOf(reader, keyword.else, 'else_clause', row);
  return compound(reader, 'if_statement', start, row);
}

function forStatement(reader: Reader, start: number): Node {
  const row = new Row(reader.nodes);
  reader.tokens.next();
  row.add(targets(reader));
  reader.expect(keyword.in);
  row.add(expressions(reader));
  row.add(suite(reader));
  clauseOf(reader, keyword.else, 'else_clause', row);
  return compound(reader, 'for_statement', start, row);
}

function whileStatement(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  row.add(expression(reader));
  row.add(suite(reader));
  clauseOf(reader, keyword.else, 'else_clause', row);
  return compound(reader, 'while_statement', start, row);
}

function tryStatement(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  row.add(suite(reader));
  while (reader.tokens.kind === keyword.except) row.add(exceptClause(reader));
  clauseOf(reader, keyword.else, 'else_clause', row);
  clauseOf(reader, keyword.finally, 'finally_clause', row);
  return compound(reader, 'try_statement', start, row);
}

function exceptClause(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  reader.take(star);
  if (reader.tokens.kind !== colon) {
    row.add(expression(reader));
    if (reader.take(keyword.as)) row.add(reader.identifier());
  }
  row.add(suite(reader));
  return compound(reader, 'except_clause', start, row);
}

export function asyncStatement(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.tokens.next();
  switch (reader.tokens.kind) {
    case keyword.def:
      return functionDefinition(reader, start);
    case keyword.for:
      return forStatement(reader, start);
    case keyword.with:
      return withStatement(reader, start);
    default:
      return giveUp();
  }
}
