/** What is assigned to: the same nodes as expressions, under other names. */

import { primary } from './atoms.js';
import type { Node } from './nodes.js';
import type { Reader } from './reader.js';
import { comma, star } from './signs.js';
import { giveUp, keyword } from './words.js';

/** What a `for` binds: one pattern or several. */
export function targets(reader: Reader): Node {
  const { start } = reader.tokens;
  const first = target(reader);
  if (reader.tokens.kind !== comma) return first;
  let last = first;
  while (reader.take(comma)) {
    if (reader.tokens.kind === keyword.in) break;
    last = reader.nodes.follow(last, target(reader));
  }
  return reader.close('pattern_list', start, first);
}

function target(reader: Reader): Node {
  const { start } = reader.tokens;
  if (reader.take(star)) return reader.close('list_splat_pattern', start, primary(reader));
  return pattern(reader, primary(reader));
}

/** An expression that turns out to be assigned to: the same nodes under the names of patterns. */
export function pattern(reader: Reader, node: Node): Node {
  const { nodes } = reader;
  switch (nodes.type(node)) {
    case 'identifier':
    case 'attribute':
    case 'subscript':
      return node;
    case 'tuple':
    case 'parenthesized_expression':
      nodes.types[node] = 'tuple_pattern';
      break;
    case 'list':
      nodes.types[node] = 'list_pattern';
      break;
    case 'expression_list':
      nodes.types[node] = 'pattern_list';
      break;
    case 'list_splat':
      nodes.types[node] = 'list_splat_pattern';
      return node;
    default:
      giveUp();
  }
  for (let child = nodes.first(node); child !== 0; child = nodes.next(child)) pattern(reader, child);
  return node;
}
