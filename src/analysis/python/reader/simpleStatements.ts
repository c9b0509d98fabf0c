/** Statements of one line (The Python Language Reference, 7 Simple statements). */

import { importedNames, importFrom } from './imports.js';
import { expressions, yieldExpression } from './lists.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import { typeAfterSign } from './parameters.js';
import { pattern } from './patterns.js';
import type { Reader } from './reader.js';
import { colon, comma, equals, semicolon } from './signs.js';
import { giveUp, Kind, keyword } from './words.js';

const jumps = new Map<number, string>([
  [keyword.pass, 'pass_statement'],
  [keyword.break, 'break_statement'],
  [keyword.continue, 'continue_statement'],
]);

/** `print >>file` and `print(*f(x))`, which tree-sitter takes for statements of Python 2. */
const printed = /print\s*(?:>>|\([^\n]*\*[\w.]+[([])/y;
/** `type(x).name = value`, which it takes for the alias of a type. */
const typeCall = /type\s*\(/y;

/** Statements of one line. */
export function simpleStatements(reader: Reader, into: Row): void {
  do into.add(simpleStatement(reader));
  while (reader.take(semicolon) && reader.tokens.kind !== Kind.newline);
  reader.expect(Kind.newline);
}

function simpleStatement(reader: Reader): Node {
  const { tokens } = reader;
  const { start, kind } = tokens;
  const jump = jumps.get(kind);
  if (jump !== undefined) {
    tokens.next();
    return reader.close(jump, start);
  }
  switch (kind) {
    case keyword.return:
      tokens.next();
      return reader.close('return_statement', start, isOver(reader) ? 0 : expressions(reader));
    case keyword.raise:
      return raiseStatement(reader);
    case keyword.import:
      tokens.next();
      importedNames(reader);
      return reader.close('import_statement', start);
    case keyword.from:
      return importFrom(reader);
    case keyword.global:
      return namesStatement(reader, 'global_statement');
    case keyword.nonlocal:
      return namesStatement(reader, 'nonlocal_statement');
    case keyword.del:
      tokens.next();
      return reader.close('delete_statement', start, expressions(reader));
    case keyword.assert:
      return assertStatement(reader);
    default:
      return expressionStatement(reader);
  }
}

function isOver(reader: Reader): boolean {
  return reader.tokens.kind === Kind.newline || reader.tokens.kind === semicolon;
}

function raiseStatement(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  const row = new Row(reader.nodes);
  tokens.next();
  if (!isOver(reader)) row.add(expressions(reader));
  if (reader.take(keyword.from)) row.add(expression(reader));
  return reader.close('raise_statement', start, row.first);
}

function assertStatement(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  do {
    reader.tokens.next();
    row.add(expression(reader));
  } while (reader.tokens.kind === comma);
  return reader.close('assert_statement', start, row.first);
}

function namesStatement(reader: Reader, type: string): Node {
  const { start } = reader.tokens;
  do {
    reader.tokens.next();
    reader.expect(Kind.name);
  } while (reader.tokens.kind === comma);
  return reader.close(type, start);
}

function expressionStatement(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  if (tokens.kind === keyword.yield) return reader.close('expression_statement', start, rightSide(reader));
  printed.lastIndex = start;
  if (printed.test(tokens.text)) giveUp();
  const left = expressions(reader);
  const { kind } = tokens;
  typeCall.lastIndex = start;
  if (kind === equals && typeCall.test(tokens.text)) giveUp();
  if (kind === equals || kind === colon || kind === Kind.augmented)
    return reader.close('expression_statement', start, assignment(reader, left));
  // `a, b` as a statement has no node of its own for the list.
  const isList = reader.nodes.type(left) === 'expression_list';
  return reader.close('expression_statement', start, isList ? reader.nodes.first(left) : left);
}

/** From the sign on: `= value`, `: type = value`, `+= value`. */
function assignment(reader: Reader, left: Node): Node {
  const { tokens, nodes } = reader;
  const start = nodes.start(left);
  if (tokens.kind === Kind.augmented) {
    tokens.next();
    nodes.follow(pattern(reader, left), rightSide(reader));
    return reader.close('augmented_assignment', start, left);
  }
  pattern(reader, left);
  let last = left;
  if (tokens.kind === colon) last = nodes.follow(left, typeAfterSign(reader));
  if (reader.take(equals)) nodes.follow(last, rightSide(reader));
  return reader.close('assignment', start, left);
}

function rightSide(reader: Reader): Node {
  const value = reader.tokens.kind === keyword.yield ? yieldExpression(reader) : expressions(reader);
  return reader.tokens.kind === equals ? reader.inside((inner) => assignment(inner, value)) : value;
}
