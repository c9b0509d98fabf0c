/** Tuples, lists, sets, dictionaries, and comprehensions of them. */

import { yieldExpression } from './lists.js';
import { type Node, Row } from './nodes.js';
import { binary, disjunction, expression } from './operators.js';
import { targets } from './patterns.js';
import type { Reader } from './reader.js';
import { closeBrace, closeBracket, closeParen, colon, comma, star } from './signs.js';
import { giveUp, Kind, keyword } from './words.js';

export function parenthesized(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.tokens.next();
  if (reader.take(closeParen)) return reader.close('tuple', start);
  const first = element(reader);
  if (isClause(reader)) return comprehension(reader, 'generator_expression', start, first, closeParen);
  const row = elements(reader, first, closeParen);
  if (row) return reader.close('tuple', start, row);
  if (reader.nodes.type(first) === 'list_splat') giveUp();
  return reader.close('parenthesized_expression', start, first);
}

export function listDisplay(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.tokens.next();
  if (reader.take(closeBracket)) return reader.close('list', start);
  const first = element(reader);
  refuseLoneSplat(reader, first);
  if (isClause(reader)) return comprehension(reader, 'list_comprehension', start, first, closeBracket);
  elements(reader, first, closeBracket);
  return reader.close('list', start, first);
}

/** The other elements after the first, up to the bracket; 0 when there was no comma. */
function elements(reader: Reader, first: Node, close: number): Node {
  let last = first;
  let hasComma = false;
  while (reader.take(comma)) {
    hasComma = true;
    if (reader.tokens.kind === close) break;
    last = reader.nodes.follow(last, element(reader));
  }
  reader.expect(close);
  return hasComma ? first : 0;
}

/** What a list may hold: an expression, `*expression` or a yield. */
export function element(reader: Reader): Node {
  const { start, kind } = reader.tokens;
  if (kind === keyword.yield) return yieldExpression(reader);
  return reader.take(star) ? reader.close('list_splat', start, binary(reader, 1)) : expression(reader);
}

/** Of `[*f(x)]`, and there alone, tree-sitter makes a call of `*f`. */
export function refuseLoneSplat(reader: Reader, node: Node): void {
  if (reader.nodes.type(node) !== 'list_splat') return;
  const type = reader.nodes.type(reader.nodes.first(node));
  const { kind } = reader.tokens;
  if ((type === 'call' || type === 'subscript') && (kind === closeBracket || kind === closeBrace)) giveUp();
}

export function braced(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.tokens.next();
  const row = new Row(reader.nodes);
  let type = 'dictionary';
  while (reader.tokens.kind !== closeBrace) {
    const entry = bracedEntry(reader);
    if (row.first === 0) refuseLoneSplat(reader, entry);
    const isPair = reader.nodes.type(entry) === 'pair';
    if (!isPair && reader.nodes.type(entry) !== 'dictionary_splat') type = 'set';
    if (row.first === 0 && isClause(reader))
      return comprehension(
        reader,
        isPair ? 'dictionary_comprehension' : 'set_comprehension',
        start,
        entry,
        closeBrace,
      );
    row.add(entry);
    if (!reader.take(comma)) break;
  }
  reader.expect(closeBrace);
  return reader.close(type, start, row.first);
}

function bracedEntry(reader: Reader): Node {
  const { start } = reader.tokens;
  if (reader.take(Kind.power)) return reader.close('dictionary_splat', start, binary(reader, 1));
  const key = element(reader);
  return reader.take(colon) ? reader.pair('pair', key, expression(reader)) : key;
}

export function isClause(reader: Reader): boolean {
  return reader.tokens.kind === keyword.for || reader.tokens.kind === keyword.async;
}

export function comprehension(reader: Reader, type: string, start: number, first: Node, close: number): Node {
  let last = first;
  for (;;) {
    const { start: clause } = reader.tokens;
    if (isClause(reader)) last = reader.nodes.follow(last, forClause(reader));
    else if (reader.take(keyword.if))
      last = reader.nodes.follow(last, reader.close('if_clause', clause, disjunction(reader)));
    else break;
  }
  reader.expect(close);
  return reader.close(type, start, first);
}

function forClause(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.take(keyword.async);
  reader.expect(keyword.for);
  const target = targets(reader);
  reader.expect(keyword.in);
  reader.nodes.follow(target, disjunction(reader));
  return reader.close('for_in_clause', start, target);
}
