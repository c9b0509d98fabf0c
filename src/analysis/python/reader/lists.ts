/** Expressions with commas between them, and `yield`, which takes such a list. */

import { element } from './brackets.js';
import type { Node } from './nodes.js';
import { expression } from './operators.js';
import type { Reader } from './reader.js';
import { closeParen, colon, comma, equals, semicolon } from './signs.js';
import { Kind, keyword } from './words.js';

/** One expression, or an expression list. */
export function expressions(reader: Reader): Node {
  const { start } = reader.tokens;
  const first = element(reader);
  if (reader.tokens.kind !== comma) return first;
  let last = first;
  while (reader.take(comma)) {
    if (endsHere(reader) || reader.tokens.kind === colon || reader.tokens.kind === Kind.augmented) break;
    last = reader.nodes.follow(last, element(reader));
  }
  return reader.close('expression_list', start, first);
}

export function yieldExpression(reader: Reader): Node {
  const { start } = reader.tokens;
  reader.tokens.next();
  if (reader.take(keyword.from)) return reader.close('yield', start, expression(reader));
  return reader.close('yield', start, endsHere(reader) ? 0 : reader.inside(expressions));
}

function endsHere(reader: Reader): boolean {
  const { kind } = reader.tokens;
  return kind === Kind.newline || kind === closeParen || kind === equals || kind === semicolon;
}
