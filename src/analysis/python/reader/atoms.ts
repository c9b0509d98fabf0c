/** Names, constants, and the attributes, calls and subscripts behind them. */

import {
  braced,
  comprehension,
  element,
  isClause,
  listDisplay,
  parenthesized,
  refuseLoneSplat,
} from './brackets.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import type { Reader } from './reader.js';
import {
  closeBracket,
  closeParen,
  colon,
  comma,
  dot,
  equals,
  openBrace,
  openBracket,
  openParen,
  star,
} from './signs.js';
import { giveUp, Kind, keyword } from './words.js';

const constants = new Map<number, string>([
  [keyword.True, 'true'],
  [keyword.False, 'false'],
  [keyword.None, 'none'],
  [Kind.number, 'integer'],
  [Kind.ellipsis, 'ellipsis'],
]);

/** An atom with the attributes, calls and subscripts behind it. */
export function primary(reader: Reader): Node {
  const { tokens, nodes } = reader;
  let value = atom(reader);
  for (;;) {
    if (reader.take(dot)) value = reader.pair('attribute', value, reader.identifier());
    else if (tokens.kind === openParen) value = reader.pair('call', value, argumentsOrGenerator(reader));
    else if (tokens.kind === openBracket) {
      nodes.follow(value, subscripts(reader));
      value = reader.close('subscript', nodes.start(value), value);
    } else return value;
  }
}

function atom(reader: Reader): Node {
  const { tokens } = reader;
  const { kind, start } = tokens;
  if (kind === Kind.name) return reader.identifier();
  if (kind === Kind.string) return strings(reader);
  if (kind === openParen) return parenthesized(reader);
  if (kind === openBracket) return listDisplay(reader);
  if (kind === openBrace) return braced(reader);
  const constant = constants.get(kind) ?? giveUp();
  tokens.next();
  return reader.close(constant, start);
}

function strings(reader: Reader): Node {
  const { start } = reader.tokens;
  let type = 'string';
  reader.tokens.next();
  while (reader.take(Kind.string)) type = 'concatenated_string';
  return reader.close(type, start);
}

function argumentsOrGenerator(reader: Reader): Node {
  const { start } = reader.tokens;
  const row = new Row(reader.nodes);
  reader.tokens.next();
  while (reader.tokens.kind !== closeParen) {
    const argument = callArgument(reader);
    if (isClause(reader)) {
      if (row.first !== 0) giveUp();
      return comprehension(reader, 'generator_expression', start, argument, closeParen);
    }
    row.add(argument);
    if (!reader.take(comma)) break;
  }
  reader.expect(closeParen);
  return reader.close('argument_list', start, row.first);
}

/** The bases of a class. */
export function argumentList(reader: Reader): Node {
  const list = argumentsOrGenerator(reader);
  return reader.nodes.type(list) === 'argument_list' ? list : giveUp();
}

function callArgument(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  if (reader.take(star)) return reader.close('list_splat', start, expression(reader));
  if (reader.take(Kind.power)) return reader.close('dictionary_splat', start, expression(reader));
  const value = expression(reader);
  if (tokens.kind !== equals) return value;
  if (reader.nodes.type(value) !== 'identifier') giveUp();
  tokens.next();
  return reader.pair('keyword_argument', value, expression(reader));
}

function subscripts(reader: Reader): Node {
  const row = new Row(reader.nodes);
  reader.tokens.next();
  while (reader.tokens.kind !== closeBracket) {
    row.add(subscript(reader));
    if (!reader.take(comma)) break;
  }
  reader.expect(closeBracket);
  return row.first === 0 ? giveUp() : row.first;
}

function subscript(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  const row = new Row(reader.nodes);
  if (tokens.kind !== colon) row.add(element(reader));
  refuseLoneSplat(reader, row.first);
  if (tokens.kind !== colon) return row.first;
  for (let part = 0; part < 2 && reader.take(colon); part++)
    if (tokens.kind !== colon && tokens.kind !== comma && tokens.kind !== closeBracket)
      row.add(expression(reader));
  return reader.close('slice', start, row.first);
}

/** `[T]` behind the name of a class or a function, which says nothing to the model. */
export function skipTypeParameters(reader: Reader): void {
  if (reader.tokens.kind === openBracket) subscripts(reader);
}
