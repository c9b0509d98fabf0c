/** `with`, whose items may stand in brackets that are none of an expression. */

import { compound, suite } from './blocks.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import type { Reader } from './reader.js';
import { closeParen, colon, comma, openParen } from './signs.js';
import { giveUp, keyword } from './words.js';

export function withStatement(reader: Reader, start: number): Node {
  const row = new Row(reader.nodes);
  const { tokens } = reader;
  tokens.next();
  row.add(enclosedItems(reader) ?? withItems(reader));
  row.add(suite(reader));
  return compound(reader, 'with_statement', start, row);
}

function withItems(reader: Reader): Node {
  const { start } = reader.tokens;
  const items = new Row(reader.nodes);
  do withItem(reader, items);
  while (reader.take(comma));
  return reader.close('with_clause', start, items.first);
}

/** `(a as b, c)`, where it is no expression; if it is one, nothing is read. */
function enclosedItems(reader: Reader): Node | undefined {
  const { tokens } = reader;
  const { start } = tokens;
  if (tokens.kind !== openParen) return undefined;
  const before = tokens.save();
  const items = new Row(reader.nodes);
  tokens.next();
  do withItem(reader, items);
  while (reader.take(comma) && tokens.kind !== closeParen);
  const isOne = items.first === items.last;
  if (reader.take(closeParen) && tokens.kind === colon && !isOne)
    return reader.close('with_clause', start, items.first);
  // An item with a name, and not a list of them: tree-sitter has another tree for it.
  if (reader.nodes.type(reader.nodes.first(items.last)) === 'as_pattern') giveUp();
  tokens.goBackTo(before);
  return undefined;
}

function withItem(reader: Reader, into: Row): void {
  const { start } = reader.tokens;
  const { nodes } = reader;
  const value = expression(reader);
  if (nodes.type(value) === 'tuple') giveUp();
  if (!reader.take(keyword.as)) {
    into.add(reader.close('with_item', start, value));
    return;
  }
  const from = reader.tokens.start;
  nodes.follow(value, reader.close('as_pattern_target', from, expression(reader)));
  into.add(reader.close('with_item', start, reader.close('as_pattern', start, value)));
}
