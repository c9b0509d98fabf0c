/** Parameters of functions and lambdas, and types. */

import { element } from './brackets.js';
import { type Node, Row } from './nodes.js';
import { expression } from './operators.js';
import type { Reader } from './reader.js';
import { colon, comma, equals, slash, star } from './signs.js';
import { Kind } from './words.js';

/** Parameters up to that word, which stays; gives the first. Those of a lambda have no types. */
export function parameters(reader: Reader, close: number): Node {
  const row = new Row(reader.nodes);
  while (reader.tokens.kind !== close) {
    row.add(parameter(reader, close !== colon));
    if (!reader.take(comma)) break;
  }
  return row.first;
}

function parameter(reader: Reader, isTyped: boolean): Node {
  const { tokens } = reader;
  const { start, kind } = tokens;
  if (reader.take(slash)) return reader.close('positional_separator', start);
  if (kind === star || kind === Kind.power) {
    tokens.next();
    if (tokens.kind === comma || (tokens.kind === colon && !isTyped))
      return reader.close('keyword_separator', start);
    const inner = reader.identifier();
    const splat = reader.close(
      kind === star ? 'list_splat_pattern' : 'dictionary_splat_pattern',
      start,
      inner,
    );
    return isTyped && tokens.kind === colon ? typed(reader, splat, start) : splat;
  }
  const name = reader.identifier();
  if (isTyped && tokens.kind === colon) return typed(reader, name, start);
  return reader.take(equals) ? reader.pair('default_parameter', name, expression(reader)) : name;
}

function typed(reader: Reader, name: Node, start: number): Node {
  const type = typeAfterSign(reader);
  reader.nodes.follow(name, type);
  if (!reader.take(equals)) return reader.close('typed_parameter', start, name);
  reader.nodes.follow(type, expression(reader));
  return reader.close('typed_default_parameter', start, name);
}

/** `: type` or `-> type`. What the type is made of, the lowering reads from its text. */
export function typeAfterSign(reader: Reader): Node {
  reader.tokens.next();
  const { start } = reader.tokens;
  element(reader);
  return reader.close('type', start);
}
