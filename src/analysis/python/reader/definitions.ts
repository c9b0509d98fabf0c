/** Functions, classes and their decorators. */

import { argumentList, skipTypeParameters } from './atoms.js';
import { compound, suite } from './blocks.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import { parameters, typeAfterSign } from './parameters.js';
import type { Reader } from './reader.js';
import { at, closeParen, openParen } from './signs.js';
import { asyncStatement } from './statements.js';
import { giveUp, Kind, keyword } from './words.js';

export function functionDefinition(reader: Reader, start: number): Node {
  const { tokens, nodes } = reader;
  const row = new Row(nodes);
  tokens.next();
  row.add(reader.identifier());
  skipTypeParameters(reader);
  const from = tokens.start;
  reader.expect(openParen);
  const first = parameters(reader, closeParen);
  reader.expect(closeParen);
  row.add(reader.close('parameters', from, first));
  if (tokens.kind === Kind.arrow) row.add(typeAfterSign(reader));
  row.add(suite(reader));
  return compound(reader, 'function_definition', start, row);
}

export function classDefinition(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  row.add(reader.identifier());
  skipTypeParameters(reader);
  if (reader.tokens.kind === openParen) row.add(argumentList(reader));
  row.add(suite(reader));
  return compound(reader, 'class_definition', start, row);
}

export function decoratedDefinition(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  while (reader.tokens.kind === at) {
    const from = reader.tokens.start;
    reader.tokens.next();
    row.add(reader.close('decorator', from, expression(reader)));
    reader.expect(Kind.newline);
  }
  if (reader.tokens.kind === keyword.class) row.add(classDefinition(reader));
  else if (reader.tokens.kind === keyword.def) row.add(functionDefinition(reader, reader.tokens.start));
  else if (reader.tokens.kind === keyword.async) row.add(asyncStatement(reader));
  else giveUp();
  return compound(reader, 'decorated_definition', start, row);
}
